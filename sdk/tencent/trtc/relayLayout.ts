import { z } from "zod";
import { byDefault, choice, fields, freeText, onlyAt, yesOrNo } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { UserMediaStream } from "./streams";

/** How the mixed streams are arranged. */
export const MixLayoutMode = {
  /** One large window, the others small on it. */
  float: 1,
  /** The shared screen large, the others beside it. */
  screenShare: 2,
  /** Windows of equal size. */
  grid: 3,
  /** As `mixLayoutList` says. */
  custom: 4,
} as const;

/** A colour as the relay APIs write it. */
export const RelayColor = z
  .string()
  .regex(/^0x[0-9A-Fa-f]{6}$/, 'a colour as "0x" and six hexadecimal digits, for example "0xFF0000"');

/** An address of a picture as the vendor accepts it. */
export const ImageUrl = address(
  "image",
  z.string().regex(/^[0-9A-Za-z\-._~:/?#[\]@!&()*+,%=;|]+$/, "an address without spaces and quotes"),
);

const pixels = z.int().min(0);
const dynamicPosition = choice({ off: 0, random: 1, bouncing: 2 });

/** The part of a stream that its window shows. Units: px. Vendor name: McuCustomCrop. */
export const LayoutCustomCrop = fields({
  /** Left edge of the cut-out in pixels; with `width` at most 10000. Vendor name: LocationX. */
  locationX: pixels,
  /** Top edge of the cut-out in pixels; with `height` at most 10000. Vendor name: LocationY. */
  locationY: pixels,
  /** Width of the cut-out in pixels, 1 to 10000. Vendor name: Width. */
  width: z.int().min(1).max(10000),
  /** Height of the cut-out in pixels, 1 to 10000. Vendor name: Height. */
  height: z.int().min(1).max(10000),
});

/** A placeholder inside its window. Units: px. Vendor name: McuBackgroundCustomRender. */
export const LayoutBackgroundCustomRender = fields({
  /** Width of the placeholder in pixels, at most that of its window. Vendor name: Width. */
  width: z.int().min(1),
  /** Height of the placeholder in pixels, at most that of its window. Vendor name: Height. */
  height: z.int().min(1),
  /** Corner radius in pixels, at most half of the shorter side. Vendor name: Radius. */
  radius: byDefault(0, pixels),
});

/** One window of a custom layout. Units: px. Vendor name: McuLayout. */
export const LayoutWindow = fields({
  /** The stream shown here; left out, windows are filled in the order of entry. Vendor name: UserMediaStream. */
  userMediaStream: UserMediaStream.optional(),
  /** Width in pixels. Vendor name: ImageWidth. */
  imageWidth: byDefault(0, pixels),
  /** Height in pixels. Vendor name: ImageHeight. */
  imageHeight: byDefault(0, pixels),
  /** Left edge in pixels; with `imageWidth` inside the encoded width. Vendor name: LocationX. */
  locationX: byDefault(0, pixels),
  /** Top edge in pixels; with `imageHeight` inside the encoded height. Vendor name: LocationY. */
  locationY: byDefault(0, pixels),
  /** Layer, from 0; a higher one covers a lower one. Vendor name: ZOrder. */
  zOrder: byDefault(0, pixels),
  /** How the picture fills the window: 0 crop, 1 fit with background, 2 fit with black. Vendor name: RenderMode. */
  renderMode: byDefault(0, choice({ crop: 0, fitWithBackground: 1, fitWithBlack: 2 })),
  /** Background colour; the vendor documents it as without effect. Vendor name: BackGroundColor. */
  backGroundColor: RelayColor.optional(),
  /** Placeholder picture: png, jpg, jpeg, bmp, gif or webm, up to 5 MB and 2K. Vendor name: BackgroundImageUrl. */
  backgroundImageUrl: ImageUrl.optional(),
  /** The cut-out of the stream that is shown. Vendor name: CustomCrop. */
  customCrop: LayoutCustomCrop.optional(),
  /**
   * How the placeholder picture fills the window: 0 crop, 1 fit with background, 2 fit with black, 3 stretch, 4 as
   * `backgroundCustomRender` says, which it needs. Vendor name: BackgroundRenderMode.
   */
  backgroundRenderMode: byDefault(
    3,
    choice({ crop: 0, fitWithBackground: 1, fitWithBlack: 2, stretch: 3, custom: 4 }),
  ),
  /** Transparency mask: png, up to 5 MB; only with renderMode 0. Vendor name: TransparentUrl. */
  transparentUrl: ImageUrl.optional(),
  /** Size and corners of the placeholder with backgroundRenderMode 4. Vendor name: BackgroundCustomRender. */
  backgroundCustomRender: LayoutBackgroundCustomRender.optional(),
  /**
   * Where the background colour shows, 0 to 3: bit 0 when a placeholder is scaled, bit 1 when a stream is. Vendor name:
   * BackGroundColorMode.
   */
  backGroundColorMode: byDefault(0, choice({ none: 0, placeholder: 1, stream: 2, both: 3 })),
  /**
   * Whether SEI messages in the window's stream are handed on: 0 no, 1 yes; site in China only. Vendor name:
   * EnableStreamSEI.
   */
  enableStreamSEI: byDefault(1, onlyAt("mainland", yesOrNo())),
});

/** The stream in the large window. Vendor name: MaxVideoUser. */
export const LayoutMaxVideoUser = fields({
  /** The stream in the large window. Vendor name: UserMediaStream. */
  userMediaStream: UserMediaStream,
});

/** The arrangement of the mixed streams. Vendor name: McuLayoutParams. */
export const LayoutParams = fields({
  /** Arrangement, see {@link MixLayoutMode}: 1 float, 2 screen share, 3 grid, 4 custom. Vendor name: MixLayoutMode. */
  mixLayoutMode: byDefault(MixLayoutMode.float, choice(MixLayoutMode)),
  /**
   * Whether users with audio only get a window: 0 no, 1 yes; dynamic arrangements only. Vendor name:
   * PureAudioHoldPlaceMode.
   */
  pureAudioHoldPlaceMode: byDefault(0, yesOrNo()),
  /** The windows of a custom layout, at most 16. Vendor name: MixLayoutList. */
  mixLayoutList: z.array(LayoutWindow).max(16).optional(),
  /** The stream in the large window; float and screen share only. Vendor name: MaxVideoUser. */
  maxVideoUser: LayoutMaxVideoUser.optional(),
  /**
   * How pictures fill their windows in modes 1 to 3: 0 crop, 1 scale, 2 fit with black. Vendor name: RenderMode.
   */
  renderMode: choice({ crop: 0, scale: 1, fitWithBlack: 2 }).optional(),
  /**
   * Whether SEI messages in the streams are handed on: 0 no, 1 yes; site in China only. Vendor name: EnableStreamSEI.
   */
  enableStreamSEI: byDefault(1, onlyAt("mainland", yesOrNo())),
});

noteFacets(LayoutParams, { list: [{ of: { constant: "windows" }, length: "mixLayoutList" }] });

/** A picture on top of the video. Units: px. Vendor name: McuWaterMarkImage. */
export const LayoutWaterMarkImage = fields({
  /** The picture: png, jpg or jpeg, up to 5 MB and 2K. Vendor name: WaterMarkUrl. */
  waterMarkUrl: ImageUrl,
  /** Width in pixels. Vendor name: WaterMarkWidth. */
  waterMarkWidth: pixels,
  /** Height in pixels. Vendor name: WaterMarkHeight. */
  waterMarkHeight: pixels,
  /** Left edge in pixels. Vendor name: LocationX. */
  locationX: pixels,
  /** Top edge in pixels. Vendor name: LocationY. */
  locationY: pixels,
  /** Layer, from 0; a higher one covers a lower one. Vendor name: ZOrder. */
  zOrder: byDefault(0, pixels),
  /** Movement: 0 off, 1 a random place each second, 2 bouncing. Vendor name: DynamicPosType. */
  dynamicPosType: byDefault(0, dynamicPosition),
});

/** A text on top of the video. Units: px. Vendor name: McuWaterMarkText. */
export const LayoutWaterMarkText = fields({
  /** The text. Vendor name: Text. */
  text: freeText(z.string().min(1)),
  /** Width in pixels. Vendor name: WaterMarkWidth. */
  waterMarkWidth: pixels,
  /** Height in pixels. Vendor name: WaterMarkHeight. */
  waterMarkHeight: pixels,
  /** Left edge in pixels. Vendor name: LocationX. */
  locationX: pixels,
  /** Top edge in pixels. Vendor name: LocationY. */
  locationY: pixels,
  /** Size of the letters, from 0. Vendor name: FontSize. */
  fontSize: pixels,
  /** Colour of the letters. Vendor name: FontColor. */
  fontColor: byDefault("0xFFFFFF", RelayColor),
  /** Colour behind the letters; left out, transparent. Vendor name: BackGroundColor. */
  backGroundColor: RelayColor.optional(),
  /** Movement: 0 off, 1 a random place each second, 2 bouncing. Vendor name: DynamicPosType. */
  dynamicPosType: byDefault(0, dynamicPosition),
  /** Layer, from 0; a higher one covers a lower one. Vendor name: ZOrder. */
  zOrder: byDefault(0, pixels),
  /** Font. Vendor name: Font. */
  font: byDefault("Tencent", z.enum(["Tencent", "SourceHanSans"])),
});

/** A picture or a text on top of the video. Units: px. Vendor name: McuWaterMarkParams. */
export const WaterMark = fields({
  /** Kind: 0 picture, 1 text. Vendor name: WaterMarkType. */
  waterMarkType: byDefault(0, choice({ picture: 0, text: 1 })),
  /** The picture; needed with waterMarkType 0. Vendor name: WaterMarkImage. */
  waterMarkImage: LayoutWaterMarkImage.optional(),
  /** The text; needed with waterMarkType 1. Vendor name: WaterMarkText. */
  waterMarkText: LayoutWaterMarkText.optional(),
});

noteFacets(WaterMark, {
  watermark: [
    {
      kind: { constant: "picture" },
      x: "waterMarkImage.locationX",
      y: "waterMarkImage.locationY",
      width: "waterMarkImage.waterMarkWidth",
      height: "waterMarkImage.waterMarkHeight",
      layer: "waterMarkImage.zOrder",
    },
    {
      kind: { constant: "text" },
      x: "waterMarkText.locationX",
      y: "waterMarkText.locationY",
      width: "waterMarkText.waterMarkWidth",
      height: "waterMarkText.waterMarkHeight",
      layer: "waterMarkText.zOrder",
      text: "waterMarkText.text",
    },
  ],
});

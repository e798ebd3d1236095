import { z } from "zod";
import { byDefault, choice, fields, freeText, onlyAt, yesOrNo } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { MixLayoutMode } from "./relayLayout";

/** How a picture fills its window in a cloud recording. */
export const RecordingRenderMode = {
  /** Stretches the picture. */
  stretch: 0,
  /** Fills the window and cuts off what is over. */
  crop: 1,
  /** Shows the whole picture, with black beside it. */
  fit: 2,
  /** Cuts off at most 20 %, and fits the rest. */
  smartCrop: 3,
} as const;

/** Which of a user's streams a window shows. */
export const RecordingMediaId = {
  /** The camera. */
  main: 0,
  /** The shared screen. */
  screen: 1,
} as const;

const pixels = z.int().min(0).max(1920);
const markPixels = z.int().min(0).max(2560);
const textPixels = z.int().min(0);
const color = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'a colour as "#" and six hexadecimal digits, for example "#FF0000"');
const imageUrl = address(
  "image",
  z.string().regex(/^[0-9A-Za-z\-._~:/?#[\]@!&()*+,%=]+$/, "an address without spaces and quotes"),
);
const font = z.enum(["Tencent", "SourceHanSans"]);

const window = fields({
  /** Top edge in pixels, 0 to 1920; with `height` inside the encoded height. Vendor name: Top. */
  top: pixels,
  /** Left edge in pixels, 0 to 1920; with `width` inside the encoded width. Vendor name: Left. */
  left: pixels,
  /** Width in pixels, 0 to 1920. Vendor name: Width. */
  width: pixels,
  /** Height in pixels, 0 to 1920. Vendor name: Height. */
  height: pixels,
  /** The user shown here; left out, windows are filled in the order of entry. Vendor name: UserId. */
  userId: z.string().min(1).optional(),
  /** How transparent the picture is, 0 to 255: 255 is wholly so. Vendor name: Alpha. */
  alpha: byDefault(0, z.int().min(0).max(255)),
  /** How the picture fills the window: 0 stretch, 1 crop, 2 fit with black, 3 smart crop. Vendor name: RenderMode. */
  renderMode: byDefault(RecordingRenderMode.crop, choice(RecordingRenderMode)),
  /** Which stream: 0 camera, 1 screen share. Vendor name: MediaId. */
  mediaId: byDefault(RecordingMediaId.main, choice(RecordingMediaId)),
  /** Layer, from 0; a higher one covers a lower one. Vendor name: ImageLayer. */
  imageLayer: byDefault(0, z.int().min(0)),
  /** Placeholder picture: png, jpg or jpeg, up to 5 MB and 2K. Vendor name: SubBackgroundImage. */
  subBackgroundImage: imageUrl.optional(),
});

const waterMarkImage = fields({
  /** The picture: png, jpg or jpeg, up to 5 MB. Vendor name: WaterMarkUrl. */
  waterMarkUrl: imageUrl,
  /** Top edge in pixels, 0 to 2560. Vendor name: Top. */
  top: markPixels,
  /** Left edge in pixels, 0 to 2560. Vendor name: Left. */
  left: markPixels,
  /** Width in pixels, 0 to 2560. Vendor name: Width. */
  width: markPixels,
  /** Height in pixels, 0 to 2560. Vendor name: Height. */
  height: markPixels,
});

const waterMarkChar = fields({
  /** Top edge in pixels. Vendor name: Top. */
  top: textPixels,
  /** Left edge in pixels. Vendor name: Left. */
  left: textPixels,
  /** Width in pixels. Vendor name: Width. */
  width: textPixels,
  /** Height in pixels. Vendor name: Height. */
  height: textPixels,
  /** The text. Vendor name: Chars. */
  chars: freeText(z.string().min(1)),
  /** Size of the letters in pixels. Vendor name: FontSize. */
  fontSize: byDefault(14, textPixels),
  /** Colour of the letters, for example "0xFFFFFF". Vendor name: FontColor. */
  fontColor: byDefault("0xFFFFFF", z.string()),
  /** Colour behind the letters; empty, transparent. Vendor name: BackGroundColor. */
  backGroundColor: byDefault("", z.string()),
  /** Font; site in China only. Vendor name: Font. */
  font: byDefault("Tencent", onlyAt("mainland", font)),
});

const waterMarkTimestamp = fields({
  /**
   * Where it stands: 0 top left, 1 top right, 2 bottom left, 3 bottom right, 4 top, 5 bottom, 6 in the middle. Vendor
   * name: Pos.
   */
  pos: choice({ topLeft: 0, topRight: 1, bottomLeft: 2, bottomRight: 3, top: 4, bottom: 5, middle: 6 }),
  /** How many hours its clock is before UTC, from 0. Vendor name: TimeZone. */
  timeZone: byDefault(8, z.int().min(0)),
  /** Font; site in China only. Vendor name: Font. */
  font: byDefault("Tencent", onlyAt("mainland", font)),
});

const waterMark = fields({
  /** Kind: 0 picture, 1 text, 2 time. Vendor name: WaterMarkType. */
  waterMarkType: byDefault(0, choice({ picture: 0, text: 1, timestamp: 2 })),
  /** The picture; needed with waterMarkType 0. Vendor name: WaterMarkImage. */
  waterMarkImage: waterMarkImage.optional(),
  /** The text; needed with waterMarkType 1. Vendor name: WaterMarkChar. */
  waterMarkChar: waterMarkChar.optional(),
  /** The time; needed with waterMarkType 2. Vendor name: WaterMarkTimestamp. */
  waterMarkTimestamp: waterMarkTimestamp.optional(),
});

noteFacets(waterMark, {
  watermark: [
    {
      kind: { constant: "picture" },
      x: "waterMarkImage.left",
      y: "waterMarkImage.top",
      width: "waterMarkImage.width",
      height: "waterMarkImage.height",
    },
    {
      kind: { constant: "text" },
      x: "waterMarkChar.left",
      y: "waterMarkChar.top",
      width: "waterMarkChar.width",
      height: "waterMarkChar.height",
      text: "waterMarkChar.chars",
    },
    { kind: { constant: "time" }, place: "waterMarkTimestamp.pos" },
  ],
});

/** How the mixed streams of a cloud recording are arranged. Vendor name: MixLayoutParams. */
export const CloudRecordingLayout = fields({
  /** Arrangement, see {@link MixLayoutMode}: 1 float, 2 screen share, 3 grid, 4 custom. Vendor name: MixLayoutMode. */
  mixLayoutMode: choice(MixLayoutMode),
  /** The windows of a custom layout, at most 25. Vendor name: MixLayoutList. */
  mixLayoutList: z.array(window).max(25).optional(),
  /** Colour behind the streams, for example "#FF0000". Vendor name: BackGroundColor. */
  backGroundColor: byDefault("#000000", color),
  /** The user in the large window; float and screen share only. Vendor name: MaxResolutionUserId. */
  maxResolutionUserId: z.string().min(1).optional(),
  /** Which stream of that user: 0 camera, 1 screen share. Vendor name: MediaId. */
  mediaId: byDefault(RecordingMediaId.main, choice(RecordingMediaId)),
  /** Picture behind the streams: png, jpg or jpeg, up to 5 MB and 2K. Vendor name: BackgroundimageUrl. */
  backgroundImageUrl: imageUrl.optional(),
  /** Whether windows without a stream show their placeholder: 0 no, 1 yes. Vendor name: PlaceHolderMode. */
  placeHolderMode: byDefault(0, yesOrNo()),
  /**
   * How the background picture fills the canvas: 0 stretch, 1 crop, 2 fit with black, 3 smart crop. Vendor name:
   * BackgroundImageRenderMode.
   */
  backgroundImageRenderMode: choice(RecordingRenderMode).optional(),
  /** Placeholder of windows that have none of their own. Vendor name: DefaultSubBackgroundImage. */
  defaultSubBackgroundImage: imageUrl.optional(),
  /** Pictures, texts and times on top, at most 25. Vendor name: WaterMarkList. */
  waterMarkList: z.array(waterMark).max(25).optional(),
  /**
   * How pictures fill their windows in modes 1 to 3: 0 stretch, 1 crop, 2 fit with black, 3 smart crop. Vendor name:
   * RenderMode.
   */
  renderMode: choice(RecordingRenderMode).optional(),
  /** Where the large window of a screen share is: 0 left, 1 right. Vendor name: MaxResolutionUserAlign. */
  maxResolutionUserAlign: byDefault(0, choice({ left: 0, right: 1 })),
  /** Whether users with audio only get no window. Vendor name: PureAudioDisableLayout. */
  pureAudioDisableLayout: byDefault(false, z.boolean()),
});

import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { EvenPixels } from "./encode";
import { Stream } from "./streams";

/** How the mixed streams are arranged. */
export const LayoutMode = {
  /** Arranged by the vendor, by the number of streams. */
  adaptive: 0,
  /** One large stream, the others small. */
  vertical: 1,
  /** As `customLayout` says. */
  custom: 2,
  /** Streams side by side. */
  sideBySide: 3,
} as const;

/** How a picture fills its region; the vendor prefers 3 to 0, which does the same. */
export const RenderMode = {
  /** Stretches the picture, as 3 does. */
  stretchLegacy: 0,
  /** Fills the region and cuts off what is over. */
  crop: 1,
  /** Shows the whole picture, with background beside it. */
  fit: 2,
  /** Stretches the picture. */
  stretch: 3,
} as const;

/** What of a stream goes into its region. */
export const RegionMediaType = {
  /** Sound and picture. */
  audioAndVideo: 0,
  /** Sound alone. */
  audio: 1,
  /** Picture alone. */
  video: 2,
} as const;

/** A colour as the RTC APIs take it. */
export const Colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'a colour as "#" and six hexadecimal digits, for example "#FF0000"');

const canvas = fields({
  /** Width in pixels, even, 2 to 1920. Vendor name: Width. */
  width: byDefault(640, EvenPixels),
  /** Height in pixels, even, 2 to 1920. Vendor name: Height. */
  height: byDefault(480, EvenPixels),
  /** Colour of the canvas, for example "#FF0000". Vendor name: Background. */
  background: byDefault("#000000", Colour),
  /**
   * Address of a picture (jpg, jpeg or png) over the colour, stretched to the canvas; at most 1024 bytes. Vendor
   * name: BackgroundImage.
   */
  backgroundImage: address("image", z.string(), 1024).optional(),
});

/** Where something begins, as a part of a whole. */
export const OffsetRatio = z.number().min(0).lt(1);

/** How large something is, as a part of a whole. */
export const SizeRatio = z.number().gt(0).max(1);

/** A cut-out of a stream's picture. Vendor name: SourceCrop. */
export const LayoutSourceCrop = fields({
  /** Left edge of the cut-out as a part of the picture, from 0 to below 1. Vendor name: LocationX. */
  locationX: byDefault(0, OffsetRatio),
  /** Top edge of the cut-out as a part of the picture, from 0 to below 1. Vendor name: LocationY. */
  locationY: byDefault(0, OffsetRatio),
  /** Width of the cut-out as a part of the picture, above 0 to 1. Vendor name: WidthProportion. */
  widthProportion: byDefault(1, SizeRatio),
  /** Height of the cut-out as a part of the picture, above 0 to 1. Vendor name: HeightProportion. */
  heightProportion: byDefault(1, SizeRatio),
});

const pixels = z.int().min(1).max(1920);
const offset = z.int().min(0).max(1919);

const region = fields({
  /** The stream shown here: the index of one in targetStreams. Vendor name: StreamIndex. */
  streamIndex: z.int(),
  /** Left edge in pixels, from 0 to below the width of the canvas, 1919 at most. Vendor name: LocationX. */
  locationX: byDefault(0, offset),
  /** Top edge in pixels, from 0 to below the height of the canvas, 1919 at most. Vendor name: LocationY. */
  locationY: byDefault(0, offset),
  /** Width in pixels, from 1 to the width of the canvas, 1920 at most. Vendor name: Width. */
  width: pixels,
  /** Height in pixels, from 1 to the height of the canvas, 1920 at most. Vendor name: Height. */
  height: pixels,
  /** Layer, 0 to 100; a higher one covers a lower one. Vendor name: ZOrder. */
  zOrder: byDefault(0, z.int().min(0).max(100)),
  /** Opacity, above 0 to 1. Vendor name: Alpha. */
  alpha: byDefault(1, SizeRatio),
  /**
   * How the picture fills the region, see {@link RenderMode}: 0 and 3 stretch, 1 crop, 2 fit with background. Vendor
   * name: RenderMode.
   */
  renderMode: byDefault(RenderMode.stretchLegacy, choice(RenderMode)),
  /** The cut-out of the stream that is shown. Vendor name: SourceCrop. */
  sourceCrop: LayoutSourceCrop.optional(),
  /**
   * Address of a picture (jpg, jpeg or png) shown while the stream has none, at most 1024 characters; it wins over
   * `control.frameInterpolationMode`. Vendor name: AlternateImage.
   */
  alternateImage: address("image", z.string().max(1024), 1024).optional(),
  /**
   * How that picture fills the region: 0 like the stream, 1 keeping its proportions. Vendor name:
   * AlternateImageFillMode.
   */
  alternateImageFillMode: byDefault(0, choice({ likeStream: 0, keepProportions: 1 })),
  /**
   * Radius of the corners as a part of the canvas' width, 0 to 1; above half of the region's shorter side it has no
   * effect. Vendor name: CornerRadius.
   */
  cornerRadius: byDefault(0, z.number().min(0).max(1)),
  /**
   * What of the stream is mixed, see {@link RegionMediaType}: 0 audio and video, 1 audio, 2 video. Vendor name:
   * MediaType.
   */
  mediaType: byDefault(RegionMediaType.audioAndVideo, choice(RegionMediaType)),
  /** Whether the stream is heard from `spatialPosition`. Vendor name: ApplySpatialAudio. */
  applySpatialAudio: byDefault(true, z.boolean()),
  /** Place of the stream's sound: x, y and z, each -100 to 100. Vendor name: SpatialPosition. */
  spatialPosition: byDefault([0, 0, 0], z.array(z.int().min(-100).max(100)).length(3)),
});

const customLayout = fields({
  /** The canvas. Vendor name: Canvas. */
  canvas: canvas.optional(),
  /** The regions, exactly one for each stream in targetStreams. Vendor name: Regions. */
  regions: z.array(region).optional(),
});

/** The arrangement of the mixed streams. Units: px. Vendor name: Layout. */
export const Layout = fields({
  /** Arrangement, see {@link LayoutMode}: 0 adaptive, 1 vertical, 2 custom, 3 side by side. Vendor name: LayoutMode. */
  layoutMode: byDefault(LayoutMode.adaptive, choice(LayoutMode)),
  /** The large stream; needed with layoutMode 1 (vertical). Vendor name: MainVideoStream. */
  mainVideoStream: Stream.optional(),
  /** Canvas and regions with layoutMode 2 (custom). Vendor name: CustomLayout. */
  customLayout: customLayout.optional(),
});

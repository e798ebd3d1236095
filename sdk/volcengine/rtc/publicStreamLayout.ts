import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { FrameInterpolationMode } from "./control";
import { Colour, LayoutMode, LayoutSourceCrop, OffsetRatio, RenderMode, SizeRatio } from "./layout";
import { RtcId, StreamMediaType, StreamType } from "./streams";

/** Streams of one room, of one user or of all. Vendor name: TargetStreams, ExcludeStreams. */
export const PublicStreamSource = fields({
  /** The room: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * The user whose stream it is, at most 128 letters, digits, "_", "@", "-" and "."; in one room only. Empty or left out,
   * all in the room. Vendor name: UserId.
   */
  userId: z
    .string()
    .regex(/^[a-zA-Z0-9_@\-.]{0,128}$/, "at most 128 letters, digits, _, @, - and .")
    .optional(),
  /** Which stream, see {@link StreamType}: 0 camera and microphone, 1 shared screen. Vendor name: StreamType. */
  streamType: byDefault(StreamType.camera, choice(StreamType)),
  /**
   * What of it is mixed, see {@link StreamMediaType}: 0 audio and video, 1 audio, 2 video. Vendor name: MediaType.
   */
  mediaType: byDefault(StreamMediaType.audioAndVideo, choice(StreamMediaType)),
  /**
   * Number of the stream, unique in its list; needed in a custom layout, whose regions refer to it. Vendor name: Index.
   */
  index: z.int().optional(),
});

const region = fields({
  /** The stream shown here: the index of one in targetStreams. Vendor name: StreamIndex. */
  streamIndex: z.int(),
  /** Left edge as a part of the canvas' width, from 0 to below 1. Vendor name: LocationX. */
  locationX: byDefault(0, OffsetRatio),
  /** Top edge as a part of the canvas' height, from 0 to below 1. Vendor name: LocationY. */
  locationY: byDefault(0, OffsetRatio),
  /** Width as a part of the canvas' width, above 0 to 1. Vendor name: WidthProportion. */
  widthProportion: SizeRatio,
  /** Height as a part of the canvas' height, above 0 to 1. Vendor name: HeightProportion. */
  heightProportion: SizeRatio,
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
  /** Address of a picture shown while the stream has none. Vendor name: AlternateImage. */
  alternateImage: address("image", z.string()).optional(),
});

const customLayout = fields({
  /** The regions, exactly one for each stream in targetStreams. Vendor name: Regions. */
  regions: z.array(region),
  /** Colour of the canvas, for example "#FF0000". Vendor name: BackgroundColor. */
  backgroundColor: byDefault("#000000", Colour),
  /** Address of a picture (jpg, jpeg or png) over the colour; at most 1024 bytes. Vendor name: BackgroundImage. */
  backgroundImage: address("image", z.string(), 1024).optional(),
  /**
   * What fills a stream's place while it has no picture, see {@link FrameInterpolationMode}: 0 the last one, 1 black.
   * Vendor name: FrameInterpolationMode.
   */
  frameInterpolationMode: byDefault(FrameInterpolationMode.lastFrame, choice(FrameInterpolationMode)),
});

const verticalLayout = fields({
  /** The large stream. What is shown large without it is not documented. Vendor name: MainStream. */
  mainStream: PublicStreamSource.optional(),
});

/** The arrangement of a public stream. Vendor name: Layout. */
export const PublicStreamLayout = fields({
  /** Arrangement, see {@link LayoutMode}: 0 adaptive, 1 vertical, 2 custom, 3 side by side. Vendor name: LayoutMode. */
  layoutMode: choice(LayoutMode),
  /** The large stream with layoutMode 1 (vertical). Vendor name: VerticalLayout. */
  verticalLayout: verticalLayout.optional(),
  /** Regions and background with layoutMode 2 (custom), which needs them. Vendor name: CustomLayout. */
  customLayout: customLayout.optional(),
});

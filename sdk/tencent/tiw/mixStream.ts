import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Ready-made arrangements of a mixed video. */
export const MixModel = {
  /** The vendor's template 1. */
  first: 1,
  /** The vendor's template 2. */
  second: 2,
} as const;

/** How a stream fills its place. */
export const StreamFillMode = {
  /** Shows the whole picture. */
  fit: 0,
  /** Fills the place and cuts off what is over. */
  fill: 1,
} as const;

const side = z.int().min(2).max(3000);
const offset = z.int().min(0).max(3000);
const color = z
  .string()
  .regex(/^#[0-9A-Fa-f]{6}$/, 'a colour as "#" and six hexadecimal digits, for example "#FF0000"');

const layoutParams = fields({
  /** Width in pixels, 2 to 3000. Vendor name: Width. */
  width: side,
  /** Height in pixels, 2 to 3000. Vendor name: Height. */
  height: side,
  /** Left edge in pixels, 0 to 3000. Vendor name: X. */
  x: byDefault(0, offset),
  /** Top edge in pixels, 0 to 3000. Vendor name: Y. */
  y: byDefault(0, offset),
  /** Layer; a higher one covers a lower one. Vendor name: ZOrder. */
  zOrder: byDefault(0, z.int()),
});

const canvas = fields({
  /** Size of the canvas. Vendor name: LayoutParams. */
  layoutParams: layoutParams,
  /** Colour of the canvas, for example "#FF0000". Vendor name: BackgroundColor. */
  backgroundColor: byDefault("#000000", color),
});

const streamLayout = fields({
  /** Place of the stream, inside the canvas. Vendor name: LayoutParams. */
  layoutParams: layoutParams,
  /**
   * The stream: "tic_record_user" is the whiteboard, "tic_substream" the shared screen, anything else a user. Empty
   * or left out, the places are filled in the order of entry. Vendor name: InputStreamId.
   */
  inputStreamId: z.string().optional(),
  /** Colour behind the stream. Vendor name: BackgroundColor. */
  backgroundColor: byDefault("#000000", color),
  /** How the stream fills its place, see {@link StreamFillMode}: 0 fit, 1 fill. Vendor name: FillMode. */
  fillMode: choice(StreamFillMode).optional(),
});

const customLayout = fields({
  /** The canvas. Vendor name: Canvas. */
  canvas: canvas,
  /** The streams on it. Vendor name: InputStreamList. */
  inputStreamList: z.array(streamLayout),
});

/** How the streams of a recording are mixed. Units: px. Vendor name: MixStream. */
export const MixStream = fields({
  /** Whether the streams are mixed into one video. Vendor name: Enabled. */
  enabled: z.boolean(),
  /** Whether the mix has no sound. Vendor name: DisableAudio. */
  disableAudio: z.boolean().optional(),
  /** A ready-made arrangement, see {@link MixModel}, 1 or 2; mixing needs this or custom. Vendor name: ModelId. */
  modelId: choice(MixModel).optional(),
  /** The user in the teacher's place of a ready-made arrangement. Vendor name: TeacherId. */
  teacherId: z.string().optional(),
  /** An arrangement of your own; it wins over modelId and teacherId. Vendor name: Custom. */
  custom: customLayout.optional(),
});

const mixes = [{ path: "enabled", values: [true] }] as const;
const canvasWidth = "custom.canvas.layoutParams.width";
const canvasHeight = "custom.canvas.layoutParams.height";

noteFacets(MixStream, {
  video: [{ at: "custom", only: mixes, width: canvasWidth, height: canvasHeight, live: false }],
  window: [
    {
      only: mixes,
      x: "custom.inputStreamList[].layoutParams.x",
      y: "custom.inputStreamList[].layoutParams.y",
      width: "custom.inputStreamList[].layoutParams.width",
      height: "custom.inputStreamList[].layoutParams.height",
      canvasWidth,
      canvasHeight,
      layer: "custom.inputStreamList[].layoutParams.zOrder",
      fill: { path: "custom.inputStreamList[].fillMode", values: { 0: "fit", 1: "crop" } },
      user: "custom.inputStreamList[].inputStreamId",
    },
  ],
  canvas: [
    {
      at: "custom",
      only: mixes,
      width: canvasWidth,
      height: canvasHeight,
      color: "custom.canvas.backgroundColor",
    },
  ],
  arrangement: [
    { at: "custom", only: mixes, mode: { constant: "custom" } },
    { only: mixes, mode: "modelId", main: "teacherId" },
  ],
  list: [{ of: { constant: "windows" }, length: "custom.inputStreamList" }],
});

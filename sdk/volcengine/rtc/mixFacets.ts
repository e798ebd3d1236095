import { MediaType } from "./control";
import { LayoutMode } from "./layout";

const { custom, adaptive, vertical, sideBySide } = LayoutMode;
const pictures = { path: "control.mediaType", values: [MediaType.audioAndVideo] } as const;
const region = "layout.customLayout.regions[]";
const streamList = "targetStreams.streamList[]";

/** A custom layout has a canvas of its own, and any other one the size that is encoded. */
const canvas = {
  width: "layout.customLayout.canvas.width",
  height: "layout.customLayout.canvas.height",
} as const;

/** How policies read what tasks have in common that mix streams: conditions of facets, and parts of them. */
export const mixFacets = {
  /** There is a picture, and not only sound. */
  pictures,
  /** There is only sound. */
  soundAlone: { ...pictures, values: [MediaType.audio] },
  inCustomLayout: [pictures, { path: "layout.layoutMode", values: [custom] }],
  inOtherLayouts: [pictures, { path: "layout.layoutMode", values: [adaptive, vertical, sideBySide] }],
  /** The size in a custom layout. */
  canvas,
  /** The size in other layouts. */
  encoded: { width: "encode.videoWidth", height: "encode.videoHeight" },
  /** How a picture is encoded, whatever its size. */
  video: {
    framesPerSecond: "encode.videoFps",
    kilobitsPerSecond: "encode.videoBitrate",
    automaticBitrate: true,
    gopSeconds: "encode.videoGop",
    codec: { path: "encode.videoCodec", values: { 0: "h264", 1: "bytevc1" } },
  },
  /** A region of a custom layout. */
  window: {
    x: `${region}.locationX`,
    y: `${region}.locationY`,
    width: `${region}.width`,
    height: `${region}.height`,
    canvasWidth: canvas.width,
    canvasHeight: canvas.height,
    layer: `${region}.zOrder`,
    fill: { path: `${region}.renderMode`, values: { 0: "stretch", 1: "crop", 2: "fit", 3: "stretch" } },
    streamIndex: `${region}.streamIndex`,
  },
  /** What a custom layout is drawn on. */
  background: {
    ...canvas,
    color: "layout.customLayout.canvas.background",
    image: "layout.customLayout.canvas.backgroundImage",
  },
  /** How the streams are arranged. */
  arrangement: { mode: "layout.layoutMode", main: "layout.mainVideoStream.userId" },
  /** A stream that is taken. */
  stream: {
    index: `${streamList}.index`,
    user: `${streamList}.userId`,
    kind: `${streamList}.streamType`,
  },
} as const;

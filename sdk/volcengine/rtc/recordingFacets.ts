import type { FacetPath, OwnFacets } from "../../core/facets";
import { MediaType, RecordMode } from "./control";
import { LayoutMode } from "./layout";
import type { RecordingInputs } from "./Recording";
import { mostStreams } from "./streams";

const pictures = { path: "control.mediaType", values: [MediaType.audioAndVideo] } as const;

/** Streams that are recorded each by itself keep the size and the encoding that they are sent with. */
const mixed = [{ path: "recordMode", values: [RecordMode.mixed] }, pictures] as const;

const { custom, adaptive, vertical, sideBySide } = LayoutMode;

/** A custom layout has a canvas of its own. */
const inCustomLayout = [...mixed, { path: "layout.layoutMode", values: [custom] }] as const;
const canvas = {
  width: "layout.customLayout.canvas.width",
  height: "layout.customLayout.canvas.height",
} as const;

const inOtherLayouts = [
  ...mixed,
  { path: "layout.layoutMode", values: [adaptive, vertical, sideBySide] },
] as const;
const encoded = { width: "encode.videoWidth", height: "encode.videoHeight" } as const;

const video = {
  framesPerSecond: "encode.videoFps",
  kilobitsPerSecond: "encode.videoBitrate",
  automaticBitrate: true,
  gopSeconds: "encode.videoGop",
  codec: { path: "encode.videoCodec", values: { 0: "h264", 1: "bytevc1" } },
  live: false,
} as const;

const recorded = {
  meter: { constant: "volcengine-recording" },
  parts: "targetStreams.streamList",
} as const;

/** How policies read a recording. */
export const recordingFacets: OwnFacets<FacetPath<RecordingInputs>> = {
  video: [
    { only: inOtherLayouts, ...encoded, ...video },
    { only: inCustomLayout, ...canvas, ...video },
  ],
  window: [
    {
      only: inCustomLayout,
      x: "layout.customLayout.regions[].locationX",
      y: "layout.customLayout.regions[].locationY",
      width: "layout.customLayout.regions[].width",
      height: "layout.customLayout.regions[].height",
      canvasWidth: canvas.width,
      canvasHeight: canvas.height,
    },
  ],
  list: [
    // Each region shows one of the streams.
    { of: { constant: "windows" }, length: "layout.customLayout.regions", most: mostStreams },
    { of: { constant: "streams" }, length: "targetStreams.streamList" },
    { of: { constant: "excludedStreams" }, length: "excludeStreams.streamList" },
  ],
  files: [
    {
      written: true,
      formats: {
        path: "fileFormatConfig.fileFormat",
        values: { MP4: "mp4", HLS: "hls", FLV: "flv", MP3: "mp3", AAC: "aac", M4A: "m4a" },
      },
      pattern: "fileNameConfig.pattern",
    },
  ],
  store: [
    { at: "storageConfig.tosConfig", prefix: "fileNameConfig.prefix" },
    { at: "storageConfig.customConfig", prefix: "fileNameConfig.prefix" },
  ],
  service: [{ application: "appId", requestsPerSecond: 60 }],
  room: [{ id: "roomId" }],
  duration: [{ maxSeconds: "control.maxRecordTime", idleSeconds: "control.maxIdleTime" }],
  usage: [
    { only: inOtherLayouts, ...recorded, ...encoded },
    { only: inCustomLayout, ...recorded, ...canvas },
    { only: [{ path: "recordMode", values: [RecordMode.single] }, pictures], ...recorded },
    { only: [{ ...pictures, values: [MediaType.audio] }], ...recorded, width: 0, height: 0 },
  ],
};

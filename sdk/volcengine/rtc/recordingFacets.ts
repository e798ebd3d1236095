import type { FacetPath, OwnFacets } from "../../core/facets";
import { RecordMode } from "./control";
import { mixFacets } from "./mixFacets";
import type { RecordingInputs } from "./Recording";
import { mostStreams } from "./streams";

/** Streams that are recorded each by itself keep the size and the encoding that they are sent with. */
const mixed = { path: "recordMode", values: [RecordMode.mixed] } as const;

const inCustomLayout = [mixed, ...mixFacets.inCustomLayout] as const;
const inOtherLayouts = [mixed, ...mixFacets.inOtherLayouts] as const;

const recorded = {
  meter: { constant: "volcengine-recording" },
  parts: "targetStreams.streamList",
} as const;

/** How policies read a recording. */
export const recordingFacets: OwnFacets<FacetPath<RecordingInputs>> = {
  video: [
    { only: inOtherLayouts, ...mixFacets.encoded, ...mixFacets.video, live: false },
    { only: inCustomLayout, ...mixFacets.canvas, ...mixFacets.video, live: false },
  ],
  window: [{ only: inCustomLayout, ...mixFacets.window }],
  canvas: [
    { only: inOtherLayouts, ...mixFacets.encoded },
    { only: inCustomLayout, ...mixFacets.background },
  ],
  arrangement: [{ only: [mixed, mixFacets.pictures], ...mixFacets.arrangement }],
  stream: [mixFacets.stream],
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
    { only: inOtherLayouts, ...recorded, ...mixFacets.encoded },
    { only: inCustomLayout, ...recorded, ...mixFacets.canvas },
    { only: [{ path: "recordMode", values: [RecordMode.single] }, mixFacets.pictures], ...recorded },
    { only: [mixFacets.soundAlone], ...recorded, width: 0, height: 0 },
  ],
};

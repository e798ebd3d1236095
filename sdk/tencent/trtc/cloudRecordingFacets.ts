import type { FacetPath, OwnFacets } from "../../core/facets";
import type { CloudRecordingInputs } from "./CloudRecording";
import { MixLayoutMode } from "./relayLayout";

const window = "mixLayoutParams.mixLayoutList[]";
const video = "mixTranscodeParams.videoParams";
const audio = "mixTranscodeParams.audioParams";
const users = "recordParams.subscribeStreamUserIds";
const streamType = "recordParams.streamType";

// What the vendor takes where a block is left out, whose parameters are all needed otherwise.
const size = {
  width: { path: `${video}.width`, otherwise: 360 },
  height: { path: `${video}.height`, otherwise: 640 },
} as const;

const mixed = { path: "recordParams.recordMode", values: [2] } as const;
const withPicture = { path: streamType, values: [0, 2] } as const;
const withSound = { path: streamType, values: [0, 1] } as const;

/** What files cost by: the picture of the mix, that of each stream (whose size nobody knows), or the sound alone. */
const kinds = [
  {
    only: [mixed, withPicture],
    ...size,
  },
  {
    only: [{ ...mixed, values: [1] }, withPicture],
  },
  { only: [{ path: streamType, values: [1] }], width: 0, height: 0 },
] as const;

const bucket = "storageParams.cloudStorage";

/** How policies read a cloud recording. */
export const cloudRecordingFacets: OwnFacets<FacetPath<CloudRecordingInputs>> = {
  window: [
    {
      only: [{ path: "mixLayoutParams.mixLayoutMode", values: [MixLayoutMode.custom] }],
      x: `${window}.left`,
      y: `${window}.top`,
      width: `${window}.width`,
      height: `${window}.height`,
      canvasWidth: size.width,
      canvasHeight: size.height,
      layer: `${window}.imageLayer`,
      fill: `${window}.renderMode`,
      user: `${window}.userId`,
      stream: { path: `${window}.mediaId`, values: { 0: "camera", 1: "screen" } },
    },
  ],
  canvas: [
    {
      only: [mixed, withPicture],
      ...size,
      color: "mixLayoutParams.backGroundColor",
      image: "mixLayoutParams.backgroundImageUrl",
    },
  ],
  arrangement: [
    {
      at: "mixLayoutParams",
      only: [mixed, withPicture],
      mode: "mixLayoutParams.mixLayoutMode",
      main: "mixLayoutParams.maxResolutionUserId",
      fill: "mixLayoutParams.renderMode",
    },
  ],
  video: [
    {
      only: [mixed, withPicture],
      ...size,
      framesPerSecond: { path: `${video}.fps`, otherwise: 15 },
      kilobitsPerSecond: { path: `${video}.bitRate`, factor: 0.001, otherwise: 550 },
      automaticBitrate: false,
      gopSeconds: { path: `${video}.gop`, otherwise: 10 },
      codec: { constant: "h264" },
      live: false,
    },
  ],
  audio: [
    {
      only: [mixed, withSound],
      sampleRateHertz: {
        path: `${audio}.sampleRate`,
        values: { 1: 48000, 2: 44100, 3: 16000 },
        otherwise: 48000,
      },
      kilobitsPerSecond: { path: `${audio}.bitRate`, factor: 0.001, otherwise: 64 },
      channels: { path: `${audio}.channel`, otherwise: 2 },
      codec: { constant: "aac-lc" },
    },
  ],
  // Who is named and who is left out exclude each other for sound and for pictures by themselves.
  list: [
    { of: { constant: "windows" }, length: "mixLayoutParams.mixLayoutList" },
    { of: { constant: "users" }, length: `${users}.subscribeAudioUserIds` },
    { of: { constant: "users" }, length: `${users}.unSubscribeAudioUserIds` },
    { of: { constant: "users" }, length: `${users}.subscribeVideoUserIds` },
    { of: { constant: "users" }, length: `${users}.unSubscribeVideoUserIds` },
  ],
  mixing: [
    {
      enabled: { path: "recordParams.recordMode", values: { 1: false, 2: true } },
      layout: "mixLayoutParams",
    },
  ],
  files: [{ written: true, maxMinutes: "recordParams.maxMediaFileDuration" }],
  service: [{ application: "sdkAppId", requestsPerSecond: 20 }],
  room: [{ id: "roomId", idType: "roomIdType", robot: "userId" }],
  duration: [{ maxSeconds: 0, idleSeconds: "recordParams.maxIdleTime", controlHours: "resourceExpiredHour" }],
  usage: [
    ...kinds.map(
      (kind) =>
        ({
          ...kind,
          at: bucket,
          meter: {
            path: `${bucket}.vendor`,
            values: { 0: "trtc-recording-to-cos", 1: "trtc-recording-to-other-storage" },
          },
        }) as const,
    ),
    ...kinds.map(
      (kind) =>
        ({
          ...kind,
          at: "storageParams.cloudVod.tencentVod",
          meter: { constant: "trtc-recording-to-vod" },
        }) as const,
    ),
  ],
};

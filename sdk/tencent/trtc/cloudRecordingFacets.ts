import type { FacetPath, OwnFacets } from "../../core/facets";
import type { CloudRecordingInputs } from "./CloudRecording";
import { MixLayoutMode } from "./relayLayout";

const window = "mixLayoutParams.mixLayoutList[]";
const video = "mixTranscodeParams.videoParams";
const streamType = "recordParams.streamType";

/** What files cost by: the picture of the mix, that of each stream (whose size nobody knows), or the sound alone. */
const kinds = [
  {
    only: [
      { path: "recordParams.recordMode", values: [2] },
      { path: streamType, values: [0, 2] },
    ],
    width: { path: `${video}.width`, otherwise: 360 },
    height: { path: `${video}.height`, otherwise: 640 },
  },
  {
    only: [
      { path: "recordParams.recordMode", values: [1] },
      { path: streamType, values: [0, 2] },
    ],
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
      canvasWidth: { path: `${video}.width`, otherwise: 360 },
      canvasHeight: { path: `${video}.height`, otherwise: 640 },
    },
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

import type { Effect } from "../../core/holds";

const transcoding = { path: "withTranscoding", values: [1] } as const;
const mode = { path: "videoParams.layoutParams.mixLayoutMode", otherwise: 1 } as const;
const dynamic = { ...mode, values: [1, 2, 3] } as const;
const window = "videoParams.layoutParams.mixLayoutList[]";
const placeholder = `${window}.backgroundRenderMode` as const;
const uniRecord = "recordParams.uniRecord";
const vod = "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod";
const recorded = { path: uniRecord, values: [2, 3] } as const;
const recordedByBlock = { path: uniRecord, values: [3] } as const;
const markType = { path: "videoParams.waterMarkList[].waterMarkType", otherwise: 0 } as const;

/** Inputs of a relay that the vendor heeds under a condition only. */
export const relayEffects = [
  { path: "videoParams.layoutParams", when: transcoding },
  { path: "videoParams.backGroundColor", when: transcoding },
  { path: "videoParams.backgroundImageUrl", when: transcoding },
  { path: "videoParams.waterMarkList", when: transcoding },
  {
    path: "videoParams.backgroundRenderMode",
    when: { path: "videoParams.backgroundImageUrl", given: true },
    unless: 2,
  },
  { path: "videoParams.layoutParams.mixLayoutList", when: { ...mode, values: [4] } },
  { path: "videoParams.layoutParams.maxVideoUser", when: { ...mode, values: [1, 2] } },
  { path: "videoParams.layoutParams.renderMode", when: dynamic },
  { path: "videoParams.layoutParams.pureAudioHoldPlaceMode", when: dynamic, unless: 0 },
  { path: `${window}.backGroundColor`, when: { path: "withTranscoding", values: [] } },
  { path: `${window}.transparentUrl`, when: { path: `${window}.renderMode`, values: [0], otherwise: 0 } },
  { path: placeholder, when: { path: `${window}.backgroundImageUrl`, given: true }, unless: 3 },
  { path: `${window}.backgroundCustomRender`, when: { path: placeholder, values: [4], otherwise: 3 } },
  { path: "videoParams.waterMarkList[].waterMarkImage", when: { ...markType, values: [0] } },
  { path: "videoParams.waterMarkList[].waterMarkText", when: { ...markType, values: [1] } },
  { path: "seiParams", when: { path: "videoParams", given: true } },
  {
    path: "seiParams.passThrough.payloadUuid",
    when: { path: "seiParams.passThrough.payloadType", values: [5] },
  },
  { path: "recordParams.recordKey", when: recorded },
  { path: "recordParams.userDefineRecordPrefix", when: recorded },
  {
    path: "recordParams.userDefineRecordPrefix",
    when: { path: "recordParams.mcuStorageParams.cloudStorage", given: false },
  },
  {
    path: `${vod}.sessionContext`,
    when: { path: `${vod}.procedure`, given: true },
  },
  { path: "recordParams.recordWaitTime", when: recordedByBlock },
  { path: "recordParams.recordFormat", when: recordedByBlock },
  { path: "recordParams.maxMediaFileDuration", when: recordedByBlock },
  {
    path: "recordParams.maxMediaFileDuration",
    when: { path: "recordParams.recordFormat", values: ["mp4", "aac"], otherwise: "mp4" },
  },
  { path: "recordParams.streamType", when: recordedByBlock },
  { path: "recordParams.mcuStorageParams", when: recordedByBlock },
] as const satisfies readonly Effect<string>[];

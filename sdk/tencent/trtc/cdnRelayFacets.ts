import type { FacetPath, OwnFacets } from "../../core/facets";
import type { CdnRelayInputs } from "./CdnRelay";
import { MixLayoutMode } from "./relayLayout";

const picture = {
  width: { path: "videoParams.videoEncode.width", otherwise: 0 },
  height: { path: "videoParams.videoEncode.height", otherwise: 0 },
} as const;

const noPicture = { width: 0, height: 0 } as const;

const recordedStreams = { path: "recordParams.streamType", otherwise: 0 } as const;
const withVideo = [{ ...recordedStreams, values: [0, 2] }] as const;

const uniRecord = "recordParams.uniRecord";
const byBlock = { 1: false, 2: false, 3: true } as const;

const recording = {
  billed: { path: uniRecord, values: byBlock, otherwise: false },
  parts: "recordParams.recordFormat",
} as const;

const recordingToBucket = {
  ...recording,
  at: "recordParams.mcuStorageParams.cloudStorage",
  meter: {
    path: "recordParams.mcuStorageParams.cloudStorage.vendor",
    values: { 0: "trtc-recording-to-cos", 1: "trtc-recording-to-other-storage" },
  },
} as const;

const recordingToVod = {
  ...recording,
  at: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod",
  meter: { constant: "trtc-recording-to-vod" },
} as const;

const mixes = [{ path: "withTranscoding", values: [1] }] as const;

const window = "videoParams.layoutParams.mixLayoutList[]";

/** How policies read a relay. */
export const cdnRelayFacets: OwnFacets<FacetPath<CdnRelayInputs>> = {
  window: [
    {
      only: [{ path: "videoParams.layoutParams.mixLayoutMode", values: [MixLayoutMode.custom] }],
      x: `${window}.locationX`,
      y: `${window}.locationY`,
      width: `${window}.imageWidth`,
      height: `${window}.imageHeight`,
      canvasWidth: "videoParams.videoEncode.width",
      canvasHeight: "videoParams.videoEncode.height",
      layer: `${window}.zOrder`,
      fill: { path: `${window}.renderMode`, values: { 0: "crop", 1: "fit", 2: "fit" } },
      user: `${window}.userMediaStream.userInfo.userId`,
      stream: `${window}.userMediaStream.streamType`,
    },
  ],
  canvas: [
    {
      at: "videoParams",
      only: mixes,
      width: "videoParams.videoEncode.width",
      height: "videoParams.videoEncode.height",
      color: "videoParams.backGroundColor",
      image: "videoParams.backgroundImageUrl",
    },
  ],
  arrangement: [
    {
      at: "videoParams",
      only: mixes,
      mode: "videoParams.layoutParams.mixLayoutMode",
      main: "videoParams.layoutParams.maxVideoUser.userMediaStream.userInfo.userId",
    },
  ],
  mixing: [
    {
      enabled: "withTranscoding",
      layout: "videoParams.layoutParams",
      streams: "audioParams.subscribeAudioList",
    },
  ],
  files: [
    {
      at: "recordParams",
      written: { path: uniRecord, values: byBlock },
      formats: "recordParams.recordFormat",
      maxMinutes: "recordParams.maxMediaFileDuration",
    },
  ],
  store: [
    {
      at: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod",
      prefix: "recordParams.userDefineRecordPrefix",
    },
  ],
  address: [{ url: "publishCdnParams[].publishCdnUrl", ownNetwork: "publishCdnParams[].isTencentCdn" }],
  service: [{ application: "sdkAppId", requestsPerSecond: 20 }],
  room: [
    { id: "roomId", idType: "roomIdType", robot: "agentParams.userId" },
    {
      id: "feedBackRoomParams[].roomId",
      idType: "feedBackRoomParams[].roomIdType",
      robot: "feedBackRoomParams[].userId",
      sends: true,
    },
  ],
  duration: [
    { maxSeconds: 0, idleSeconds: "agentParams.maxIdleTime" },
    { at: "recordParams", lingerSeconds: "recordParams.recordWaitTime" },
  ],
  usage: [
    {
      meter: { constant: "trtc-transcode" },
      billed: "withTranscoding",
      parts: "audioParams.subscribeAudioList",
      ...picture,
    },
    {
      meter: { constant: "trtc-relay" },
      billed: { path: "publishCdnParams[].isTencentCdn", values: { 0: true, 1: false } },
      ...picture,
    },
    {
      // The robot is a user of the room, and receives what it relays.
      meter: { constant: "trtc-duration" },
      ...picture,
    },
    {
      meter: { constant: "trtc-recording-by-template" },
      billed: { path: uniRecord, values: { 1: false, 2: true, 3: false }, otherwise: false },
      ...picture,
    },
    { only: withVideo, ...recordingToBucket, ...picture },
    { only: [{ ...recordedStreams, values: [1] }], ...recordingToBucket, ...noPicture },
    { only: withVideo, ...recordingToVod, ...picture },
    { only: [{ ...recordedStreams, values: [1] }], ...recordingToVod, ...noPicture },
  ],
};

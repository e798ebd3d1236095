import type { FacetPath, Facets } from "../../core/facets";
import type { CdnRelayInputs } from "./CdnRelay";
import { MixLayoutMode } from "./relayLayout";
import { ownRoomFacets, userRoomFacets } from "./rooms";

const picture = {
  width: { path: "videoParams.videoEncode.width", otherwise: 0 },
  height: { path: "videoParams.videoEncode.height", otherwise: 0 },
} as const;

const noPicture = { width: { constant: 0 }, height: { constant: 0 } } as const;

const recordedStreams = { path: "recordParams.streamType", otherwise: 0 } as const;
const withVideo = [{ ...recordedStreams, values: [0, 2] }] as const;

const recording = {
  billed: {
    path: "recordParams.uniRecord",
    values: { 1: false, 2: false, 3: true },
    otherwise: false,
  },
  per: { constant: "minute" },
  parts: { path: "recordParams.recordFormat", count: true, otherwise: 1 },
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

/** How policies read a relay. */
export const cdnRelayFacets: Facets<FacetPath<CdnRelayInputs>> = {
  video: [
    {
      at: "videoParams.videoEncode",
      width: "videoParams.videoEncode.width",
      height: "videoParams.videoEncode.height",
      framesPerSecond: "videoParams.videoEncode.fps",
      kilobitsPerSecond: "videoParams.videoEncode.bitRate",
      automaticBitrate: { constant: false },
      gopSeconds: "videoParams.videoEncode.gop",
      codec: { constant: "h264" },
      live: { constant: true },
    },
  ],
  audio: [
    {
      at: "audioParams.audioEncode",
      sampleRateHertz: "audioParams.audioEncode.sampleRate",
      kilobitsPerSecond: "audioParams.audioEncode.bitRate",
      channels: "audioParams.audioEncode.channel",
      codec: {
        path: "audioParams.audioEncode.codec",
        values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" },
        otherwise: "aac-lc",
      },
    },
  ],
  window: [
    {
      only: [
        {
          path: "videoParams.layoutParams.mixLayoutMode",
          values: [MixLayoutMode.custom],
          otherwise: MixLayoutMode.float,
        },
      ],
      x: { path: "videoParams.layoutParams.mixLayoutList[].locationX", otherwise: 0 },
      y: { path: "videoParams.layoutParams.mixLayoutList[].locationY", otherwise: 0 },
      width: { path: "videoParams.layoutParams.mixLayoutList[].imageWidth", otherwise: 0 },
      height: { path: "videoParams.layoutParams.mixLayoutList[].imageHeight", otherwise: 0 },
      canvasWidth: "videoParams.videoEncode.width",
      canvasHeight: "videoParams.videoEncode.height",
    },
  ],
  list: [
    {
      of: { constant: "windows" },
      length: { path: "videoParams.layoutParams.mixLayoutList", count: true },
      most: { constant: 16 },
    },
  ],
  mixing: [
    {
      enabled: { path: "withTranscoding", values: { 0: false, 1: true } },
      layout: "videoParams.layoutParams",
      streams: { path: "audioParams.subscribeAudioList", count: true },
    },
  ],
  files: [
    {
      at: "recordParams",
      written: { path: "recordParams.uniRecord", values: { 1: false, 2: false, 3: true } },
      formats: { path: "recordParams.recordFormat", otherwise: ["mp4"] },
      maxMinutes: { path: "recordParams.maxMediaFileDuration", otherwise: 1440 },
    },
  ],
  store: [
    {
      at: "recordParams.mcuStorageParams.cloudStorage",
      vendor: {
        path: "recordParams.mcuStorageParams.cloudStorage.vendor",
        values: { 0: "tencent-cos", 1: "aws-s3" },
      },
      region: "recordParams.mcuStorageParams.cloudStorage.region",
      bucket: "recordParams.mcuStorageParams.cloudStorage.bucket",
      prefix: "recordParams.mcuStorageParams.cloudStorage.fileNamePrefix",
      accessKey: "recordParams.mcuStorageParams.cloudStorage.accessKey",
    },
    {
      at: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod",
      vendor: { constant: "tencent-vod" },
      region: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.storageRegion",
      prefix: "recordParams.userDefineRecordPrefix",
      expireSeconds: {
        path: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.expireTime",
        otherwise: 0,
      },
      applicationId: "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.subAppId",
    },
  ],
  address: [
    {
      use: { constant: "push" },
      url: "publishCdnParams[].publishCdnUrl",
      ownNetwork: { path: "publishCdnParams[].isTencentCdn", values: { 0: false, 1: true } },
    },
    { use: { constant: "image" }, url: "videoParams.backgroundImageUrl" },
    { use: { constant: "image" }, url: "videoParams.layoutParams.mixLayoutList[].backgroundImageUrl" },
    { use: { constant: "image" }, url: "videoParams.layoutParams.mixLayoutList[].transparentUrl" },
    { use: { constant: "image" }, url: "videoParams.waterMarkList[].waterMarkImage.waterMarkUrl" },
  ],
  service: [
    {
      name: { constant: "trtc" },
      region: "region",
      application: "sdkAppId",
      requestsPerSecond: { constant: 20 },
    },
  ],
  room: [...ownRoomFacets, ...userRoomFacets],
  duration: [
    {
      maxSeconds: { constant: 0 },
      idleSeconds: { path: "agentParams.maxIdleTime", otherwise: 30 },
    },
    { at: "recordParams", lingerSeconds: { path: "recordParams.recordWaitTime", otherwise: 30 } },
  ],
  usage: [
    {
      meter: { constant: "trtc-transcode" },
      billed: { path: "withTranscoding", values: { 0: false, 1: true } },
      per: { constant: "minute" },
      parts: { path: "audioParams.subscribeAudioList", count: true },
      ...picture,
    },
    {
      meter: { constant: "trtc-relay" },
      billed: { path: "publishCdnParams[].isTencentCdn", values: { 0: true, 1: false }, otherwise: false },
      per: { constant: "minute" },
      ...picture,
    },
    {
      // The robot is a user of the room, and receives what it relays.
      meter: { constant: "trtc-duration" },
      billed: { constant: true },
      per: { constant: "minute" },
      ...picture,
    },
    {
      meter: { constant: "trtc-recording-by-template" },
      billed: {
        path: "recordParams.uniRecord",
        values: { 1: false, 2: true, 3: false },
        otherwise: false,
      },
      per: { constant: "minute" },
      ...picture,
    },
    { only: withVideo, ...recordingToBucket, ...picture },
    { only: [{ ...recordedStreams, values: [1] }], ...recordingToBucket, ...noPicture },
    { only: withVideo, ...recordingToVod, ...picture },
    { only: [{ ...recordedStreams, values: [1] }], ...recordingToVod, ...noPicture },
  ],
};

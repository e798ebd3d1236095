import type { FacetPath, Facets } from "../../core/facets";
import { defaultIdleSeconds, MediaType, RecordMode } from "./control";
import { canvasSize, LayoutMode } from "./layout";
import type { RecordingInputs } from "./Recording";

const layoutMode = { path: "layout.layoutMode", otherwise: LayoutMode.adaptive } as const;
const otherLayouts = [LayoutMode.adaptive, LayoutMode.vertical, LayoutMode.sideBySide] as const;
const mediaType = { path: "control.mediaType", otherwise: MediaType.audioAndVideo } as const;

/** Streams that are recorded each by itself keep the size and the encoding that they are sent with. */
const mixesVideo = [
  { path: "recordMode", values: [RecordMode.mixed], otherwise: RecordMode.mixed },
  { ...mediaType, values: [MediaType.audioAndVideo] },
] as const;

const encodedVideo = {
  framesPerSecond: { path: "encode.videoFps", otherwise: 15 },
  kilobitsPerSecond: { path: "encode.videoBitrate", otherwise: 0 },
  automaticBitrate: { constant: true },
  gopSeconds: { path: "encode.videoGop", otherwise: 4 },
  codec: { path: "encode.videoCodec", values: { 0: "h264", 1: "bytevc1" }, otherwise: "h264" },
  live: { constant: false },
} as const;

const recorded = {
  meter: { constant: "volcengine-recording" },
  billed: { constant: true },
  per: { constant: "minute" },
  parts: { path: "targetStreams.streamList", count: true },
} as const;

/** How policies read a recording. */
export const recordingFacets: Facets<FacetPath<RecordingInputs>> = {
  video: [
    {
      only: [...mixesVideo, { ...layoutMode, values: otherLayouts }],
      width: { path: "encode.videoWidth", otherwise: canvasSize.width },
      height: { path: "encode.videoHeight", otherwise: canvasSize.height },
      ...encodedVideo,
    },
    {
      only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
      width: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
      height: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
      ...encodedVideo,
    },
  ],
  audio: [
    {
      sampleRateHertz: { path: "encode.audioSampleRate", otherwise: 48000 },
      kilobitsPerSecond: { path: "encode.audioBitrate", otherwise: 64 },
      channels: { path: "encode.audioChannels", otherwise: 2 },
      codec: {
        path: "encode.audioProfile",
        values: { 0: "aac-lc", 1: "he-aac", 2: "he-aac-v2" },
        otherwise: "aac-lc",
      },
    },
  ],
  window: [
    {
      only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
      x: { path: "layout.customLayout.regions[].locationX", otherwise: 0 },
      y: { path: "layout.customLayout.regions[].locationY", otherwise: 0 },
      width: "layout.customLayout.regions[].width",
      height: "layout.customLayout.regions[].height",
      canvasWidth: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
      canvasHeight: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
    },
  ],
  list: [
    {
      of: { constant: "windows" },
      length: { path: "layout.customLayout.regions", count: true },
      most: { constant: 17 },
    },
    {
      of: { constant: "streams" },
      length: { path: "targetStreams.streamList", count: true },
      most: { constant: 17 },
    },
    {
      of: { constant: "excludedStreams" },
      length: { path: "excludeStreams.streamList", count: true },
      most: { constant: 17 },
    },
  ],
  files: [
    {
      written: { constant: true },
      formats: {
        path: "fileFormatConfig.fileFormat",
        values: { MP4: "mp4", HLS: "hls", FLV: "flv", MP3: "mp3", AAC: "aac", M4A: "m4a" },
      },
      pattern: "fileNameConfig.pattern",
    },
  ],
  store: [
    {
      at: "storageConfig.tosConfig",
      vendor: { constant: "volcengine-tos" },
      region: {
        path: "storageConfig.tosConfig.region",
        values: { 0: "cn-beijing", 1: "cn-guangzhou", 2: "cn-shanghai", 3: "ap-southeast-1" },
        otherwise: "cn-beijing",
      },
      bucket: "storageConfig.tosConfig.bucket",
      prefix: "fileNameConfig.prefix",
    },
    {
      at: "storageConfig.vodConfig",
      vendor: { constant: "volcengine-vod" },
      region: {
        path: "storageConfig.vodConfig.region",
        values: { 0: "cn-north-1", 1: "ap-southeast-1" },
        otherwise: "cn-north-1",
      },
      bucket: "storageConfig.vodConfig.space",
      storageClass: {
        path: "storageConfig.vodConfig.storageClass",
        values: { 1: "standard", 2: "archive", 3: "infrequent" },
        otherwise: "standard",
      },
    },
    {
      at: "storageConfig.customConfig",
      vendor: {
        path: "storageConfig.customConfig.vendor",
        values: { 0: "aws-s3", 1: "alibaba-oss", 2: "huawei-obs", 3: "tencent-cos", 4: "qiniu-kodo" },
        otherwise: "aws-s3",
      },
      // A number of the vendor's own table for each storage.
      region: { path: "storageConfig.customConfig.region", values: {} },
      bucket: "storageConfig.customConfig.bucket",
      prefix: "fileNameConfig.prefix",
      accessKey: "storageConfig.customConfig.accessKey",
      securityToken: "storageConfig.customConfig.securityToken",
    },
  ],
  address: [
    {
      use: { constant: "image" },
      url: "layout.customLayout.canvas.backgroundImage",
      maxBytes: { constant: 1024 },
    },
    {
      use: { constant: "image" },
      url: "layout.customLayout.regions[].alternateImage",
      maxBytes: { constant: 1024 },
    },
  ],
  service: [
    { name: { constant: "volcengine-rtc" }, application: "appId", requestsPerSecond: { constant: 60 } },
  ],
  room: [{ application: "appId", id: "roomId" }],
  duration: [
    {
      maxSeconds: { path: "control.maxRecordTime", otherwise: 0 },
      idleSeconds: { path: "control.maxIdleTime", otherwise: defaultIdleSeconds },
    },
  ],
  usage: [
    {
      only: [...mixesVideo, { ...layoutMode, values: otherLayouts }],
      ...recorded,
      width: { path: "encode.videoWidth", otherwise: canvasSize.width },
      height: { path: "encode.videoHeight", otherwise: canvasSize.height },
    },
    {
      only: [...mixesVideo, { ...layoutMode, values: [LayoutMode.custom] }],
      ...recorded,
      width: { path: "layout.customLayout.canvas.width", otherwise: canvasSize.width },
      height: { path: "layout.customLayout.canvas.height", otherwise: canvasSize.height },
    },
    {
      only: [
        { path: "recordMode", values: [RecordMode.single] },
        { ...mediaType, values: [MediaType.audioAndVideo] },
      ],
      ...recorded,
    },
    {
      only: [{ ...mediaType, values: [MediaType.audio] }],
      ...recorded,
      width: { constant: 0 },
      height: { constant: 0 },
    },
  ],
};

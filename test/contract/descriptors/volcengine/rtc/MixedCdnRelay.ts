import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal, warning } from "../../../descriptor";
import { customMix, listedMix, mixRuleExamples } from "./mix";

const room: JsonObject = {
  ...{ appId: "661e0000543cf", roomId: "Room1" },
  pushUrl: "rtmp://push.example.com/live/stage?txSecret=canary-push",
};

/** A mix in a layout of one's own, with messages that have a UUID. */
const custom: JsonObject = {
  ...room,
  businessId: "school",
  taskId: "lesson-1",
  ...customMix,
  encode: {
    ...{ videoFps: 30, videoBitrate: 2000, videoCodec: 0, videoGop: 2 },
    ...{ audioCodec: 0, audioProfile: 1, audioBitrate: 96, audioSampleRate: 44100, audioChannels: 2 },
  },
  control: {
    ...{ mediaType: 0, frameInterpolationMode: 1, pushStreamMode: 1, maxIdleTime: 3601 },
    spatialConfig: {
      enableSpatialRender: true,
      audienceSpatialPosition: [0, -100, 100],
      audienceSpatialOrientation: { forward: [1, 0, 0], right: [0, 1, 0], up: [0, 0, 1] },
    },
    seiConfig: {
      userConfigExtraInfo: "act 1",
      seiContentMode: 1,
      seiPayLoadType: 5,
      seiPayloadUuid: "0123456789abcdef0123456789ABCDEF",
      passthroughRtcSeiMessage: false,
      volumeIndicationMode: true,
      volumeIndicationInterval: 0.5,
      addVolumeValue: true,
    },
  },
};

/** A large stream beside small ones. */
const vertical: JsonObject = {
  ...room,
  layout: { layoutMode: 1, mainVideoStream: { index: 0, userId: "teacher", streamType: 0 } },
  encode: { videoWidth: 1280, videoHeight: 720 },
};

/** A canvas without streams, so that any size of it is possible. */
const canvas: JsonObject = {
  ...room,
  layout: { layoutMode: 2, customLayout: { canvas: { width: 1280, height: 720 } } },
};

const listed: JsonObject = { ...room, ...listedMix };

const streams = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index, userId: `u${index}` }));

/** volcengine.rtc.MixedCdnRelay. */
export default describeType("volcengine/rtc:MixedCdnRelay", {
  calls: {
    start: ["StartPushMixedStreamToCDN"],
    update: ["UpdatePushMixedStreamToCDN"],
    stop: ["StopPushStreamToCDN"],
    read: ["GetPushMixedStreamToCDNTask"],
  },
  task: "mixedCdnRelay",
  inputs: {
    ...{ appId: "661e0000543cf", roomId: "Room1" },
    pushUrl: "rtmp://push.example.com/live/stage?txSecret=canary-push",
  },
  inPlace: (number) => ({
    targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
    layout: {
      layoutMode: 2,
      customLayout: { regions: [{ streamIndex: 0, width: 320 + 16 * (number % 3), height: 240 }] },
    },
  }),
  replacing: [
    { pushUrl: "rtmp://push.example.com/live/other" },
    { encode: { videoWidth: 640, videoHeight: 480 } },
    { control: { maxIdleTime: 60 } },
  ],
  exclusive: [
    {
      both: { taskId: "Task1" },
      second: { pushUrl: "rtmp://push.example.com/live/other" },
      says: 'the relay "Task1" of room Room1',
    },
  ],
  shared: { taskId: "Task1" },
  ends: [
    {
      by: (vendors) => vendors.setRoomIdle("Room1"),
      says: /^IdleTimeOut at /,
      after: (vendors) => vendors.setRoomActive("Room1"),
    },
    { by: (vendors, id) => vendors.failTask(id), says: /^StartTaskFailed/ },
  ],
  unknownStatus: 9,
  codes: {
    quota: ["FlowLimitExceeded.TaskNumberOverLimit"],
    forbidden: ["AccessDenied.ServiceNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  freeTexts: ["control.seiConfig.userConfigExtraInfo"],
  unread: [
    { where: /\.sourceCrop\./, reason: "a cut-out of what comes in, not of what goes out" },
    { where: /^encode\.audioCodec$/, reason: "the vendor has one audio codec; its profile is what differs" },
  ],
  defaults: [{ where: /^encode\.audioCodec$/, reason: "the vendor has one audio codec" }],
  own: { UpdatePushMixedStreamToCDN: ["IsUpdatePartialParam"] },
  differences: [
    {
      where: /TargetStreams\.StreamList: most items: vendor refuses, check refuses$/,
      reason: "30 streams need a region each",
    },
    { where: / TaskId: left out: vendor refuses, check accepts$/, reason: "the relay's id is derived" },
    {
      where: /rule on encode\.audioChannels: vendor accepts, check refuses$/,
      reason: "HE-AAC v2 is stereo by its nature",
    },
    {
      where: /Regions\.StreamIndex: (large|below zero): vendor refuses, check refuses$/,
      reason: "it is the Index of a stream",
    },
  ],
  full: [custom, vertical, canvas, listed],
  rules: [
    warning(listed, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(listed, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
    ...mixRuleExamples(custom, listed),
    refusal(
      listed,
      "targetStreams.streamList",
      { "targetStreams.streamList": streams(17) },
      { "targetStreams.streamList": streams(18) },
    ),
  ],
});

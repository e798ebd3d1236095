import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal, warning } from "../../../descriptor";
import { customMix, listedMix, mixRuleExamples } from "./mix";

const room: JsonObject = { appId: "661e0000543cf", roomId: "Room1" };
const inTos: JsonObject = {
  storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
};

/** A mix in a layout of one's own. */
const custom: JsonObject = {
  ...room,
  ...inTos,
  businessId: "school",
  taskId: "lesson-1",
  recordMode: 0,
  ...customMix,
};

/** Each stream by itself, in VOD. */
const single: JsonObject = {
  ...room,
  recordMode: 1,
  targetStreams: { streamList: [{ userId: "teacher" }] },
  encode: {
    videoWidth: 1280,
    videoHeight: 720,
    videoFps: 30,
    videoBitrate: 2000,
    videoCodec: 0,
    videoGop: 2,
    audioCodec: 0,
    audioProfile: 1,
    audioBitrate: 96,
    audioSampleRate: 44100,
    audioChannels: 2,
  },
  control: {
    mediaType: 0,
    maxSilenceSeconds: 120,
    maxIdleTime: 3601,
    maxRecordTime: 86400,
    enableSyncUpload: true,
  },
  fileFormatConfig: { fileFormat: ["MP4", "HLS"] },
  fileNameConfig: { pattern: "{TaskId}{Random}" },
  storageConfig: {
    type: 1,
    vodConfig: {
      accountId: "2100000089",
      region: 0,
      space: "lessons",
      storageClass: 1,
      autoSetFileExtension: true,
    },
  },
};

/** Sound alone, beside a large stream, in another vendor's storage. */
const elsewhere: JsonObject = {
  ...room,
  layout: { layoutMode: 1, mainVideoStream: { index: 0, userId: "teacher", streamType: 0 } },
  control: { mediaType: 1, frameInterpolationMode: 1 },
  fileFormatConfig: { fileFormat: ["M4A"] },
  fileNameConfig: { prefix: ["school", "2026"] },
  storageConfig: {
    type: 2,
    customConfig: {
      vendor: 0,
      region: 8,
      bucket: "lessons",
      accessKey: "canary-access-key",
      secretKey: "canary-secret-key",
      securityToken: "canary-session-token",
    },
  },
};

/** A canvas without streams, so that any size of it is possible. */
const canvas: JsonObject = {
  ...room,
  ...inTos,
  layout: { layoutMode: 2, customLayout: { canvas: { width: 1280, height: 720 } } },
};

/** Lists of any length, as no layout names their streams. */
const listed: JsonObject = {
  ...room,
  ...inTos,
  ...listedMix,
};

/** volcengine.rtc.Recording. */
export default describeType("volcengine/rtc:Recording", {
  calls: { start: ["StartRecord"], update: ["UpdateRecord"], stop: ["StopRecord"], read: ["GetRecordTask"] },
  task: "recording",
  inputs: {
    ...{ appId: "661e0000543cf", roomId: "Room1" },
    storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
  },
  inPlace: (number) => ({
    targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
    layout: {
      layoutMode: 2,
      customLayout: { regions: [{ streamIndex: 0, width: 320 + 16 * (number % 3), height: 240 }] },
    },
  }),
  replacing: [{ encode: { videoWidth: 640, videoHeight: 480 } }],
  exclusive: [{ both: { taskId: "Task1" }, says: 'the recording "Task1" of room Room1' }],
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
    forbidden: ["AccessDenied.RecordNotEnabled", "InvalidParameter.NotExistAppId"],
  },
  unread: [
    { where: /\.sourceCrop\./, reason: "a cut-out of what comes in, not of what goes out" },
    { where: /^encode\.audioCodec$/, reason: "the vendor has one audio codec; its profile is what differs" },
    { where: /^control\.maxSilenceSeconds$/, reason: "it begins a new file, and ends nothing" },
  ],
  defaults: [{ where: /^encode\.audioCodec$/, reason: "the vendor has one audio codec" }],
  noInputs: [
    {
      where: /^StartRecord StorageConfig\.VeImageXConfig/,
      reason: "it stores snapshots, not recordings, and the document does not have it",
    },
  ],
  differences: [
    {
      where: / TaskId: left out: vendor refuses, check accepts$/,
      reason: "the recording's id is derived",
    },
    {
      where: /StorageConfig\.\w+\.Region: a text for a number: vendor accepts, check refuses$/,
      reason: 'the document\'s example has "0", its table an integer',
    },
    {
      where: /^StartRecord rule on layout: vendor accepts, check refuses$/,
      reason: "the document: a layout is supported in the mixed mode only",
    },
    {
      where:
        /^StartRecord (rule on fileFormatConfig\.fileFormat\[0\]|Control(\.MediaType)?: left out): vendor accepts, check refuses$/,
      reason: "the document: MP3, AAC and M4A have an effect with audio alone only",
    },
    {
      where: /^StartRecord rule on encode\.audioChannels: vendor accepts, check refuses$/,
      reason: "HE-AAC v2 is stereo by its nature",
    },
    {
      where: /Regions\.StreamIndex: (large|below zero): vendor refuses, check refuses$/,
      reason: "it is the Index of a stream",
    },
  ],
  full: [custom, single, elsewhere, canvas, listed],
  rules: [
    warning(listed, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(listed, "businessId", { businessId: "school" }, { businessId: "12312312****2131djad" }),
    ...mixRuleExamples(custom, listed),
    refusal(
      listed,
      "fileNameConfig.prefix",
      { "fileNameConfig.prefix": ["a".repeat(100), "b".repeat(27)] },
      { "fileNameConfig.prefix": ["a".repeat(100), "b".repeat(28)] },
    ),
  ],
});

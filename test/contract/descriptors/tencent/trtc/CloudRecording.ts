import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal, warning } from "../../../descriptor";

const room = { region: "ap-guangzhou", sdkAppId: 1400188366, roomId: "295066" };
const bucket = {
  vendor: 0,
  region: "ap-singapore",
  bucket: "lessons-1250000000",
  accessKey: "canary-access-key",
  secretKey: "canary-secret-key",
};

/** Everybody mixed in windows, with everything on top, in a bucket. */
const mixed: JsonObject = {
  ...room,
  roomIdType: 1,
  userId: "recorder",
  userSig: "canary-signature",
  privateMapKey: "canary-ticket",
  resourceExpiredHour: 100,
  recordParams: {
    recordMode: 2,
    maxIdleTime: 60,
    streamType: 0,
    subscribeStreamUserIds: {
      subscribeAudioUserIds: ["teacher"],
      subscribeVideoUserIds: ["teacher", "class.*$"],
    },
    outputFormat: 1,
    maxMediaFileDuration: 120,
    mediaId: 0,
    fillType: 1,
    subscribeAbility: 1,
  },
  storageParams: {
    cloudStorage: {
      ...bucket,
      fileNamePrefix: ["school", "2026"],
      endpointUrl: "https://storage.example.com",
    },
  },
  mixTranscodeParams: {
    videoParams: { width: 1280, height: 720, fps: 15, bitRate: 1_500_000, gop: 2 },
    audioParams: { sampleRate: 1, channel: 2, bitRate: 64_000 },
  },
  mixLayoutParams: {
    mixLayoutMode: 4,
    mixLayoutList: [
      {
        top: 0,
        left: 0,
        width: 640,
        height: 720,
        userId: "teacher",
        alpha: 10,
        renderMode: 2,
        mediaId: 1,
        imageLayer: 1,
        subBackgroundImage: "https://example.com/empty.png",
      },
    ],
    backGroundColor: "#FF0000",
    backgroundImageUrl: "https://example.com/stage.png",
    backgroundImageRenderMode: 1,
    placeHolderMode: 1,
    defaultSubBackgroundImage: "https://example.com/nobody.png",
    pureAudioDisableLayout: true,
    waterMarkList: [
      {
        waterMarkType: 0,
        waterMarkImage: {
          waterMarkUrl: "https://example.com/logo.png",
          top: 16,
          left: 16,
          width: 64,
          height: 64,
        },
      },
      {
        waterMarkType: 1,
        waterMarkChar: {
          top: 600,
          left: 16,
          width: 200,
          height: 40,
          chars: "live",
          fontSize: 24,
          fontColor: "0xFF0000",
          backGroundColor: "0x000000",
        },
      },
      { waterMarkType: 2, waterMarkTimestamp: { pos: 6, timeZone: 1 } },
    ],
  },
};

/** Each stream by itself, in VOD. */
const single: JsonObject = {
  ...room,
  roomId: "lobby",
  roomIdType: 0,
  recordParams: {
    recordMode: 1,
    avMerge: 1,
    subscribeStreamUserIds: { unSubscribeAudioUserIds: ["guest"], unSubscribeVideoUserIds: ["guest"] },
  },
  storageParams: {
    cloudVod: {
      tencentVod: {
        procedure: "transcode",
        expireTime: 86400,
        storageRegion: "ap-singapore",
        classId: 1,
        subAppId: 1500000001,
        sessionContext: "lesson",
        sourceContext: "recording",
        mediaType: 3,
        userDefineRecordId: "lesson",
      },
    },
  },
};

/** One user large and the others beside, as the vendor arranges them. */
const shared: JsonObject = {
  ...room,
  recordParams: { recordMode: 2 },
  storageParams: { cloudStorage: bucket },
  mixLayoutParams: {
    mixLayoutMode: 2,
    maxResolutionUserId: "teacher",
    mediaId: 1,
    maxResolutionUserAlign: 1,
    renderMode: 3,
  },
};

/** A picture of any size, as nothing has to be in it. */
const canvas: JsonObject = {
  ...room,
  recordParams: { recordMode: 2 },
  storageParams: { cloudStorage: bucket },
  mixTranscodeParams: { videoParams: { width: 16, height: 16, fps: 15, bitRate: 64_000, gop: 2 } },
};

/** Windows in the picture that the vendor makes where nothing is said of it. */
const unsized: JsonObject = {
  ...room,
  recordParams: { recordMode: 2 },
  storageParams: { cloudStorage: bucket },
  mixLayoutParams: { mixLayoutMode: 4, mixLayoutList: [{ top: 0, left: 0, width: 180, height: 320 }] },
};

/** What the vendor's site in China alone has. */
const inChina: JsonObject = {
  ...shared,
  mixLayoutParams: {
    mixLayoutMode: 3,
    waterMarkList: [
      {
        waterMarkType: 1,
        waterMarkChar: { top: 0, left: 0, width: 100, height: 40, chars: "live", font: "SourceHanSans" },
      },
      { waterMarkType: 2, waterMarkTimestamp: { pos: 0, font: "SourceHanSans" } },
    ],
  },
};

/** tencent.trtc.CloudRecording. */
export default describeType("tencent/trtc:CloudRecording", {
  calls: {
    start: ["CreateCloudRecording"],
    update: ["ModifyCloudRecording"],
    stop: ["DeleteCloudRecording"],
    read: ["DescribeCloudRecording"],
  },
  task: "cloudRecording",
  inputs: {
    ...{ sdkAppId: 1400188366, roomId: "295066" },
    recordParams: { recordMode: 2 },
    storageParams: { cloudStorage: bucket },
  },
  inPlace: (number) => ({
    mixLayoutParams: { mixLayoutMode: 3, backGroundColor: `#00000${number % 10}` },
  }),
  replacing: [
    { recordParams: { recordMode: 1 } },
    { userId: "recorder" },
    { resourceExpiredHour: 100 },
    { storageParams: { cloudVod: { tencentVod: {} } } },
  ],
  exclusive: [
    {
      both: { userId: "recorder" },
      says: 'the robot "recorder" in room 295066 of application 1400188366',
    },
  ],
  ends: [
    {
      by: (vendors) => vendors.setRoomIdle("295066"),
      says: /ResourceNotFound: The task has ended/,
      after: (vendors) => vendors.setRoomActive("295066"),
    },
  ],
  unknownStatus: "Sleeping",
  codes: {
    quota: ["FailedOperation.RestrictedConcurrency"],
    forbidden: ["AuthFailure.UnauthorizedOperation", "InvalidParameter.SdkAppId"],
  },
  freeTexts: [
    "mixLayoutParams.waterMarkList.waterMarkChar.chars",
    "storageParams.cloudVod.tencentVod.sessionContext",
    "storageParams.cloudVod.tencentVod.sourceContext",
  ],
  unread: [{ where: /\.endpointUrl$/, reason: "where the bucket is, which bucket and region say already" }],
  noParameters: [
    {
      where: /\.waterMark(Char|Timestamp)\.font$/,
      reason: "the vendor's site in China alone has it",
    },
  ],
  noInputs: [
    {
      where: /^ModifyCloudRecording SubscribeStreamUserIds/,
      reason: "the start wants it in RecordParams, and so do the inputs",
    },
  ],
  defaults: [
    {
      where: /^mixTranscodeParams\.(video|audio)Params\./,
      reason: "the vendor takes these where the whole block is left out",
    },
  ],
  differences: [
    { where: /SdkAppId: the lowest: vendor accepts, check refuses$/, reason: "no application has the id 0" },
    {
      where: /^CreateCloudRecording User(Id|Sig): left out: vendor refuses, check accepts$/,
      reason: "the robot's id and its signature are derived",
    },
    {
      where: /^(Modify|Describe|Delete)CloudRecording Region /,
      reason: "a recording is where it was started, and the start is served in fewer regions",
    },
    {
      where: /(MediaType: the choice [24]|rule on \S+\.mediaType): vendor accepts, check refuses$/,
      reason: "AAC holds sound only; the emulator does not compare, as no code is documented for it",
    },
    {
      where: /rule on userId: vendor accepts, check refuses$/,
      reason: "ids of users have at most 32 bytes",
    },
    {
      where: /rule on roomId: vendor accepts, check refuses$/,
      reason: "an integer room id has 32 bits and is not 0; the emulator looks at its digits only",
    },
    {
      where: /MixLayoutList\.(Top|Left|Width|Height): the highest: vendor refuses, check refuses$/,
      reason: "windows stay inside the video",
    },
  ],
  rules: [
    refusal(unsized, "roomId", { roomId: "lobby", roomIdType: 0 }, { roomId: "lobby" }),
    refusal(unsized, "roomId", { roomId: "4294967295" }, { roomId: "4294967296" }),
    refusal(
      canvas,
      "mixTranscodeParams.videoParams.width",
      { "mixTranscodeParams.videoParams.width": 1920, "mixTranscodeParams.videoParams.height": 1080 },
      { "mixTranscodeParams.videoParams.width": 1920, "mixTranscodeParams.videoParams.height": 1081 },
    ),
    warning(
      canvas,
      "recordParams.maxMediaFileDuration",
      { "recordParams.outputFormat": 3, "recordParams.maxMediaFileDuration": 60 },
      { "recordParams.maxMediaFileDuration": 60 },
    ),
  ],
  full: [mixed, single, shared, canvas, unsized],
  elsewhere: [inChina],
});

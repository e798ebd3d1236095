import type { JsonObject, JsonValue } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { type RuleExample, refusal } from "../../../descriptor";
import { changed } from "../../../paths";

const audioEncode = { sampleRate: 48000, channel: 2, bitRate: 64, codec: 0 };
const videoEncode = { width: 1280, height: 720, fps: 15, bitRate: 1536, gop: 2 };
const publishCdnParams = [
  { publishCdnUrl: "rtmp://push.example.com/live/a?txSecret=canary-push", isTencentCdn: 1 },
];
const mainRoom = { roomId: "295066", roomIdType: 0 };
const room = { sdkAppId: 1400188366, ...mainRoom };
const userOf = (roomId: string, roomIdType: number): JsonObject => ({
  userInfo: { userId: "a", roomId, roomIdType },
});
const userInfo = { userId: "teacher", roomId: "295067", roomIdType: 0 };

/** Mixed audio and video, in windows, with everything on top. */
const mixed: JsonObject = {
  ...room,
  region: "ap-guangzhou",
  agentParams: { userId: "robot", userSig: "canary-signature", maxIdleTime: 60 },
  withTranscoding: 1,
  audioParams: {
    audioEncode,
    subscribeAudioList: [{ userInfo, soundLevel: 80 }],
    unSubscribeAudioList: [{ userInfo: { userId: "guest", roomId: "lobby", roomIdType: 1 }, soundLevel: 0 }],
  },
  videoParams: {
    videoEncode,
    layoutParams: {
      mixLayoutMode: 4,
      pureAudioHoldPlaceMode: 0,
      mixLayoutList: [
        {
          userMediaStream: { userInfo, streamType: 0 },
          imageWidth: 640,
          imageHeight: 720,
          locationX: 0,
          locationY: 0,
          zOrder: 1,
          renderMode: 0,
          backgroundImageUrl: "https://example.com/empty.png",
          customCrop: { locationX: 10, locationY: 20, width: 300, height: 200 },
          backgroundRenderMode: 4,
          transparentUrl: "https://example.com/mask.png",
          backgroundCustomRender: { width: 100, height: 80, radius: 8 },
          backGroundColorMode: 1,
        },
        { userMediaStream: { userInfo: { userId: "guest", roomId: "lobby", roomIdType: 1 } } },
      ],
    },
    backGroundColor: "0xFF0000",
    backgroundImageUrl: "https://example.com/stage.png",
    waterMarkList: [
      {
        waterMarkType: 0,
        waterMarkImage: {
          waterMarkUrl: "https://example.com/logo.png",
          waterMarkWidth: 64,
          waterMarkHeight: 64,
          locationX: 16,
          locationY: 16,
          zOrder: 3,
          dynamicPosType: 0,
        },
      },
      {
        waterMarkType: 1,
        waterMarkText: {
          text: "live",
          waterMarkWidth: 200,
          waterMarkHeight: 40,
          locationX: 16,
          locationY: 600,
          fontSize: 24,
          fontColor: "0xFFFFFF",
          backGroundColor: "0x000000",
          dynamicPosType: 1,
          zOrder: 4,
          font: "Tencent",
        },
      },
    ],
    backgroundRenderMode: 2,
  },
  publishCdnParams,
  seiParams: {
    layoutVolume: { appData: "layout", payloadType: 100, interval: 1000, followIdr: 1 },
    passThrough: {
      payloadContent: "hello",
      payloadType: 5,
      payloadUuid: "0123456789abcdef0123456789ABCDEF",
      interval: 500,
      followIdr: 0,
    },
  },
  feedBackRoomParams: [
    { roomId: "630777", roomIdType: 0, userId: "robot2", userSig: "canary-other-signature" },
  ],
  recordParams: {
    uniRecord: 3,
    recordKey: "lesson-1",
    recordWaitTime: 60,
    recordFormat: ["hls", "mp4"],
    maxMediaFileDuration: 120,
    streamType: 0,
    mcuStorageParams: {
      cloudStorage: {
        vendor: 0,
        region: "ap-singapore",
        bucket: "lessons",
        accessKey: "canary-access-key",
        secretKey: "canary-secret-key",
        fileNamePrefix: ["school", "2026"],
        endpointUrl: "https://storage.example.com",
      },
    },
  },
};

/** One stream as it is, recorded in VOD. */
const single: JsonObject = {
  ...room,
  withTranscoding: 0,
  audioParams: { audioEncode },
  videoParams: { videoEncode },
  singleSubscribeParams: { userMediaStream: { userInfo, streamType: 0 } },
  publishCdnParams,
  recordParams: {
    uniRecord: 3,
    userDefineRecordPrefix: "lesson",
    mcuStorageParams: {
      mcuCloudVod: {
        mcuTencentVod: {
          procedure: "transcode",
          expireTime: 86400,
          storageRegion: "ap-singapore",
          classId: 1,
          subAppId: 1500000001,
          sessionContext: "lesson",
          sourceContext: "relay",
        },
      },
    },
  },
};

/** Video in windows that fill the picture in no way yet, so that any size of it is possible. */
const windows: JsonObject = {
  ...room,
  withTranscoding: 1,
  audioParams: { audioEncode },
  videoParams: {
    videoEncode: { ...videoEncode, width: 1920, height: 1920 },
    layoutParams: {
      mixLayoutMode: 4,
      mixLayoutList: [{ customCrop: { locationX: 0, locationY: 0, width: 1, height: 1 } }],
    },
  },
  publishCdnParams,
  recordParams: { uniRecord: 3, recordFormat: ["aac"] },
};

/** One stream large and the others small, as the vendor arranges them. */
const floating: JsonObject = {
  ...room,
  withTranscoding: 1,
  audioParams: { audioEncode, subscribeAudioList: [{ userInfo: { userId: "teacher", ...mainRoom } }] },
  videoParams: {
    videoEncode,
    layoutParams: {
      mixLayoutMode: 1,
      pureAudioHoldPlaceMode: 1,
      maxVideoUser: {
        userMediaStream: { userInfo: { userId: "teacher", ...mainRoom }, streamType: 1 },
      },
      renderMode: 2,
    },
  },
  publishCdnParams,
};

/** The least that a relay needs, audio only. */
const audio: JsonObject = { ...room, withTranscoding: 1, audioParams: { audioEncode }, publishCdnParams };

/** What the vendor's site in China alone has. */
const inChina: JsonObject = {
  ...floating,
  videoParams: {
    videoEncode,
    layoutParams: { mixLayoutMode: 4, enableStreamSEI: 0, mixLayoutList: [{ enableStreamSEI: 1 }] },
  },
  stopParams: { recordKey: "lesson-1" },
};

const layout = "videoParams.layoutParams";
const window = `${layout}.mixLayoutList[0]`;

/** Refusals of a room's id and type in one place, given by the rest of what stands there. */
function roomRefusals(base: JsonObject, place: string, rest: JsonObject = {}): RuleExample[] {
  const at = (id: JsonValue, type: JsonValue) => ({ [place]: { ...rest, roomId: id, roomIdType: type } });
  return [
    refusal(base, `${place}.roomId`, at("lobby", 1), at("lobby", 0)),
    refusal(base, `${place}.roomId`, at("4294967295", 0), at("4294967296", 0)),
    refusal(base, `${place}.roomId`, at("1", 0), at("0", 0)),
    refusal(base, `${place}.roomIdType`, at("295066", 0), at("295066", 1)),
  ];
}

/** A custom layout without lists of users, so that users of any room may be in it. */
const open: JsonObject = changed(windows, { recordParams: undefined });

const pushedTo = (stream: string): JsonObject[] => [
  { publishCdnUrl: `rtmp://push.example.com/live/${stream}?txSecret=pushkey1`, isTencentCdn: 1 },
];

const cdnRelay = describeType("tencent/trtc:CdnRelay", {
  calls: {
    start: ["StartPublishCdnStream"],
    update: ["UpdatePublishCdnStream"],
    stop: ["StopPublishCdnStream"],
  },
  task: "relay",
  inputs: {
    ...{ sdkAppId: 1400188366, roomId: "295066", roomIdType: 0, withTranscoding: 1 },
    audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 64 } },
    publishCdnParams: pushedTo("a"),
  },
  inPlace: (number) => ({ publishCdnParams: pushedTo(`place-${number}`) }),
  replacing: [
    { audioParams: { audioEncode: { sampleRate: 48000, channel: 1, bitRate: 64 } } },
    { videoParams: { videoEncode: { width: 640, height: 480, fps: 15, bitRate: 500, gop: 2 } } },
    { agentParams: { userId: "robot" } },
  ],
  exclusive: [
    {
      both: { agentParams: { userId: "robot" } },
      second: { publishCdnParams: pushedTo("b") },
      says: 'the robot "robot" in room 295066 of application 1400188366',
    },
  ],
  codes: {
    throttled: ["ResourceInsufficient"],
    quota: ["FailedOperation.RestrictedConcurrency"],
    forbidden: ["AuthFailure.UnauthorizedOperation", "InvalidParameter.SdkAppId"],
  },
  freeTexts: [
    "videoParams.waterMarkList.waterMarkText.text",
    "seiParams.layoutVolume.appData",
    "seiParams.passThrough.payloadContent",
    "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.sessionContext",
    "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.sourceContext",
  ],
  unread: [
    { where: /\.customCrop\./, reason: "a cut-out of what comes in, not of what goes out" },
    { where: /\.backgroundCustomRender\./, reason: "the place of a placeholder inside its window" },
    { where: /\.endpointUrl$/, reason: "where the bucket is, which bucket and region say already" },
  ],
  noParameters: [
    {
      where: /\.enableStreamSEI$|^stopParams/,
      reason: "the vendor's site in China alone has it",
    },
  ],
  differences: [
    {
      where: /SdkAppId: the lowest: vendor accepts, check refuses$/,
      reason: "no application has the id 0",
    },
    {
      where: /^StartPublishCdnStream AgentParams(\.UserId)?: left out: vendor refuses, check accepts$/,
      reason: "the robot's id is derived",
    },
    {
      where:
        /^StartPublishCdnStream (AudioParams\.AudioEncode: left out|rule on audioParams\.audioEncode): vendor accepts, check refuses$/,
      reason: "AudioParams is required to start because audio is always encoded, which AudioEncode describes",
    },
    {
      where: / RecordParams\.UniRecord: left out: vendor accepts, check refuses$/,
      reason: "what the vendor does without it is not defined",
    },
    {
      where:
        / (rule on \S+\.(roomId|roomIdType)|.*UserInfo\.RoomIdType: the choice [01]|.*UserMediaStream(\.UserInfo)?: left out): vendor accepts, check refuses$/,
      reason:
        "such a room does not exist, or has no part in the video; the emulator looks at the main room only",
    },
    {
      where:
        / .*backgroundCustomRender\.(\w+|(width|height|radius): (the lowest|large)): vendor accepts, check refuses$/i,
      reason: "a placeholder stays inside its window; the emulator does not compare",
    },
    {
      where: /^StartPublishCdnStream rule on recordParams\.streamType: vendor accepts, check refuses$/,
      reason: "without video there is none to record",
    },
    {
      where: /^StartPublishCdnStream rule on agentParams\.userId: vendor accepts, check refuses$/,
      reason: "ids of users have at most 32 bytes",
    },
    {
      where: /^StartPublishCdnStream rule on roomId: vendor accepts, check refuses$/,
      reason: "an integer room id has 32 bits and is not 0; the emulator looks at its digits only",
    },
    {
      where:
        / (SingleSubscribeParams: left out|rule on singleSubscribeParams): vendor accepts, check refuses$/,
      reason: "without transcoding one stream is relayed as it is, so it has to be named",
    },
    {
      where:
        /MixLayoutList\.(ImageWidth|ImageHeight|LocationX|LocationY): large: vendor refuses, check refuses$/,
      reason: "windows stay inside the video",
    },
    {
      where: /CustomCrop\.Location[XY]: large: vendor refuses, check refuses$/,
      reason: "a cut-out ends at 10000",
    },
  ],
  full: [mixed, windows, single, floating, audio],
  idle: [changed(mixed, { [`${window}.backGroundColor`]: "0x00FF00" })],
  elsewhere: [inChina],
  rules: [
    ...roomRefusals(audio, "feedBackRoomParams[0]", { userId: "robot", userSig: "canary-signature" }),
    ...roomRefusals(audio, "audioParams.subscribeAudioList[0].userInfo", { userId: "a" }),
    ...roomRefusals(
      changed(audio, { "audioParams.subscribeAudioList": [] }),
      "audioParams.unSubscribeAudioList[0].userInfo",
      { userId: "a" },
    ),
    ...roomRefusals(open, `${window}.userMediaStream.userInfo`, { userId: "a" }),
    ...roomRefusals(single, "singleSubscribeParams.userMediaStream.userInfo", { userId: "a" }),
    // In another room than the main one, nobody is shown in the large window.
    refusal(
      floating,
      `${layout}.maxVideoUser.userMediaStream.userInfo.roomIdType`,
      {},
      { [`${layout}.maxVideoUser.userMediaStream.userInfo.roomIdType`]: 1 },
    ),
    // Left out, the room is the main one.
    refusal(
      audio,
      "audioParams.subscribeAudioList[0].userInfo.roomIdType",
      { "audioParams.subscribeAudioList": [{ userInfo: { userId: "a", roomIdType: 0 } }] },
      { "audioParams.subscribeAudioList": [{ userInfo: { userId: "a", roomIdType: 1 } }] },
    ),
    // Two types of a room that is not the main one.
    refusal(
      audio,
      "audioParams.subscribeAudioList[1].userInfo.roomIdType",
      { "audioParams.subscribeAudioList": [userOf("77", 1), userOf("77", 1), userOf("78", 0)] },
      { "audioParams.subscribeAudioList": [userOf("77", 1), userOf("77", 0), userOf("78", 0)] },
    ),
    refusal(
      changed(audio, { roomId: "77", roomIdType: 1 }),
      "audioParams.subscribeAudioList[0].userInfo.roomIdType",
      { "audioParams.subscribeAudioList": [userOf("77", 1)] },
      { "audioParams.subscribeAudioList": [userOf("77", 0)] },
    ),
    // An impossible pair is said once, also where the main room has the other type.
    refusal(
      changed(audio, { roomId: "lobby", roomIdType: 1 }),
      "audioParams.subscribeAudioList[0].userInfo.roomId",
      { "audioParams.subscribeAudioList": [userOf("lobby", 1)] },
      { "audioParams.subscribeAudioList": [userOf("lobby", 0)] },
    ),
    refusal(
      floating,
      "audioParams.subscribeAudioList[0].userInfo.roomId",
      { [`${layout}.maxVideoUser`]: undefined },
      { "audioParams.subscribeAudioList": [userOf("295067", 0)] },
    ),
    refusal(
      open,
      "audioParams.subscribeAudioList[0].userInfo.roomId",
      {
        "audioParams.subscribeAudioList": [userOf("295067", 0)],
        [`${window}.userMediaStream`]: userOf("295067", 0),
      },
      { "audioParams.subscribeAudioList": [userOf("295067", 0)] },
    ),
    refusal(
      mixed,
      `${window}.backgroundCustomRender.radius`,
      { [`${window}.backgroundCustomRender.radius`]: 40 },
      { [`${window}.backgroundCustomRender.radius`]: 41 },
    ),
    refusal(audio, "roomId", { roomId: "4294967295" }, { roomId: "4294967296" }),
    refusal(audio, "roomId", { roomId: "lobby", roomIdType: 1 }, { roomId: "lobby" }),
    refusal(audio, "roomId", { roomId: "1" }, { roomId: "0" }),
  ],
});

/** tencent.trtc.CdnRelay. */
export default cdnRelay;

/** A relay that pushes to an address of its own: two of a program must not share one. */
export function relayTo(stream: string) {
  return { ...cdnRelay.inputs, publishCdnParams: pushedTo(stream) };
}

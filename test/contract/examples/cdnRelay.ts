import type { JsonObject } from "../../../local/vendors/json";
import { type Examples, refusal, warning } from "./example";

const audioEncode = { sampleRate: 48000, channel: 2, bitRate: 64, codec: 0 };
const videoEncode = { width: 1280, height: 720, fps: 15, bitRate: 1536, gop: 2 };
const publishCdnParams = [
  { publishCdnUrl: "rtmp://push.example.com/live/a?txSecret=canary-push", isTencentCdn: 1 },
];
const room = { sdkAppId: 1400188366, roomId: "295066", roomIdType: 0 };
const userInfo = { userId: "teacher", roomId: "295067", roomIdType: 0 };

/** Mixed audio and video, in windows, with everything on top. */
const mixed: JsonObject = {
  ...room,
  region: "ap-singapore",
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
          backGroundColor: "0x00FF00",
          backgroundImageUrl: "https://example.com/empty.png",
          customCrop: { locationX: 10, locationY: 20, width: 300, height: 200 },
          backgroundRenderMode: 4,
          transparentUrl: "https://example.com/mask.png",
          backgroundCustomRender: { width: 100, height: 80, radius: 8 },
          backGroundColorMode: 1,
        },
      ],
      maxVideoUser: { userMediaStream: { userInfo, streamType: 1 } },
      renderMode: 2,
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
    userDefineRecordPrefix: "lesson",
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
  recordParams: { recordFormat: ["aac"] },
};

/** The least that a relay needs, audio only. */
const audio: JsonObject = { ...room, withTranscoding: 1, audioParams: { audioEncode }, publishCdnParams };

const window = "videoParams.layoutParams.mixLayoutList[0]";
const mark = "videoParams.waterMarkList";

/** Examples of tencent.trtc.CdnRelay. */
export const cdnRelay: Examples = {
  full: [mixed, windows, single, audio],
  rules: [
    refusal(audio, "publishCdnParams", {}, { publishCdnParams: [] }),
    refusal(audio, "audioParams.audioEncode", {}, { "audioParams.audioEncode": undefined }),
    refusal(single, "withTranscoding", {}, { withTranscoding: 1 }),
    refusal(single, "singleSubscribeParams", {}, { singleSubscribeParams: undefined }),
    refusal(
      mixed,
      "agentParams.userId",
      { "agentParams.userId": "ü".repeat(16) },
      { "agentParams.userId": `${"ü".repeat(16)}x` },
    ),
    refusal(audio, "roomId", { roomId: "4294967295" }, { roomId: "4294967296" }),
    refusal(audio, "roomId", { roomId: "lobby", roomIdType: 1 }, { roomId: "lobby" }),
    refusal(audio, "roomId", { roomId: "1" }, { roomId: "0" }),
    refusal(
      audio,
      "audioParams.audioEncode.channel",
      { "audioParams.audioEncode.codec": 2 },
      { "audioParams.audioEncode.codec": 2, "audioParams.audioEncode.channel": 1 },
    ),
    refusal(
      audio,
      "audioParams.audioEncode.sampleRate",
      { "audioParams.audioEncode.codec": 1, "audioParams.audioEncode.sampleRate": 16000 },
      { "audioParams.audioEncode.codec": 1, "audioParams.audioEncode.sampleRate": 8000 },
    ),
    warning(
      mixed,
      "audioParams.subscribeAudioList",
      { "audioParams.subscribeAudioList": [] },
      { "audioParams.subscribeAudioList": undefined },
    ),
    refusal(
      mixed,
      `${window}.imageWidth`,
      { [`${window}.locationX`]: 640 },
      { [`${window}.locationX`]: 641 },
    ),
    refusal(
      mixed,
      `${window}.imageHeight`,
      { [`${window}.imageHeight`]: 719, [`${window}.locationY`]: 1 },
      { [`${window}.imageHeight`]: 720, [`${window}.locationY`]: 1 },
    ),
    refusal(
      mixed,
      `${window}.customCrop.width`,
      { [`${window}.customCrop.locationX`]: 9700 },
      { [`${window}.customCrop.locationX`]: 9701 },
    ),
    refusal(
      mixed,
      `${window}.customCrop.height`,
      { [`${window}.customCrop.locationY`]: 9800 },
      { [`${window}.customCrop.locationY`]: 9801 },
    ),
    refusal(
      mixed,
      `${window}.backgroundCustomRender`,
      { [`${window}.backgroundRenderMode`]: 3, [`${window}.backgroundCustomRender`]: undefined },
      { [`${window}.backgroundCustomRender`]: undefined },
    ),
    warning(
      mixed,
      "videoParams.layoutParams.mixLayoutList",
      { "videoParams.layoutParams.mixLayoutMode": 3, "videoParams.layoutParams.mixLayoutList": undefined },
      { "videoParams.layoutParams.mixLayoutMode": 3 },
    ),
    refusal(mixed, `${mark}[0].waterMarkImage`, {}, { [`${mark}[0].waterMarkImage`]: undefined }),
    refusal(mixed, `${mark}[1].waterMarkText`, {}, { [`${mark}[1].waterMarkText`]: undefined }),
    refusal(
      mixed,
      "seiParams",
      { "recordParams.streamType": 1, seiParams: undefined, videoParams: undefined },
      { "recordParams.streamType": 1, videoParams: undefined },
    ),
    refusal(
      mixed,
      "seiParams.layoutVolume.payloadType",
      { "seiParams.layoutVolume.payloadType": 245 },
      { "seiParams.layoutVolume.payloadType": 244 },
    ),
    ...[6, 99, 244].map((type) =>
      refusal(
        mixed,
        "seiParams.passThrough.payloadType",
        { "seiParams.passThrough.payloadType": 243 },
        { "seiParams.passThrough.payloadType": type },
      ),
    ),
    refusal(
      mixed,
      "seiParams.passThrough.payloadUuid",
      { "seiParams.passThrough.payloadType": 100, "seiParams.passThrough.payloadUuid": undefined },
      { "seiParams.passThrough.payloadUuid": undefined },
    ),
    refusal(
      mixed,
      "recordParams.recordFormat",
      { "recordParams.recordFormat": ["hls", "aac"] },
      { "recordParams.recordFormat": ["mp4", "aac"] },
    ),
    refusal(
      mixed,
      "recordParams.mcuStorageParams",
      {},
      { "recordParams.mcuStorageParams.mcuCloudVod": { mcuTencentVod: {} } },
    ),
    refusal(single, "recordParams.mcuStorageParams", {}, { "recordParams.mcuStorageParams": {} }),
    refusal(
      single,
      "recordParams.streamType",
      { "recordParams.streamType": 2 },
      { "recordParams.streamType": 2, videoParams: undefined },
    ),
  ],
};

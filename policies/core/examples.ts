import type { z } from "zod";
import type { Contract } from "../../sdk/core/contract";
import type { FacetPath } from "../../sdk/core/facets";
import { isBlock } from "../../sdk/core/reading";
import { application as gmeApplication } from "../../sdk/tencent/gme/Application";
import { recording as gmeRecording } from "../../sdk/tencent/gme/Recording";
import { application as tiwApplication } from "../../sdk/tencent/tiw/Application";
import { applicationConfig } from "../../sdk/tencent/tiw/ApplicationConfig";
import { bucketConfig } from "../../sdk/tencent/tiw/BucketConfig";
import { callback } from "../../sdk/tencent/tiw/Callback";
import { documentTranscode as tiwDocumentTranscode } from "../../sdk/tencent/tiw/DocumentTranscode";
import { onlineRecording as tiwOnlineRecording } from "../../sdk/tencent/tiw/OnlineRecording";
import { videoGeneration as tiwVideoGeneration } from "../../sdk/tencent/tiw/VideoGeneration";
import { whiteboardPush as tiwWhiteboardPush } from "../../sdk/tencent/tiw/WhiteboardPush";
import { cdnRelay } from "../../sdk/tencent/trtc/CdnRelay";
import { cloudRecording } from "../../sdk/tencent/trtc/CloudRecording";
import { streamIngest as trtcStreamIngest } from "../../sdk/tencent/trtc/StreamIngest";
import { webRecording as trtcWebRecording } from "../../sdk/tencent/trtc/WebRecording";
import { aigcVideoRedraw } from "../../sdk/tencent/vod/AigcVideoRedraw";
import { eventNotification as vodEventNotification } from "../../sdk/tencent/vod/EventNotification";
import { subApplication as vodSubApplication } from "../../sdk/tencent/vod/SubApplication";
import { application as rtcApp } from "../../sdk/volcengine/rtc/Application";
import { businessId } from "../../sdk/volcengine/rtc/BusinessId";
import { callback as volcengineCallback } from "../../sdk/volcengine/rtc/Callback";
import { mixedCdnRelay as volcengineMixedRelay } from "../../sdk/volcengine/rtc/MixedCdnRelay";
import { publicStream as rtcPublicStream } from "../../sdk/volcengine/rtc/PublicStream";
import { recording as volcengineRecording } from "../../sdk/volcengine/rtc/Recording";
import { segment as volcengineSegment } from "../../sdk/volcengine/rtc/Segment";
import { singleCdnRelay as volcengineSingleRelay } from "../../sdk/volcengine/rtc/SingleCdnRelay";
import { snapshot as volcengineSnapshot } from "../../sdk/volcengine/rtc/Snapshot";
import { streamIngest as volcengineIngest } from "../../sdk/volcengine/rtc/StreamIngest";
import { webcast as volcengineWebcast } from "../../sdk/volcengine/rtc/Webcast";
import { whiteboardRecording as volcengineWhiteboardRecording } from "../../sdk/volcengine/rtc/WhiteboardRecording";
import type { BadExample, Example } from "./rule";

type Tree = Record<string, unknown>;

/** A copy of a block with another value at a dotted path, blocks made on the way; undefined takes it out. */
function withPath(block: unknown, [key = "", ...rest]: readonly string[], value: unknown): Tree {
  const copy: Tree = isBlock(block) ? { ...block } : {};
  copy[key] = rest.length === 0 ? value : withPath(copy[key], rest, value);
  if (copy[key] === undefined) delete copy[key];
  return copy;
}

/** Makes examples of one resource type: a base that no rule objects to, with some inputs changed. */
function examplesOf<Inputs extends Contract["inputs"]>(
  contract: Contract & { readonly inputs: Inputs },
  base: z.input<Inputs>,
  options: Example["options"] = {},
) {
  return (
    shows: string,
    changes: { readonly [Path in FacetPath<z.input<Inputs>>]?: unknown } = {},
    more: Pick<Example, "options" | "settings" | "wrapped"> = {},
  ): Example => ({
    shows,
    contract,
    inputs: Object.entries(changes).reduce<Tree>(
      (inputs, [path, value]) => withPath(inputs, path.split("."), value),
      { ...base },
    ),
    changes,
    options,
    ...more,
  });
}

/** Says at which inputs a rule points in an example. */
export function finds(example: Example, ...paths: readonly string[]): BadExample {
  return { ...example, finds: paths };
}

const lasting = { protect: true };

/** A relay of a mixed room to a CDN of Tencent Cloud's. */
export const relay = examplesOf(
  cdnRelay,
  {
    sdkAppId: 1400188366,
    roomId: "295066",
    roomIdType: 0,
    withTranscoding: 1,
    agentParams: { userId: "relay-295066", maxIdleTime: 60 },
    audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 128, codec: 0 } },
    videoParams: {
      videoEncode: { width: 1280, height: 720, fps: 30, bitRate: 2500, gop: 2 },
      layoutParams: { mixLayoutMode: 3 },
    },
    publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/stage", isTencentCdn: 1 }],
  },
  lasting,
);

/** A cloud recording of a TRTC room, mixed, into VOD. */
export const trtcRecording = examplesOf(
  cloudRecording,
  {
    sdkAppId: 1400188366,
    roomId: "295066",
    userId: "recorder-295066",
    recordParams: { recordMode: 2, maxIdleTime: 60, maxMediaFileDuration: 120 },
    mixTranscodeParams: {
      videoParams: { width: 1280, height: 720, fps: 15, bitRate: 1_500_000, gop: 2 },
      audioParams: { sampleRate: 1, channel: 2, bitRate: 64_000 },
    },
    mixLayoutParams: { mixLayoutMode: 3 },
    storageParams: {
      cloudVod: {
        tencentVod: {
          subAppId: 1500000001,
          storageRegion: "ap-singapore",
          expireTime: 2_592_000,
          userDefineRecordId: "prod-lessons",
        },
      },
    },
  },
  lasting,
);

/** A film that is played in a TRTC room. */
export const streamIngest = examplesOf(
  trtcStreamIngest,
  {
    region: "ap-singapore",
    sdkAppId: 1400188366,
    roomId: "295066",
    roomIdType: 1,
    userId: "player-295066",
    streamUrl: "https://media.example.com/film.mp4",
    repeatNum: -1,
    maxDuration: 120,
  },
  lasting,
);

/** A recording of a page, into VOD. */
export const webRecording = examplesOf(
  trtcWebRecording,
  {
    sdkAppId: 1400188366,
    recordUrl: "https://live.example.com/panel",
    webRecordVideoParams: { width: 1280, height: 720, maxMediaFileDuration: 120 },
    maxDurationLimit: 7200,
    storageParams: {
      cloudVod: {
        tencentVod: {
          subAppId: 1500000001,
          storageRegion: "ap-singapore",
          expireTime: 2_592_000,
          userDefineRecordId: "prod-panel",
        },
      },
    },
  },
  lasting,
);

/** A Volcengine recording of all streams of a room, mixed, into a TOS bucket. */
export const rtcRecording = examplesOf(
  volcengineRecording,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    encode: { videoWidth: 1280, videoHeight: 720, videoFps: 15, videoBitrate: 1500, videoGop: 2 },
    control: { maxIdleTime: 180, maxRecordTime: 14400 },
    fileFormatConfig: { fileFormat: ["MP4"] },
    fileNameConfig: { prefix: ["prod"], pattern: "{TaskId}_{StartTime}" },
    storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
  },
  lasting,
);

/** A Volcengine room, mixed, that is relayed to a CDN. */
export const rtcMixedRelay = examplesOf(
  volcengineMixedRelay,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    pushUrl: "rtmp://push.example.com/live/Room1",
    encode: { videoWidth: 1280, videoHeight: 720, videoFps: 15, videoBitrate: 1500, videoGop: 2 },
    control: { maxIdleTime: 180 },
  },
  lasting,
);

/** One stream of a Volcengine room that is relayed to a CDN. */
export const rtcSingleRelay = examplesOf(
  volcengineSingleRelay,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    pushUrl: "rtmp://push.example.com/live/host",
    stream: { userId: "host" },
    control: { maxIdleTime: 180 },
  },
  lasting,
);

/** A film that is played in a Volcengine room. */
export const rtcIngest = examplesOf(
  volcengineIngest,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    userId: "player-Room1",
    token: "001661e0000543cf",
    maxIdleTime: 60,
    control: {
      streamUrl: "https://media.example.com/film.mp4",
      ...{ videoWidth: 1280, videoHeight: 720, frameRate: 30, bitrate: 2500 },
      loop: true,
    },
  },
  lasting,
);

/** Slices of the sound of a Volcengine room, into a TOS bucket. */
export const rtcSegment = examplesOf(
  volcengineSegment,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    identifier: "lesson-7",
    storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "slices" } },
  },
  lasting,
);

/** Pictures of all streams of a Volcengine room, into a TOS bucket. */
export const rtcSnapshot = examplesOf(
  volcengineSnapshot,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    imageConfig: { interval: 10 },
    storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "pictures" } },
  },
  lasting,
);

/** A room of Volcengine's that is mixed into a public stream. */
export const publicStream = examplesOf(
  rtcPublicStream,
  {
    appId: "661e0000543cf",
    publicStreamId: "stage",
    targetStreams: [{ roomId: "Room1" }],
    encode: { videoConfig: { width: 1280, height: 720, frameRate: 30, bitrate: 2500 } },
    layout: { layoutMode: 0 },
    control: { maxIdleTime: 180 },
  },
  lasting,
);

/** A page that is shown in a Volcengine room. */
export const webcast = examplesOf(
  volcengineWebcast,
  {
    appId: "661e0000543cf",
    roomId: "Room1",
    userId: "scores-Room1",
    sourceUrl: "https://live.example.com/scores",
    maxRunningTime: 7200,
    videoSolutions: [{ width: 1280, height: 720, frameRate: 15, bitrate: 1500 }],
  },
  lasting,
);

/** The whiteboard of a Volcengine room. */
export const rtcWhiteboardRecording = examplesOf(
  volcengineWhiteboardRecording,
  { appId: "661e0000543cf", roomId: "Room1", userId: "board-Room1" },
  lasting,
);

/** A GME voice recording. */
export const voiceRecording = examplesOf(
  gmeRecording,
  {
    bizId: 1400000001,
    roomId: "1987",
    recordMode: 2,
  },
  lasting,
);

/** A GME application whose voice chat is analysed. */
export const voiceApplication = examplesOf(gmeApplication, {
  appName: "arena",
  realtimeSpeechConf: { status: "open", quality: "high" },
  voiceFilterConf: {
    status: "open",
    sceneInfos: [{ sceneId: "RealTime", status: true, callbackUrl: "https://hooks.example.com/voices" }],
  },
});

/** Videos of a whiteboard recording. */
export const videoGeneration = examplesOf(tiwVideoGeneration, {
  sdkAppId: 1400000001,
  onlineRecordTaskId: "f5n4a9jkt6r1",
});

/** A recording of a class. */
export const classRecording = examplesOf(
  tiwOnlineRecording,
  {
    sdkAppId: 1400000001,
    roomId: 1234,
    autoStopTimeout: 600,
  },
  lasting,
);

/** A whiteboard that is pushed into its room. */
export const whiteboardPush = examplesOf(
  tiwWhiteboardPush,
  {
    sdkAppId: 1400000001,
    roomId: 1234,
    autoStopTimeout: 600,
  },
  lasting,
);

/** The pages of a presentation. */
export const documentTranscode = examplesOf(tiwDocumentTranscode, {
  sdkAppId: 1400000001,
  url: "https://media.example.com/lesson-1.pptx",
});

/** A whiteboard application. */
export const whiteboardApplication = examplesOf(tiwApplication, { sdkAppId: 1400000001, appName: "school" });

/** Where a whiteboard application puts its recordings. */
export const whiteboardConfig = examplesOf(applicationConfig, {
  sdkAppId: 1400000001,
  taskType: "recording",
  bucketName: "lessons-1250000000",
  bucketLocation: "ap-singapore",
  bucketPrefix: "prod",
  resultDomain: "files.example.com",
  callback: "https://hooks.example.com/recordings",
  callbackKey: "a-key-of-16-chars",
});

/** Where a whiteboard application puts transcoded documents. */
export const whiteboardBucket = examplesOf(bucketConfig, {
  sdkAppId: 1400000001,
  taskType: "transcode",
  bucketName: "lessons-1250000000",
  bucketLocation: "ap-singapore",
  bucketPrefix: "prod",
  resultDomain: "files.example.com",
});

/** A callback of a whiteboard application. */
export const whiteboardCallback = examplesOf(callback, {
  sdkAppId: 1400000001,
  event: "videoGeneration",
  callback: "https://hooks.example.com/whiteboard",
  callbackKey: "a-key-of-16-chars",
});

/** A redrawn video, kept in VOD for a while. */
export const videoRedraw = examplesOf(aigcVideoRedraw, {
  subAppId: 221073,
  sessionId: "teaser-1",
  fileInfo: { type: "Url", url: "https://media.example.com/teaser.mp4" },
  outputConfig: { storageMode: "Temporary" },
});

/** A VOD application. */
export const subApplication = examplesOf(vodSubApplication, {
  name: "archive",
  storageRegion: "ap-singapore",
});

/** Where a VOD application reports its events. */
export const eventNotification = examplesOf(vodEventNotification, {
  subAppId: 221073,
  mode: "PUSH",
  notificationUrl: "https://hooks.example.com/vod",
  signKey: "aKeyOf16Letters1",
});

/** An application of Volcengine RTC. */
export const rtcApplication = examplesOf(rtcApp, { appName: "school" });

/** A business id of an application of Volcengine RTC. */
export const rtcBusiness = examplesOf(businessId, {
  appId: "661e0000543cf",
  businessId: "school",
  remarks: "School",
});

/** A callback of an application of Volcengine RTC. */
export const rtcCallback = examplesOf(volcengineCallback, {
  appId: "661e0000543cf",
  eventList: ["RecordStarted", "RecordStopped"],
  url: "https://hooks.example.com/recordings",
  secretKey: "a-key-of-16-chars",
});

/** The base of each type's examples. */
export const baseExamples: readonly Example[] = [
  relay,
  trtcRecording,
  streamIngest,
  webRecording,
  rtcMixedRelay,
  rtcSingleRelay,
  rtcRecording,
  rtcSegment,
  rtcSnapshot,
  rtcIngest,
  publicStream,
  webcast,
  rtcWhiteboardRecording,
  voiceRecording,
  voiceApplication,
  videoGeneration,
  classRecording,
  documentTranscode,
  whiteboardPush,
  whiteboardApplication,
  whiteboardConfig,
  whiteboardBucket,
  whiteboardCallback,
  videoRedraw,
  subApplication,
  eventNotification,
  rtcApplication,
  rtcBusiness,
  rtcCallback,
].map((make) => make("the base"));

// A class: its room is recorded, so is its whiteboard, and the documents of the lesson are made ready for it.
import * as pulumi from "@pulumi/pulumi";
import { layouts, tencent } from "pulumi-media-tasks";

const config = new pulumi.Config();
const sdkAppId = config.requireNumber("sdkAppId");
const roomId = config.getNumber("roomId") ?? 1234;
const documents = config.getObject<string[]>("documents") ?? ["https://media.example.com/lesson-1.pptx"];
const hooks = config.require("hooks");
const callbackKey = config.requireSecret("callbackKey");
const stack = pulumi.getStack();
const bucket = {
  bucketName: config.require("bucket"),
  bucketLocation: config.get("bucketRegion") ?? "ap-singapore",
  resultDomain: config.require("filesDomain"),
};
// Between lessons nothing is recorded: `pulumi config set inClass false`, and an update.
const lifecycle = { desired: (config.getBoolean("inClass") ?? true) ? "running" : "stopped" } as const;

const application = new tencent.tiw.Application("school", { sdkAppId, appName: "school" });

// What lies where is settled before the first task, which goes by it.
const boards = new tencent.tiw.ApplicationConfig(
  "boards",
  {
    ...bucket,
    sdkAppId,
    taskType: tencent.tiw.WhiteboardTask.recording,
    bucketPrefix: `${stack}/boards`,
    callback: `${hooks}/recordings`,
    callbackKey,
  },
  { dependsOn: application },
);
const pages = new tencent.tiw.BucketConfig(
  "pages",
  { ...bucket, sdkAppId, taskType: tencent.tiw.WhiteboardTask.transcode, bucketPrefix: `${stack}/pages` },
  { dependsOn: application },
);
const transcodes = new tencent.tiw.Callback(
  "transcodes",
  { sdkAppId, event: tencent.tiw.CallbackEvent.transcode, callback: `${hooks}/transcodes`, callbackKey },
  { dependsOn: application },
);

const whiteboard = new tencent.tiw.OnlineRecording(
  "whiteboard",
  { sdkAppId, roomId, autoStopTimeout: 600, lifecycle },
  { dependsOn: boards },
);

// The teacher large, the class beside.
const canvas = { width: 1280, height: 720 };
const room = new tencent.trtc.CloudRecording("room", {
  sdkAppId,
  roomId: String(roomId),
  recordParams: {
    recordMode: tencent.trtc.CloudRecordMode.mixed,
    maxIdleTime: 600,
    maxMediaFileDuration: 120,
  },
  mixTranscodeParams: { videoParams: { ...canvas, fps: 15, bitRate: 1_500_000, gop: 2 } },
  mixLayoutParams: layouts.speaker(["teacher", "student-1", "student-2"], canvas).forTrtcRecording(),
  // VOD of the same account needs no keys of a bucket.
  storageParams: {
    cloudVod: {
      tencentVod: {
        subAppId: config.requireNumber("subAppId"),
        mediaType: tencent.trtc.CloudRecordingVodFormat.hlsAndMp4,
        userDefineRecordId: `${stack}-room`,
        expireTime: 365 * 24 * 3600,
      },
    },
  },
  lifecycle,
});

const lessons = documents.map(
  (url, index) =>
    new tencent.tiw.DocumentTranscode(
      `document-${index + 1}`,
      { sdkAppId, url },
      { dependsOn: [pages, transcodes] },
    ),
);

export const roomStatus = room.status;
export const whiteboardStatus = whiteboard.status;
export const pagesOfDocuments = lessons.map(({ resultUrl }) => resultUrl);

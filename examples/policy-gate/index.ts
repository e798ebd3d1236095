// A studio: its stage goes to a CDN, a training room too, and lessons are recorded.
import * as pulumi from "@pulumi/pulumi";
import { tencent, volcengine } from "pulumi-media-tasks";

const config = new pulumi.Config();
const relayed = {
  sdkAppId: 1400188366,
  roomIdType: tencent.trtc.RelayRoomIdType.integer,
  agentParams: { maxIdleTime: 60 },
  withTranscoding: 1,
  audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 128, codec: 0 } },
} as const;
const picture = { width: 1280, height: 720, fps: 30, bitRate: 2500 };
const layoutParams = { mixLayoutMode: tencent.trtc.MixLayoutMode.grid };

const stage = new tencent.trtc.CdnRelay(
  "stage",
  {
    ...relayed,
    roomId: "295066",
    videoParams: { videoEncode: { ...picture, gop: 2 }, layoutParams },
    publishCdnParams: [{ publishCdnUrl: config.requireSecret("stagePushUrl"), isTencentCdn: 1 }],
  },
  { protect: true },
);

const training = new tencent.trtc.CdnRelay(
  "training",
  {
    ...relayed,
    roomId: "295067",
    // Five seconds are more than the policy allows: see the exemption in policy-config.json.
    videoParams: { videoEncode: { ...picture, gop: 5 }, layoutParams },
    publishCdnParams: [{ publishCdnUrl: config.requireSecret("trainingPushUrl"), isTencentCdn: 1 }],
  },
  { protect: true },
);

const lessons = new volcengine.rtc.Recording(
  "lessons",
  {
    appId: "661e0000543cf",
    roomId: "Lessons",
    encode: { videoWidth: 1280, videoHeight: 720, videoFps: 30, videoBitrate: 2500, videoGop: 2 },
    control: { maxIdleTime: 180, maxRecordTime: 14400 },
    fileFormatConfig: { fileFormat: ["MP4"] },
    fileNameConfig: { prefix: ["lessons"], pattern: "{TaskId}_{StartTime}" },
    storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 0, bucket: "lessons" } },
  },
  { protect: true },
);

export const tasks = [stage.taskId, training.taskId, lessons.taskId];

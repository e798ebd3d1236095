// A live event: its stage is relayed to a CDN and recorded, and a highlight is redrawn afterwards.
import * as pulumi from "@pulumi/pulumi";
import { layouts, tencent, volcengine } from "pulumi-media-tasks";

const config = new pulumi.Config("event");
const room = config.get("room") ?? "295066";
const idleSeconds = config.getNumber("idleSeconds") ?? 600;
const recordVoice = config.getBoolean("recordVoice") ?? true;
const bitRate = config.getNumber("videoKbps") ?? 1536;
const canvas = { width: 1280, height: 720 };

const callback = new tencent.tiw.Callback("recordings", {
  sdkAppId: 1400000001,
  event: tencent.tiw.CallbackEvent.recording,
  callback: "https://events.example.com/tiw",
  callbackKey: config.requireSecret("callbackKey"),
});

const relay = new tencent.trtc.CdnRelay("stage", {
  sdkAppId: 1400188366,
  roomId: room,
  roomIdType: tencent.trtc.RelayRoomIdType.integer,
  agentParams: { maxIdleTime: idleSeconds },
  withTranscoding: 1,
  audioParams: { audioEncode: { sampleRate: 48000, codec: 0, bitRate: 64, channel: 2 } },
  videoParams: {
    videoEncode: { ...canvas, fps: 15, bitRate, gop: 2 },
    layoutParams: layouts.grid(4, canvas).forTrtcRelay(),
  },
  publishCdnParams: [{ publishCdnUrl: config.requireSecret("pushUrl"), isTencentCdn: 1 }],
});

const voice = new tencent.gme.Recording("voice", {
  bizId: 3400352518,
  roomId: room,
  recordMode: tencent.gme.RecordMode.mixed,
  lifecycle: { desired: recordVoice ? "running" : "stopped" },
});

const archive = new volcengine.rtc.Recording("archive", {
  appId: "661e00000000000000543cf",
  roomId: "Room1",
  storageConfig: { type: 0, tosConfig: { accountId: "2100000990", region: 0, bucket: "event-archive" } },
  control: { maxIdleTime: 180 },
});

const library = new tencent.vod.SubApplication("library", {
  name: "live-event",
  description: "Media of the live event",
});

const highlight = new tencent.vod.AigcVideoRedraw("highlight", {
  subAppId: library.subAppId,
  fileInfo: { type: tencent.vod.RedrawInputType.url, url: "https://media.example.com/highlight.mp4" },
  lifecycle: { triggers: [config.get("highlightRun") ?? "1"] },
});

const lesson = new tencent.tiw.VideoGeneration(
  "lesson",
  { sdkAppId: 1400000001, onlineRecordTaskId: "lesson-recording" },
  { dependsOn: callback },
);

export const relayTask = relay.taskId;
export const voiceTask = voice.taskId;
export const voiceStatus = voice.status;
export const archiveTask = archive.taskId;
export const archiveStatus = archive.status;
export const highlightFile = highlight.outputFile;
export const lessonVideos = lesson.videoInfos;

// A live event: one stage to two CDNs, each with a second address to fall back to, and a recording of it.
import * as pulumi from "@pulumi/pulumi";
import { layouts, tencent, volcengine } from "pulumi-media-tasks";

const config = new pulumi.Config();
const sdkAppId = config.requireNumber("sdkAppId");
const roomId = config.get("roomId") ?? "295066";
const speakers = config.getObject<string[]>("speakers") ?? ["host", "guest"];
// Addresses end after the event; during it, they stay as they are.
const validUntil = config.require("ends");
// Before and after the event nothing runs, nothing is billed: `pulumi config set onAir true`, and an update.
const lifecycle = { desired: (config.getBoolean("onAir") ?? false) ? "running" : "stopped" } as const;

const canvas = { width: 1280, height: 720 };

/** The addresses of both CDNs for one stream. */
function addresses(stream: string) {
  return [
    {
      publishCdnUrl: tencent.live.pushUrl({
        domain: config.require("tencentDomain"),
        stream,
        key: config.requireSecret("tencentPushKey"),
        validUntil,
      }),
      isTencentCdn: 1 as const,
    },
    {
      publishCdnUrl: volcengine.live.pushUrl({
        domain: config.require("volcengineDomain"),
        app: "live",
        stream,
        key: config.requireSecret("volcenginePushKey"),
        validUntil,
      }),
      isTencentCdn: 0 as const,
    },
  ];
}

/** The stage as one picture, pushed to both CDNs. A player that loses the first stream takes the second one. */
function relayOf(stream: string) {
  return new tencent.trtc.CdnRelay(stream, {
    sdkAppId,
    roomId,
    roomIdType: tencent.trtc.RelayRoomIdType.integer,
    agentParams: { maxIdleTime: 600 },
    withTranscoding: 1,
    audioParams: { audioEncode: { sampleRate: 48000, channel: 2, bitRate: 128 } },
    videoParams: {
      videoEncode: { ...canvas, fps: 25, bitRate: 2500, gop: 2 },
      layoutParams: layouts.speaker(speakers, canvas).forTrtcRelay(),
    },
    publishCdnParams: addresses(stream),
    lifecycle,
  });
}

const main = relayOf("stage");
const backup = relayOf("stage-backup");

const archive = new tencent.trtc.CloudRecording("archive", {
  sdkAppId,
  roomId,
  recordParams: {
    recordMode: tencent.trtc.CloudRecordMode.mixed,
    maxIdleTime: 600,
    maxMediaFileDuration: 120,
  },
  mixTranscodeParams: { videoParams: { ...canvas, fps: 25, bitRate: 2_500_000, gop: 2 } },
  mixLayoutParams: layouts.speaker(speakers, canvas).forTrtcRecording(),
  // VOD of the same account needs no keys of a bucket.
  storageParams: {
    cloudVod: {
      tencentVod: {
        subAppId: config.requireNumber("subAppId"),
        mediaType: tencent.trtc.CloudRecordingVodFormat.hlsAndMp4,
        userDefineRecordId: `${pulumi.getStack()}-event`,
        expireTime: 365 * 24 * 3600,
      },
    },
  },
  // The stage is recorded again where a pause ended the recording. Relays cannot be read: their callback tells.
  lifecycle: { ...lifecycle, onEnded: "restart" },
});

export const relays = [main.taskId, backup.taskId];
export const archiveStatus = archive.status;

import * as pulumi from "@pulumi/pulumi";
import { tencent, volcengine } from "pulumi-media-tasks";

// Compiled by `npm run check` and never run: each expected error that is none any more fails the check.

const text = pulumi.output("text");
const number = pulumi.output(1);

type Relay = ConstructorParameters<typeof tencent.trtc.CdnRelay>[1];
const audioEncode = { sampleRate: 48000, channel: 2, bitRate: 64 } as const;
const relay = {
  sdkAppId: 1400188366,
  roomId: "295066",
  roomIdType: tencent.trtc.RelayRoomIdType.integer,
  withTranscoding: 1,
  audioParams: { audioEncode },
} as const satisfies Relay;
const voice = { bizId: 1400000001, roomId: "1987", recordMode: tencent.gme.RecordMode.mixed } as const;
const tosConfig = { accountId: "2100000089", bucket: "lessons" } as const;
const recording = { appId: "661e0000543cf", roomId: "Room1", storageConfig: { tosConfig } } as const;
const redraw = { subAppId: 221073 } as const;
const videos = { sdkAppId: 1400000001, onlineRecordTaskId: "recording1" } as const;
const callback = { sdkAppId: 1400000001, event: "transcode", callback: "https://example.com" } as const;

/** Values, outputs and promises, in the place of any part. */
export const accepted: readonly pulumi.CustomResource[] = [
  new tencent.trtc.CdnRelay("values", relay),
  new tencent.trtc.CdnRelay("leaves", { ...relay, sdkAppId: number, roomId: text, region: undefined }),
  new tencent.trtc.CdnRelay("blocks", { ...relay, audioParams: pulumi.output({ audioEncode }) }),
  new tencent.trtc.CdnRelay("inner blocks", {
    ...relay,
    audioParams: { audioEncode: pulumi.output(audioEncode) },
  }),
  new tencent.trtc.CdnRelay("inner leaves", {
    ...relay,
    audioParams: { audioEncode: { ...audioEncode, bitRate: number } },
    publishCdnParams: [{ publishCdnUrl: pulumi.secret("rtmp://push.example.com/live/a") }],
  }),
  new tencent.trtc.CdnRelay("lists", {
    ...relay,
    publishCdnParams: pulumi.output([{ publishCdnUrl: text }]),
    feedBackRoomParams: [
      pulumi.output({ roomId: "1", roomIdType: 0 as const, userId: "robot", userSig: "sig" }),
    ],
  }),
  new tencent.trtc.CdnRelay("promises", { ...relay, roomId: Promise.resolve("295066") }),
  new tencent.gme.Recording("ids", {
    ...voice,
    subscribeRecordUserIds: { subscribeUserIds: ["1145", 1987, text, number] },
  }),
  new volcengine.rtc.Recording("waits", { ...recording, lifecycle: { waitFor: "running" } }),
  new tencent.vod.AigcVideoRedraw("triggers", {
    ...redraw,
    lifecycle: { triggers: [text, 1, { a: number }] },
  }),
  new tencent.tiw.Callback("settings", {
    ...callback,
    lifecycle: { onDelete: "leave", timeouts: { create: text } },
  }),
];

/** What a program may not pass. */
export const refused: readonly pulumi.CustomResource[] = [
  // @ts-expect-error roomIdType has no choice 2.
  new tencent.trtc.CdnRelay("choice", { ...relay, roomIdType: 2 }),
  // @ts-expect-error The relay API has no such region.
  new tencent.trtc.CdnRelay("choice", { ...relay, region: "eu-frankfurt" }),
  new tencent.trtc.CdnRelay("inner choice", {
    ...relay,
    // @ts-expect-error An inner choice is as strict.
    audioParams: { audioEncode: { ...audioEncode, channel: 3 } },
  }),
  // @ts-expect-error An output of any number is no choice either.
  new tencent.trtc.CdnRelay("output of a number", { ...relay, roomIdType: number }),
  // @ts-expect-error The constants of another API count otherwise.
  new tencent.gme.Recording("constant", { ...voice, recordMode: volcengine.rtc.RecordMode.mixed }),
  // @ts-expect-error There is no bizID.
  new tencent.gme.Recording("key", { ...voice, bizID: 1 }),
  new tencent.trtc.CdnRelay("inner key", {
    ...relay,
    // @ts-expect-error There is no bitrate, but a bitRate.
    audioParams: { audioEncode: { ...audioEncode, bitrate: 64 } },
  }),
  new tencent.trtc.CdnRelay("item's key", {
    ...relay,
    // @ts-expect-error There is no url in an item.
    publishCdnParams: [{ publishCdnUrl: "rtmp://a", url: "b" }],
  }),
  // @ts-expect-error What the vendor gives is no input.
  new tencent.trtc.CdnRelay("output", { ...relay, taskId: "1" }),
  // @ts-expect-error roomId is missing.
  new tencent.gme.Recording("missing", { bizId: 1, recordMode: 1 }),
  new volcengine.rtc.Recording("inner missing", {
    ...recording,
    // @ts-expect-error bucket is missing.
    storageConfig: { tosConfig: { accountId: "1" } },
  }),
  // @ts-expect-error The arguments are missing.
  new tencent.vod.SubApplication("all missing"),
  // @ts-expect-error roomId is a text.
  new tencent.gme.Recording("type", { ...voice, roomId: 1987 }),
  // @ts-expect-error roomId is a text, as an output too.
  new tencent.gme.Recording("output's type", { ...voice, roomId: number }),
  // @ts-expect-error publishCdnParams is a list.
  new tencent.trtc.CdnRelay("list", { ...relay, publishCdnParams: { publishCdnUrl: "rtmp://a" } }),
];

/** Lifecycle options that mean nothing for the kind of a resource, or not that. */
export const refusedOptions: readonly pulumi.CustomResource[] = [
  // @ts-expect-error A setting does not end by itself.
  new tencent.tiw.Callback("onEnded", { ...callback, lifecycle: { onEnded: "keep" } }),
  // @ts-expect-error A setting holds at once.
  new tencent.tiw.Callback("waitFor", { ...callback, lifecycle: { waitFor: "accepted" } }),
  // @ts-expect-error A setting is overwritten, not taken over.
  new tencent.tiw.Callback("adopt", { ...callback, lifecycle: { adopt: "1" } }),
  // @ts-expect-error A relay cannot be read, so there is nothing to wait for.
  new tencent.trtc.CdnRelay("waitFor", { ...relay, lifecycle: { waitFor: "running" } }),
  // @ts-expect-error A recording is not completed, it runs.
  new tencent.gme.Recording("waitFor", { ...voice, lifecycle: { waitFor: "completed" } }),
  // @ts-expect-error A job is not running for ever, it completes.
  new tencent.tiw.VideoGeneration("waitFor", { ...videos, lifecycle: { waitFor: "running" } }),
  // @ts-expect-error There is no such choice.
  new tencent.gme.Recording("onDelete", { ...voice, lifecycle: { onDelete: "destroy" } }),
  // @ts-expect-error There is no timeout of reading.
  new tencent.gme.Recording("timeouts", { ...voice, lifecycle: { timeouts: { read: "1m" } } }),
  // @ts-expect-error There is no such option.
  new tencent.gme.Recording("option", { ...voice, lifecycle: { whenEnded: "keep" } }),
];

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** What a program gets: the same names as outputs, optional inputs possibly undefined, secrets as the texts they are. */
export function outputs(
  cdnRelay: tencent.trtc.CdnRelay,
  setting: tencent.tiw.Callback,
  voices: tencent.gme.Recording,
  files: volcengine.rtc.Recording,
): void {
  const same: [
    Same<typeof cdnRelay.taskId, pulumi.Output<string>>,
    Same<typeof cdnRelay.status, pulumi.Output<"unverified" | "ended" | "stopped">>,
    Same<typeof cdnRelay.sequenceNumber, pulumi.Output<number>>,
    Same<typeof cdnRelay.roomIdType, pulumi.Output<0 | 1>>,
    // The region that it was started in, whether or not the program gave one.
    Same<
      typeof cdnRelay.region,
      pulumi.Output<"ap-beijing" | "ap-guangzhou" | "ap-hongkong" | "ap-shanghai" | "ap-singapore">
    >,
    Same<typeof setting.callbackKey, pulumi.Output<string | undefined>>,
    Same<typeof setting.id, pulumi.Output<pulumi.ID>>,
    // 64 bits: digits, not a number.
    Same<typeof voices.taskId, pulumi.Output<string>>,
    Same<typeof files.taskId, pulumi.Output<string>>,
  ] = [true, true, true, true, true, true, true, true, true];
  void same;
  const url: pulumi.Output<string | undefined> = cdnRelay.publishCdnParams.apply(
    (list) => list?.[0]?.publishCdnUrl,
  );
  void url;
  // @ts-expect-error Outputs cannot be set.
  cdnRelay.taskId = text;
  // @ts-expect-error Lifecycle options are no output.
  void cdnRelay.lifecycle;
  // @ts-expect-error There is no such output.
  void cdnRelay.taskID;
}

/** What a policy gets. */
export const types: readonly string[] = [
  tencent.trtc.CdnRelay.__pulumiType,
  volcengine.rtc.Recording.__pulumiType,
];

/** What is read-only. */
export function constants(): void {
  // @ts-expect-error Constants stay as they are.
  tencent.trtc.RelayRoomIdType.integer = 1;
  // @ts-expect-error The type of a resource stays as it is.
  tencent.trtc.CdnRelay.__pulumiType = "other";
}

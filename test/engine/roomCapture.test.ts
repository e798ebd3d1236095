import { expect, test } from "@jest/globals";
import type { TaskView } from "../../local/vendors";
import { destroy, MediaStack, up } from "../reliability/mediaStack";

// The component from its first preview to its end, on the local engine and against the emulated vendors.

const program = `
const pulumi = require("@pulumi/pulumi");
const { layouts, media } = require("pulumi-media-tasks");
const { arrangement, streams, size, ...args } = require("./capture.json");
const layout = arrangement ? layouts[arrangement](streams, size) : size;
const capture = new media.RoomCapture("lesson", { ...args, layout });
exports.recording = capture.recording?.status;
exports.relays = Object.fromEntries(Object.entries(capture.relays).map(([name, { status }]) => [name, status]));
`;

const bucket = {
  region: "ap-southeast-1",
  bucket: "lessons",
  accessKey: "canary-access-key",
  secretKey: "canary-secret-key",
};
const shown = { arrangement: "speaker", streams: ["alice", "bob"], size: { width: 1280, height: 720 } };
const storage = { in: "s3", ...bucket };
const inTrtc = { vendor: "tencent", application: 1400188366, id: "295066", idType: "integer" };
const inVolcengine = { vendor: "volcengine", application: "661e0000543cf", id: "Room1" };
const youtube = { url: "rtmp://a.example.com/live/canary-one" };
const twitch = { url: "rtmp://b.example.com/live/canary-two" };

async function startStack(): Promise<MediaStack> {
  const stack = await MediaStack.start();
  stack.write("index.js", program);
  return stack;
}

/** Runs a command with these arguments: what it says, and the calls that it made, reads left out. */
async function run(stack: MediaStack, args: unknown, command: string) {
  stack.write("capture.json", args);
  const before = stack.vendors.journal.length;
  const { exitCode, text } = await stack.run(command);
  if (exitCode !== 0) throw new Error(text);
  expect(text).not.toContain("canary");
  const actions = stack.vendors.journal.slice(before).map(({ action }) => action);
  return { text, calls: actions.filter((action) => !/^(Describe|Get)/.test(action)).sort() };
}

/** The names of the component's tasks in the state. */
async function childrenIn(stack: MediaStack): Promise<string[]> {
  const { deployment } = await stack.exported();
  return (deployment.resources ?? [])
    .filter(
      ({ parent }) =>
        String(parent).endsWith("$pulumi-media-tasks:media:RoomCapture::lesson") ||
        String(parent).endsWith("::pulumi-media-tasks:media:RoomCapture::lesson"),
    )
    .map(({ urn }) => urn.split("::").at(-1) ?? "")
    .sort();
}

function parametersOf(stack: MediaStack, kind: RegExp): unknown {
  const found = stack.running().filter((task: TaskView) => kind.test(task.kind));
  expect(found.map((task) => task.kind)).toHaveLength(1);
  return found[0]?.parameters;
}

test("a room of TRTC", async () => {
  await using stack = await startStack();
  const args = { room: inTrtc, ...shown, storage, targets: { youtube }, limits: { idleSeconds: 3600 } };

  expect((await run(stack, args, "preview")).calls).toEqual([]);
  expect((await run(stack, args, up)).calls).toEqual(["CreateCloudRecording", "StartPublishCdnStream"]);
  const names = ["lesson-recording", "lesson-relay"];
  expect(await childrenIn(stack)).toEqual(names);
  expect((await run(stack, args, "preview --expect-no-changes")).calls).toEqual([]);
  expect(parametersOf(stack, /recording/i)).toMatchObject({
    SdkAppId: 1400188366,
    RoomId: "295066",
    RoomIdType: 1,
    RecordParams: {
      RecordMode: 2,
      MaxIdleTime: 3600,
      OutputFormat: 3,
      SubscribeStreamUserIds: {
        SubscribeAudioUserIds: ["alice", "bob"],
        SubscribeVideoUserIds: ["alice", "bob"],
      },
    },
    StorageParams: { CloudStorage: { Vendor: 1, Region: "ap-southeast-1", Bucket: "lessons" } },
    MixTranscodeParams: {
      VideoParams: { Width: 1280, Height: 720, Fps: 15, BitRate: 1_382_000, Gop: 2 },
    },
    MixLayoutParams: { MixLayoutMode: 4, MixLayoutList: [{ UserId: "alice" }, { UserId: "bob" }] },
  });
  expect(parametersOf(stack, /relay|publish/i)).toMatchObject({
    SdkAppId: 1400188366,
    RoomId: "295066",
    RoomIdType: 0,
    AgentParams: { MaxIdleTime: 3600 },
    AudioParams: {
      SubscribeAudioList: [{ UserInfo: { UserId: "alice" } }, { UserInfo: { UserId: "bob" } }],
    },
    VideoParams: { VideoEncode: { Width: 1280, Height: 720, Fps: 15, BitRate: 1382, Gop: 2 } },
    PublishCdnParams: [{ IsTencentCdn: 0 }],
  });

  // A further target, before the other one: nothing starts again.
  const both = { ...args, targets: { twitch, youtube } };
  expect((await run(stack, both, up)).calls).toEqual(["UpdatePublishCdnStream"]);
  expect(await childrenIn(stack)).toEqual(names);

  const others = { ...both, streams: ["alice", "carol"] };
  expect((await run(stack, others, up)).calls).toEqual(["ModifyCloudRecording", "UpdatePublishCdnStream"]);

  const stopped = { ...others, lifecycle: { desired: "stopped" } };
  expect((await run(stack, stopped, up)).calls).toEqual(["DeleteCloudRecording", "StopPublishCdnStream"]);
  expect(stack.running()).toEqual([]);
  expect((await run(stack, others, up)).calls).toEqual(["CreateCloudRecording", "StartPublishCdnStream"]);

  const { storage: _, ...relayed } = others;
  expect((await run(stack, relayed, up)).calls).toEqual(["DeleteCloudRecording"]);
  expect(await childrenIn(stack)).toEqual(["lesson-relay"]);

  await run(stack, relayed, destroy);
  expect(stack.running()).toEqual([]);
  expect(await stack.names()).toEqual([]);
}, 120_000);

test("a room of Volcengine RTC, with the same inputs", async () => {
  await using stack = await startStack();
  const args = { room: inVolcengine, ...shown, storage, targets: { youtube }, limits: { idleSeconds: 3600 } };

  expect((await run(stack, args, "preview")).calls).toEqual([]);
  expect((await run(stack, args, up)).calls).toEqual(["StartPushMixedStreamToCDN", "StartRecord"]);
  expect(await childrenIn(stack)).toEqual(["lesson-recording", "lesson-relay-youtube"]);
  expect((await run(stack, args, "preview --expect-no-changes")).calls).toEqual([]);
  const mix = {
    AppId: "661e0000543cf",
    RoomId: "Room1",
    TargetStreams: {
      StreamList: [
        { Index: 0, UserId: "alice" },
        { Index: 1, UserId: "bob" },
      ],
    },
    Layout: { LayoutMode: 2, CustomLayout: { Canvas: { Width: 1280, Height: 720 } } },
    Encode: { VideoFps: 15, VideoBitrate: 1382, VideoGop: 2 },
    Control: { MaxIdleTime: 3600 },
  };
  expect(parametersOf(stack, /relay/i)).toMatchObject(mix);
  expect(parametersOf(stack, /record/i)).toMatchObject({
    ...mix,
    FileFormatConfig: { FileFormat: ["MP4"] },
    StorageConfig: { Type: 2, CustomConfig: { Vendor: 0, Region: 8, Bucket: "lessons" } },
  });

  // A further target, before the other one: nothing that runs is touched.
  const both = { ...args, targets: { twitch, youtube } };
  expect((await run(stack, both, up)).calls).toEqual(["StartPushMixedStreamToCDN"]);

  const others = { ...both, streams: ["alice", "carol"] };
  expect((await run(stack, others, up)).calls).toEqual([
    ...["UpdatePushMixedStreamToCDN", "UpdatePushMixedStreamToCDN"],
    "UpdateRecord",
  ]);
  const { youtube: _, ...left } = others.targets;
  expect((await run(stack, { ...others, targets: left }, up)).calls).toEqual(["StopPushStreamToCDN"]);
  expect(await childrenIn(stack)).toEqual(["lesson-recording", "lesson-relay-twitch"]);
  await run(stack, { ...others, targets: left }, destroy);
  expect(stack.running()).toEqual([]);
}, 120_000);

test("a size alone leaves the arrangement to the vendor", async () => {
  const args = { size: { width: 640, height: 360 }, storage };
  for (const { room, parameters } of [
    { room: inTrtc, parameters: { MixLayoutParams: { MixLayoutMode: 3 } } },
    {
      room: inVolcengine,
      parameters: { Layout: { LayoutMode: 0 }, Encode: { VideoWidth: 640, VideoHeight: 360 } },
    },
  ]) {
    await using stack = await startStack();
    await run(stack, { room, ...args }, up);
    const started = parametersOf(stack, /record/i);
    expect(started).toMatchObject(parameters);
    expect(JSON.stringify(started)).not.toMatch(/TargetStreams|SubscribeStreamUserIds/);
    await run(stack, { room, ...args }, destroy);
  }
}, 120_000);

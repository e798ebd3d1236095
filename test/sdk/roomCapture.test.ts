import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { layouts, media } from "../../sdk";
import { isRecord } from "../../sdk/core/isRecord";

interface Made {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

let made: Made[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      made.push({ type, name, inputs });
      return { id: name, state: inputs };
    },
    call: () => ({}),
  }),
);
beforeEach(() => {
  made = [];
});

const canvas = { width: 1280, height: 720 };
const trtc: media.TencentRoom = { vendor: "tencent", application: 1400188366, id: "lobby", idType: "string" };
const volcengine: media.VolcengineRoom = { vendor: "volcengine", application: "661e0000543cf", id: "Room1" };
const keys = { bucket: "lessons", accessKey: "key", secretKey: "secret" };
const s3: media.CaptureStorage = { in: "s3", region: "eu-west-1", ...keys };
const inTrtc: media.RoomCaptureArgs = { room: trtc, layout: canvas, storage: s3 };
const inVolcengine: media.RoomCaptureArgs = { room: volcengine, layout: canvas, storage: s3 };

/** The inputs of the recording or the relay that arguments come to. */
async function inputsOf(args: media.RoomCaptureArgs, child = "lesson-recording"): Promise<unknown> {
  const { recording, relays } = new media.RoomCapture("lesson", args);
  for (const task of [recording, ...Object.values(relays)])
    if (task !== undefined) await new Promise((known) => task.urn.apply(known));
  return opened(made.find(({ name }) => name === child)?.inputs);
}

/** A value as it is without the envelopes in which the SDK hands secrets to the engine. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isRecord(value)) return value;
  if (pulumi.runtime.specialSigKey in value) return opened(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, opened(part)]));
}

describe("where files go", () => {
  test.each<[string, media.RoomCaptureArgs, unknown]>([
    [
      "HLS and MP4 of TRTC in COS",
      {
        ...inTrtc,
        storage: { in: "cos", region: "ap-guangzhou", ...keys, folders: ["prod"], formats: ["mp4", "hls"] },
        limits: { fileMinutes: 60 },
      },
      {
        recordParams: { outputFormat: 1, maxMediaFileDuration: 60 },
        storageParams: {
          cloudStorage: { vendor: 0, region: "ap-guangzhou", bucket: "lessons", fileNamePrefix: ["prod"] },
        },
      },
    ],
    [
      "HLS of TRTC",
      { ...inTrtc, storage: { ...s3, formats: ["hls"] } },
      { recordParams: { outputFormat: 0 } },
    ],
    [
      "MP4 of TRTC in VOD",
      { ...inTrtc, storage: { in: "tencentVod", application: 1500000001, expireSeconds: 86400 } },
      {
        storageParams: {
          cloudVod: { tencentVod: { subAppId: 1500000001, expireTime: 86400, mediaType: 0 } },
        },
      },
    ],
    [
      "HLS and MP4 of TRTC in VOD",
      { ...inTrtc, storage: { in: "tencentVod", formats: ["hls", "mp4"] } },
      { storageParams: { cloudVod: { tencentVod: { mediaType: 3 } } } },
    ],
    [
      "HLS of TRTC in VOD",
      { ...inTrtc, storage: { in: "tencentVod", formats: ["hls"] } },
      { storageParams: { cloudVod: { tencentVod: { mediaType: 1 } } } },
    ],
    [
      "MP4 of Volcengine in S3",
      { ...inVolcengine, limits: { recordingSeconds: 7200 } },
      {
        control: { maxIdleTime: 180, maxRecordTime: 7200 },
        fileFormatConfig: { fileFormat: ["MP4"] },
        storageConfig: { type: 2, customConfig: { vendor: 0, region: 4, bucket: "lessons" } },
      },
    ],
    [
      "HLS of Volcengine in TOS",
      {
        ...inVolcengine,
        storage: {
          in: "tos",
          accountId: "2100000089",
          region: pulumi.output("cn-shanghai"),
          bucket: "lessons",
          folders: ["prod"],
          formats: ["hls"],
        },
      },
      {
        fileFormatConfig: { fileFormat: ["HLS"] },
        fileNameConfig: { prefix: ["prod"] },
        storageConfig: { type: 0, tosConfig: { accountId: "2100000089", region: 2, bucket: "lessons" } },
      },
    ],
    [
      "Volcengine's VOD",
      {
        ...inVolcengine,
        storage: { in: "volcengineVod", accountId: "2100000089", region: "cn-north-1", space: "lessons" },
      },
      { storageConfig: { type: 1, vodConfig: { accountId: "2100000089", region: 0, space: "lessons" } } },
    ],
  ])("%s", async (_, args, inputs) => {
    expect(await inputsOf(args)).toMatchObject(Object(inputs));
  });
});

test.each<[string, media.CaptureVideo, layouts.Canvas, unknown]>([
  ["a tenth of a bit a pixel", {}, canvas, { fps: 15, bitRate: 1382, gop: 2 }],
  ["not too little", {}, { width: 160, height: 90 }, { bitRate: 64 }],
  ["not too much", { framesPerSecond: 60 }, { width: 1920, height: 1080 }, { fps: 60, bitRate: 8000 }],
  [
    "what is given",
    { framesPerSecond: 30, kilobitsPerSecond: 2500, gopSeconds: 4 },
    canvas,
    { fps: 30, bitRate: 2500, gop: 4 },
  ],
])("the picture has %s", async (_, video, layout, encode) => {
  const targets = { cdn: { url: "rtmp://push.example.com/live/lesson" } };
  const inputs = await inputsOf({ room: trtc, layout, video, targets }, "lesson-relay");
  expect(inputs).toMatchObject({ videoParams: { videoEncode: Object(encode) } });
});

test("a relay pushes to all targets, which say whose they are", async () => {
  const targets = {
    cdn: { url: "rtmp://push.example.com/live/lesson", tencentCdn: true },
    youtube: { url: "rtmp://a.example.com/live/lesson" },
  };
  const inputs = await inputsOf({ room: trtc, layout: canvas, targets }, "lesson-relay");
  expect(inputs).toMatchObject({
    roomIdType: 1,
    publishCdnParams: [
      { publishCdnUrl: targets.cdn.url, isTencentCdn: 1 },
      { publishCdnUrl: targets.youtube.url, isTencentCdn: 0 },
    ],
  });
  const { relays, recording } = new media.RoomCapture("other", { room: trtc, layout: canvas, targets });
  expect(recording).toBeUndefined();
  expect(relays.cdn).toBe(relays.youtube);
});

test("Volcengine RTC has a relay for each target", async () => {
  const targets = {
    cdn: { url: "rtmp://push.example.com/live/lesson" },
    youtube: { url: "rtmp://a.example.com/live/lesson" },
  };
  for (const [target, { url }] of Object.entries(targets))
    expect(
      await inputsOf({ room: volcengine, layout: canvas, targets }, `lesson-relay-${target}`),
    ).toMatchObject({
      pushUrl: url,
      encode: { videoWidth: 1280, videoHeight: 720, videoBitrate: 1382, audioBitrate: 64 },
    });
  const { relays, recording } = new media.RoomCapture("other", { room: volcengine, layout: canvas, targets });
  expect(recording).toBeUndefined();
  expect(Object.keys(relays)).toEqual(["cdn", "youtube"]);
});

describe("what cannot be captured is refused", () => {
  const nobody = layouts.grid(4, canvas);
  test.each<[unknown, string]>([
    [
      undefined,
      'room: it is missing. What to do: pass the room and whose it is, for example { vendor: "tencent", application: 1400188366, id: "295066", idType: "integer" }',
    ],
    [
      { ...inTrtc, room: { ...trtc, vendor: "agora" } },
      'room.vendor: it is no vendor of rooms. What to do: pass "tencent" for a room of TRTC, or "volcengine"',
    ],
    [
      { ...inTrtc, layout: undefined },
      'layout: it is neither a layout nor a size. What to do: pass for example layouts.grid(["alice", "bob"], canvas), or { width: 1280, height: 720 }; of an output, make the component in its apply',
    ],
    [
      { room: trtc, layout: canvas, targets: {} },
      "storage: neither storage nor targets says where the mix goes. What to do: add a storage to record it, or targets to relay it",
    ],
    [
      { ...inTrtc, targets: { "you tube": { url: "rtmp://a.example.com/live/lesson" } } },
      'targets["you tube"]: the name has other characters than letters, digits, _ and -. What to do: choose one such as "youtube"',
    ],
    [
      { ...inTrtc, lifecycle: { adopt: "1" } },
      "lifecycle.adopt: it names one task, and the component has several. What to do: leave it out: `pulumi-media-tasks adopt` takes tasks into the state",
    ],
    [
      { ...inTrtc, limits: { recordingSeconds: 60 } },
      "limits.recordingSeconds: TRTC ends no recording after a time. What to do: leave it out: an idle room ends it after limits.idleSeconds, and lifecycle.desired stops it",
    ],
    [
      { ...inTrtc, storage: { in: "tos", accountId: "2100000089", region: "cn-beijing", bucket: "lessons" } },
      'storage.in: TRTC writes to no storage "tos". What to do: use "s3", "cos" or "tencentVod"',
    ],
    [
      { ...inVolcengine, storage: { ...s3, in: "cos" } },
      'storage.in: the vendor calls regions of COS by numbers that it does not document. What to do: use "s3", "tos" or "volcengineVod", or a volcengine.rtc.Recording with the number',
    ],
    [
      { ...inVolcengine, storage: { in: "tencentVod" } },
      'storage.in: Volcengine RTC writes to no storage "tencentVod". What to do: use "s3", "tos" or "volcengineVod"',
    ],
    [
      { ...inVolcengine, limits: { fileMinutes: 60 } },
      "limits.fileMinutes: Volcengine RTC splits no files by their length. What to do: leave it out",
    ],
    [
      { ...inVolcengine, room: { ...volcengine, idType: "string" } },
      "room.idType: rooms of Volcengine RTC have none. What to do: leave it out",
    ],
    [
      {
        ...inVolcengine,
        targets: { youtube: { url: "rtmp://a.example.com/live/lesson", tencentCdn: false } },
      },
      "targets.youtube.tencentCdn: Volcengine RTC makes no difference between CDNs. What to do: leave it out",
    ],
    [
      { ...inVolcengine, layout: nobody },
      'layout: it is of 4 streams without names, and Volcengine RTC fills no windows in the order of entry. What to do: list the users, for example layouts.grid(["alice", "bob"], canvas), or pass the size alone',
    ],
    [
      { ...inVolcengine, storage: { ...s3, region: "eu-central-1" } },
      'storage.region: Volcengine RTC does not write to "eu-central-1". What to do: use one of us-east-1, us-east-2, us-west-1, us-west-2, eu-west-1, eu-west-2, eu-west-3, ap-southeast-1, ap-northeast-1, ap-northeast-2, sa-east-1, ca-central-1, ap-south-1, cn-north-1, cn-northwest-1, ap-east-1, eu-south-1, ap-northeast-3, eu-north-1, me-south-1, af-south-1',
    ],
  ])("%#", (args, sentence) => {
    let thrown: unknown;
    try {
      Reflect.construct(media.RoomCapture, ["lesson", args]);
    } catch (error) {
      thrown = error;
    }
    expect(pulumi.RunError.isInstance(thrown)).toBe(true);
    expect(thrown).toHaveProperty("message", `media.RoomCapture "lesson": ${sentence}`);
    expect(made.filter(({ type }) => type.includes("dynamic"))).toEqual([]);
  });
});

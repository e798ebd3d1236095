import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = 1400188366;
const seconds = 1000;
const hour = 60 * 60 * seconds;
const bucket = {
  Vendor: 0,
  Region: "ap-shanghai",
  Bucket: "recordings",
  AccessKey: "id",
  SecretKey: "canary",
};
const recording = {
  SdkAppId: app,
  RoomId: "295066",
  UserId: "recorder",
  UserSig: "canary",
  RecordParams: { RecordMode: 2 },
  StorageParams: { CloudStorage: bucket },
};

function start(changes: JsonObject = {}): Promise<Answer> {
  return call("Create", { ...recording, ...changes });
}

function call(verb: "Create" | "Modify" | "Describe" | "Delete", body: JsonObject): Promise<Answer> {
  return tencent(vendors, "trtc", `${verb}CloudRecording`, body);
}

async function started(changes: JsonObject = {}): Promise<{ SdkAppId: number; TaskId: string }> {
  return { SdkAppId: app, TaskId: textOf((await start(changes)).result, "TaskId") };
}

function switches(changes: Partial<Behaviour["trtc"]>): void {
  Object.assign(vendors.behaviour.trtc, changes);
}

describe("parameters", () => {
  const record = (params: JsonObject) => ({ RecordParams: { RecordMode: 2, ...params } });
  const storage = (changes: JsonObject) => ({ StorageParams: { CloudStorage: { ...bucket, ...changes } } });
  const canvas = (Width: number, Height: number) => ({
    MixTranscodeParams: { VideoParams: { Width, Height, Fps: 15, BitRate: 550_000, Gop: 10 } },
  });
  const window = (Left: number, Width: number) => ({
    MixLayoutParams: { MixLayoutMode: 4, MixLayoutList: [{ Top: 0, Left, Width, Height: 100 }] },
  });
  const watermark = (mark: JsonObject) => ({
    MixLayoutParams: { MixLayoutMode: 3, WaterMarkList: [mark] },
  });
  const pictures = { WaterMarkUrl: "https://example.com/a.png", Top: 0, Left: 0, Width: 8, Height: 8 };

  test.each<[string, JsonObject, string]>([
    ["an integer room, which is the default", {}, "ok"],
    ["a text for an integer room", { RoomId: "stage" }, "InvalidParameter.OutOfRange"],
    ["a text for a string room", { RoomId: "stage", RoomIdType: 0 }, "ok"],
    ["the shortest life of the id", { ResourceExpiredHour: 6 }, "ok"],
    ["a shorter one", { ResourceExpiredHour: 5 }, "InvalidParameter.OutOfRange"],
    ["the longest one", { ResourceExpiredHour: 720 }, "ok"],
    ["a longer one", { ResourceExpiredHour: 721 }, "InvalidParameter.OutOfRange"],
    ["the shortest idle time", record({ MaxIdleTime: 5 }), "ok"],
    ["a shorter one", record({ MaxIdleTime: 4 }), "InvalidParameter.OutOfRange"],
    ["no mode", { RecordParams: {} }, "MissingParameter.RecordMode"],
    ["no storage", { StorageParams: {} }, "MissingParameter.CloudStorage"],
    ["no bucket", { StorageParams: { CloudStorage: { Vendor: 0 } } }, "MissingParameter.Region"],
    [
      "a storage and VOD",
      { StorageParams: { CloudStorage: bucket, CloudVod: {} } },
      "InvalidParameter.OutOfRange",
    ],
    ["a vendor that is none", storage({ Vendor: 9 }), "InvalidParameter.OutOfRange"],
    ["the largest picture", { ...canvas(1920, 1080) }, "ok"],
    ["a larger one", { ...canvas(1920, 1082) }, "InvalidParameter.OutOfRange"],
    [
      "a bitrate in kbit/s",
      { MixTranscodeParams: { AudioParams: { SampleRate: 1, Channel: 2, BitRate: 64 } } },
      "InvalidParameter.OutOfRange",
    ],
    ["a window as wide as the picture", { ...canvas(640, 360), ...window(320, 320) }, "ok"],
    ["a window beyond it", { ...canvas(640, 360), ...window(322, 320) }, "InvalidParameter.OutOfRange"],
    ["a window as wide as the default picture", window(0, 360), "ok"],
    ["a window beyond it", window(2, 360), "InvalidParameter.OutOfRange"],
    ["a watermark", watermark({ WaterMarkType: 0, WaterMarkImage: pictures }), "ok"],
    [
      "a watermark of another type",
      watermark({ WaterMarkType: 1, WaterMarkImage: pictures }),
      "MissingParameter",
    ],
    [
      "a colour as relays have it",
      { MixLayoutParams: { MixLayoutMode: 3, BackGroundColor: "0x000000" } },
      "InvalidParameter.OutOfRange",
    ],
    [
      "both lists",
      record({ SubscribeStreamUserIds: { SubscribeAudioUserIds: ["a"], UnSubscribeAudioUserIds: ["b"] } }),
      "InvalidParameter.OutOfRange",
    ],
    ["an unknown field", { Rooms: [] }, "UnknownParameter"],
  ])("%s: %j: %s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test("of mixing are taken in single mode, unless advice is enforced", async () => {
    const single = { RecordParams: { RecordMode: 1 }, MixLayoutParams: { MixLayoutMode: 3 } };
    expect(await start(single)).toMatchObject({ code: "ok" });
    vendors.behaviour.common.enforceAdvice = true;
    expect(await start(single)).toMatchObject({ code: "InvalidParameter.OutOfRange" });
  });
});

describe("a recording", () => {
  test("is read with its state and its files, until it has ended", async () => {
    const task = await started();
    expect(await call("Describe", task)).toMatchObject({
      code: "ok",
      result: {
        TaskId: task.TaskId,
        Status: "InProgress",
        StorageFileList: [{ UserId: "", TrackType: "audio_video", FileName: expect.stringMatching(/m3u8$/) }],
      },
    });
    vendors.setRoomIdle("295066");
    expect(await call("Describe", task)).toMatchObject({ result: { Status: "Idle" } });
    vendors.behaviour.common.stopTakesMs = 5 * seconds;
    expect(await call("Delete", task)).toMatchObject({ code: "ok", result: { TaskId: task.TaskId } });
    expect(await call("Describe", task)).toMatchObject({ result: { Status: "Exited" } });
    vendors.clock.advance(5 * seconds);
    expect(await call("Describe", task)).toMatchObject({ code: "ResourceNotFound" });
    expect(await call("Modify", task)).toMatchObject({ code: "ResourceNotFound" });
    expect(await call("Delete", task)).toMatchObject({ code: "ResourceNotFound" });
    switches({ stopOfEndedTask: "accept" });
    expect(await call("Delete", task)).toMatchObject({ code: "ok" });
  });

  test("has files of each form and of each user, and none in VOD", async () => {
    const each = await started({
      UserId: "each",
      RecordParams: { RecordMode: 1, OutputFormat: 1, StreamType: 1 },
      StorageParams: { CloudStorage: { ...bucket, FileNamePrefix: ["a", "b"] } },
    });
    const name = (suffix: string) => `a/b/${each.TaskId}/${app}_295066_user.${suffix}`;
    expect(await call("Describe", each)).toMatchObject({
      result: {
        StorageFileList: [
          { UserId: "user", TrackType: "audio", FileName: name("m3u8") },
          { UserId: "user", TrackType: "audio", FileName: name("mp4") },
        ],
      },
    });
    const inVod = await started({ StorageParams: { CloudVod: { TencentVod: {} } } });
    expect(await call("Describe", inVod)).toMatchObject({ result: { StorageFileList: [] } });
  });

  test("is changed as a whole: what a change leaves out is gone", async () => {
    const users = { SubscribeAudioUserIds: ["host"] };
    const layout = { MixLayoutMode: 3, BackGroundColor: "#FFFFFF" };
    const task = await started({
      RecordParams: { RecordMode: 2, SubscribeStreamUserIds: users },
      MixLayoutParams: layout,
    });
    const parameters = () => vendors.tasks()[0]?.parameters;
    const floating = { MixLayoutMode: 1 };
    expect(await call("Modify", { ...task, MixLayoutParams: floating })).toMatchObject({ code: "ok" });
    expect(parameters()).toMatchObject({ MixLayoutParams: floating, RecordParams: { RecordMode: 2 } });
    expect(JSON.stringify(parameters())).not.toMatch(/host|FFFFFF/);
    expect(await call("Modify", { ...task, SubscribeStreamUserIds: users })).toMatchObject({ code: "ok" });
    expect(parameters()).toMatchObject({ RecordParams: { RecordMode: 2, SubscribeStreamUserIds: users } });
    expect(parameters()).not.toHaveProperty("MixLayoutParams");
    expect(JSON.stringify(parameters())).not.toContain("canary");
  });

  test("goes on when its id is not known any more", async () => {
    const task = await started({ ResourceExpiredHour: 6 });
    const longer = await started({ UserId: "other" });
    vendors.clock.advance(6 * hour);
    expect(await call("Describe", task)).toMatchObject({ code: "ok" });
    vendors.clock.advance(1);
    for (const verb of ["Describe", "Modify", "Delete"] as const) {
      expect(await call(verb, task)).toMatchObject({ code: "ResourceNotFound" });
    }
    expect(vendors.tasks()).toMatchObject([{ status: "running" }, { status: "running" }]);
    vendors.clock.advance(66 * hour - 1);
    expect(await call("Describe", longer)).toMatchObject({ code: "ok" });
    vendors.clock.advance(1);
    expect(await call("Describe", longer)).toMatchObject({ code: "ResourceNotFound" });
  });

  test("ends in an idle room, after 30 s unless said", async () => {
    await started({ UserId: "short" });
    await started({ UserId: "long", RecordParams: { RecordMode: 2, MaxIdleTime: 60 } });
    vendors.setRoomIdle("295066");
    vendors.clock.advance(30 * seconds);
    expect(vendors.tasks()).toMatchObject([{ reason: "idle" }, { status: "running" }]);
    vendors.clock.advance(30 * seconds);
    expect(vendors.tasks()).toMatchObject([{ reason: "idle" }, { reason: "idle" }]);
  });

  test("ends when another task of TRTC takes its user in its room", async () => {
    await started();
    await started({ UserId: "other" });
    await started({ RoomId: "1" });
    await started();
    const relay = { ...document.examples[0]?.request, AgentParams: { UserId: "recorder", UserSig: "sig" } };
    expect(await tencent(vendors, "trtc", "StartPublishCdnStream", relay)).toMatchObject({ code: "ok" });
    expect(vendors.tasks().map(({ reason }) => reason)).toEqual([
      "robotInUse",
      undefined,
      undefined,
      "robotInUse",
      undefined,
    ]);
  });

  test("is refused above the quota and for an unknown app, and is no relay", async () => {
    switches({ maxRunningRecordings: 1 });
    const task = await started();
    expect(await start({ UserId: "two" })).toMatchObject({ code: "FailedOperation.RestrictedConcurrency" });
    expect(await start({ SdkAppId: 1 })).toMatchObject({ code: "ok" });
    expect(await tencent(vendors, "trtc", "StopPublishCdnStream", task)).toMatchObject({
      code: "ResourceNotFound",
    });
    switches({ sdkAppIds: [1] });
    expect(await call("Describe", task)).toMatchObject({ code: "InvalidParameter.SdkAppId" });
  });
});

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, type CallOptions, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const seconds = 1000;
const hour = 3600 * seconds;
const identity = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "Task1" };
const tos = { AccountId: "2100000089", Region: 0, Bucket: "records" };
const recording = { ...identity, StorageConfig: { Type: 0, TosConfig: tos } };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = "InvalidParameter.ErrorActiveTaskNotFound";

function start(changes: JsonObject = {}, options: CallOptions = {}): Promise<Answer> {
  return volcengine(vendors, "StartRecord", { ...recording, ...changes }, options);
}

const get = (changes: JsonObject = {}) => volcengine(vendors, "GetRecordTask", { ...identity, ...changes });
const stop = (changes: JsonObject = {}) => volcengine(vendors, "StopRecord", { ...identity, ...changes });
const update = (changes: JsonObject = {}) => volcengine(vendors, "UpdateRecord", { ...identity, ...changes });

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

const stream = (index: number, user = `user${index}`) => ({ Index: index, UserId: user });
const region = (index: number, changes: JsonObject = {}) => ({
  StreamIndex: index,
  Width: 640,
  Height: 480,
  ...changes,
});
const custom = (streams: JsonObject[], regions: JsonObject[], canvas?: JsonObject) => ({
  TargetStreams: { StreamList: streams },
  Layout: { LayoutMode: 2, CustomLayout: { Regions: regions, ...(canvas && { Canvas: canvas }) } },
});

describe("a recording", () => {
  test("runs, and starting it again changes nothing", async () => {
    expect(await start()).toMatchObject({ code: "ok", result: "ok", status: 200 });
    expect(await start()).toMatchObject({ code: "ok", result: alreadyStarted });
    expect(vendors.tasks()).toHaveLength(1);
    expect(await get()).toMatchObject({
      result: {
        RecordTask: {
          Status: 2,
          StartTime: vendors.tasks()[0]?.startedAt,
          EndTime: 0,
          StopReason: "",
          RecordFileList: [],
        },
      },
    });
  });

  test("has its id within its room and app", async () => {
    await start();
    expect(await start({ RoomId: "Room2" })).toMatchObject({ result: "ok" });
    expect(await start({ AppId: "other" })).toMatchObject({ result: "ok" });
    expect(await stop({ RoomId: "Room3" })).toMatchObject({ code: notFound });
  });

  test("is stopped once, shows its files and may be started again under its id", async () => {
    await start({ FileFormatConfig: { FileFormat: ["HLS", "MP4"] } });
    expect(await stop()).toMatchObject({ result: "ok" });
    expect(await stop()).toMatchObject({ code: notFound, status: 200 });
    expect(await get()).toMatchObject({
      result: {
        RecordTask: {
          Status: 3,
          StopReason: "StopByAPI",
          RecordFileList: [
            { ObjectKey: expect.stringMatching(/\.hls$/) },
            { ObjectKey: expect.stringMatching(/\.mp4$/) },
          ],
        },
      },
    });
    expect(await start()).toMatchObject({ result: "ok" });
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 2 } } });
  });

  test("starts after a while, where the switch says so", async () => {
    switches({ startTakesMs: 2 * seconds });
    await start();
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 1 } } });
    vendors.clock.advance(2 * seconds);
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 2 } } });
  });

  test("ends when its room was idle for MaxIdleTime, 180 s by default", async () => {
    await start();
    await start({ TaskId: "short", Control: { MaxIdleTime: 10 } });
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(11 * seconds);
    expect(await get({ TaskId: "short" })).toMatchObject({
      result: { RecordTask: { Status: 3, StopReason: "IdleTimeOut" } },
    });
    vendors.clock.advance(168 * seconds);
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 2 } } });
    vendors.clock.advance(2 * seconds);
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 3 } } });
  });

  test("ends after MaxRecordTime, where 0 means never", async () => {
    await start({ Control: { MaxRecordTime: 60 } });
    await start({ TaskId: "endless", Control: { MaxRecordTime: 0 } });
    vendors.clock.advance(59 * seconds);
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 2 } } });
    vendors.clock.advance(2 * seconds);
    expect(await get()).toMatchObject({
      result: { RecordTask: { Status: 3, StopReason: "UnknownStopReason" } },
    });
    vendors.clock.advance(48 * hour);
    expect(await get({ TaskId: "endless" })).toMatchObject({ result: { RecordTask: { Status: 2 } } });
  });

  test("that fails has status 4", async () => {
    await start();
    vendors.failTask("Task1");
    expect(await get()).toMatchObject({
      result: { RecordTask: { Status: 4, EndTime: 0, StopReason: "StartTaskFailed", RecordFileList: [] } },
    });
    switches({ failedEndTime: "time" });
    expect(await get()).toMatchObject({
      result: { RecordTask: { Status: 4, EndTime: vendors.tasks()[0]?.endedAt } },
    });
  });

  test.each([undefined, null, "", "Queued."])("may start with the result %j", async (startResult) => {
    switches({ startResult });
    const answer = await start();
    expect(answer).toMatchObject({ code: "ok" });
    expect(answer.body.Result).toBe(startResult);
    expect(vendors.tasks()).toHaveLength(1);
  });

  test("is read for 72 hours after its start, even while it runs", async () => {
    await start();
    vendors.clock.advance(72 * hour - 60 * seconds);
    expect(await get()).toMatchObject({ result: { RecordTask: { Status: 2 } } });
    vendors.clock.advance(120 * seconds);
    expect(await get()).toMatchObject({ code: notFound });
    expect(await stop()).toMatchObject({ code: "ok" });
    switches({ unknownTaskCode: undefined });
    expect(await get()).toMatchObject({ code: "ok", result: {} });
  });

  test.each<[string, JsonObject, number]>([
    ["not by default", {}, 0],
    ["with HLS uploaded on the way", { Control: { EnableSyncUpload: true } }, 1],
    ["not with MP4", { Control: { EnableSyncUpload: true }, FileFormatConfig: { FileFormat: ["MP4"] } }, 0],
  ])("shows files while it runs: %s", async (_name, changes, count) => {
    await start(changes);
    expect(await get()).toMatchObject({
      result: { RecordTask: { RecordFileList: Array(count).fill(expect.anything()) } },
    });
  });

  test("in VOD has video ids", async () => {
    await start({ StorageConfig: { Type: 1, VodConfig: { AccountId: "2100000089", Space: "space" } } });
    await stop();
    expect(await get()).toMatchObject({
      result: { RecordTask: { RecordFileList: [{ Vid: expect.any(String) }] } },
    });
  });
});

describe("an update", () => {
  test("changes streams and regions of a mixed recording with custom layout", async () => {
    await start(custom([stream(0)], [region(0)]));
    const two = custom(
      [stream(0), stream(1)],
      [region(0, { Width: 320 }), region(1, { Width: 320, LocationX: 320 })],
    );
    expect(await update(two)).toMatchObject({ result: "ok" });
    expect(await update(custom([stream(0), stream(1)], [region(0)]))).toMatchObject({
      code: "InvalidParameter",
    });
  });

  test.each<[string, JsonObject]>([
    ["adaptive layout", {}],
    ["single streams", { RecordMode: 1 }],
  ])("of %s is refused, unless switched to success", async (_name, changes) => {
    await start(changes);
    expect(await update()).toMatchObject({ code: "InvalidParameter" });
    switches({ ineffectiveUpdate: "accept" });
    expect(await update()).toMatchObject({ result: "ok" });
  });

  test("of what has ended or never was is refused", async () => {
    expect(await update()).toMatchObject({ code: notFound });
    await start();
    await stop();
    expect(await update()).toMatchObject({ code: notFound });
  });

  test("is unknown in the older version", async () => {
    const answer = await volcengine(vendors, "UpdateRecord", identity, { version: "2022-06-01" });
    expect(answer).toMatchObject({ status: 404, code: "InvalidActionOrVersion" });
  });
});

describe("parameters", () => {
  const storage = (config: JsonObject) => ({ StorageConfig: config });
  const encode = (config: JsonObject) => ({ Encode: config });
  const control = (config: JsonObject) => ({ Control: config });

  test.each<[string, JsonObject, string]>([
    ["an id of 128 characters", { TaskId: "t".repeat(128) }, "ok"],
    ["an id of 129 characters", { TaskId: "t".repeat(129) }, "InvalidParameter"],
    ["an id with a slash", { TaskId: "a/b" }, "InvalidParameter"],
    ["a room with a blank", { RoomId: "a b" }, "InvalidParameter.IllegalRoomID"],
    ["an empty app", { AppId: "" }, "InvalidParameter.IllegalAppId"],
    ["an app as number", { AppId: 1 }, "InvalidParameter"],
    ["an odd width", encode({ VideoWidth: 641 }), "InvalidParameter"],
    ["the widest picture", encode({ VideoWidth: 1920 }), "ok"],
    ["a picture that is too wide", encode({ VideoWidth: 1922 }), "InvalidParameter"],
    ["a sample rate of 16000", encode({ AudioSampleRate: 16000 }), "InvalidParameter"],
    ["idle for 10 s", control({ MaxIdleTime: 10 }), "ok"],
    ["idle for 9 s", control({ MaxIdleTime: 9 }), "InvalidParameter"],
    ["idle for a day", control({ MaxIdleTime: 86400 }), "ok"],
    ["idle for longer", control({ MaxIdleTime: 86401 }), "InvalidParameter"],
    ["a text for a boolean", control({ EnableSyncUpload: "true" }), "InvalidParameter"],
    ["no store", storage({}), "InvalidParameter"],
    ["a store of another type", storage({ Type: 1, TosConfig: tos }), "InvalidParameter"],
    ["no account", storage({ Type: 0, TosConfig: { Bucket: "b" } }), "InvalidParameter.EmptyAccountId"],
    [
      "an empty account",
      storage({ Type: 0, TosConfig: { ...tos, AccountId: "" } }),
      "InvalidParameter.EmptyAccountId",
    ],
    ["an unknown store", storage({ Type: 3 }), "InvalidParameter"],
    ["the older spelling", storage({ TosConfig: { UserAccountId: "1", Region: "0", Bucket: "b" } }), "ok"],
    ["a region of letters", storage({ TosConfig: { ...tos, Region: "cn" } }), "InvalidParameter"],
    ["a prefix of 128 characters", { FileNameConfig: { Prefix: ["a".repeat(63), "b".repeat(64)] } }, "ok"],
    ["a longer prefix", { FileNameConfig: { Prefix: ["a".repeat(64), "b".repeat(64)] } }, "InvalidParameter"],
    ["a prefix with a slash", { FileNameConfig: { Prefix: ["a/b"] } }, "InvalidParameter"],
    ["an unknown field", { Room: "x" }, "InvalidParameter"],
    ["17 streams", { TargetStreams: { StreamList: Array.from({ length: 17 }, (_, i) => stream(i)) } }, "ok"],
    [
      "18 streams",
      { TargetStreams: { StreamList: Array.from({ length: 18 }, (_, i) => stream(i)) } },
      "InvalidParameter",
    ],
    [
      "two streams of one index",
      { TargetStreams: { StreamList: [stream(1), stream(1, "b")] } },
      "InvalidParameter",
    ],
    [
      "a stream taken and left out",
      { TargetStreams: { StreamList: [stream(1)] }, ExcludeStreams: { StreamList: [stream(1)] } },
      "InvalidParameter",
    ],
    ["a vertical layout without main stream", { Layout: { LayoutMode: 1 } }, "InvalidParameter"],
    ["a vertical layout", { Layout: { LayoutMode: 1, MainVideoStream: stream(0) } }, "ok"],
    ["a region per stream", custom([stream(0)], [region(0)]), "ok"],
    ["a stream without region", custom([stream(0), stream(1)], [region(0)]), "InvalidParameter"],
    ["a region without stream", custom([stream(0)], [region(0), region(1)]), "InvalidParameter"],
    ["a region wider than the canvas", custom([stream(0)], [region(0, { Width: 641 })]), "InvalidParameter"],
    [
      "a region as wide as a given canvas",
      custom([stream(0)], [region(0, { Width: 700 })], { Width: 700 }),
      "ok",
    ],
    [
      "a region at the canvas' edge",
      custom([stream(0)], [region(0, { LocationX: 640 })]),
      "InvalidParameter",
    ],
    ["a region without layout mode", { ...custom([stream(0)], []), RecordMode: 1 }, "ok"],
  ])("%s", async (_name, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test.each(["AppId", "RoomId", "TaskId", "StorageConfig"])("%s is required", async (name) => {
    const { [name]: _left, ...body }: JsonObject = recording;
    expect(await volcengine(vendors, "StartRecord", body)).toMatchObject({ code: "InvalidParameter" });
  });

  test("a masked id and unknown fields, by their switches", async () => {
    expect(await start({ BusinessId: "123****djad" })).toMatchObject({ result: "ok" });
    switches({ maskedIds: "refuse", unknownFields: "ignore" });
    expect(await start({ BusinessId: "123****djad" })).toMatchObject({ code: "InvalidParameter" });
    expect(await start({ TaskId: "other", Room: "x" })).toMatchObject({ result: "ok" });
  });

  test("the older version places regions by proportion and knows other fields", async () => {
    const layout = {
      LayoutMode: 2,
      CustomLayout: { Canvas: {}, Regions: [{ StreamIndex: 0, WidthProportion: 1 }] },
    };
    const options = { version: "2022-06-01" };
    expect(await start({ Layout: layout, Old: true }, options)).toMatchObject({ result: "ok" });
  });
});

describe("the account", () => {
  test("that has not enabled recording", async () => {
    switches({ recordEnabled: false });
    expect(await start()).toMatchObject({ code: "AccessDenied.RecordNotEnabled" });
  });

  test("that stores for another account", async () => {
    switches({ accountId: "1" });
    expect(await start()).toMatchObject({ code: "InvalidParameter.AccountIdMismatch" });
    switches({ accountId: "2100000089" });
    expect(await start()).toMatchObject({ result: "ok" });
  });

  test("that does not have the app", async () => {
    switches({ appIds: ["other"] });
    for (const answer of [await start(), await update(), await stop(), await get()]) {
      expect(answer).toMatchObject({ code: "InvalidParameter.NotExistAppId" });
    }
  });
});

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { formatJson, type JsonObject, member } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const second = 1000;
const hour = 3600 * second;
const identity = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "pictures" };
const tos = { AccountId: "2100000089", Bucket: "pictures" };
const custom = { Bucket: "pictures", AccessKey: "canary-access", SecretKey: "canary-secret" };
const elsewhere = { Type: 2, CustomConfig: custom };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };

function call(action: string, body: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, action, { ...identity, ...body });
}

function start(body: JsonObject = {}): Promise<Answer> {
  return call("StartSnapshot", { StorageConfig: { TosConfig: tos }, ...body });
}

async function told(): Promise<JsonObject> {
  return Object(member((await call("GetSnapshotTask")).result, "SnapshotTask"));
}

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

describe("parameters", () => {
  const veImageX = { AccountId: "2100000089", ServiceId: "pictures" };

  test.each<[string, JsonObject, string]>([
    ["an idle time of a second", { MaxIdleTime: 1 }, "ok"],
    ["none", { MaxIdleTime: 0 }, "InvalidParameter"],
    ["the longest one", { MaxIdleTime: 86_400 }, "ok"],
    ["a longer one", { MaxIdleTime: 86_401 }, "InvalidParameter"],
    ["a picture every second", { ImageConfig: { Interval: 1 } }, "ok"],
    ["more often", { ImageConfig: { Interval: 0 } }, "InvalidParameter"],
    ["every ten minutes", { ImageConfig: { Interval: 600 } }, "ok"],
    ["more seldom", { ImageConfig: { Interval: 601 } }, "InvalidParameter"],
    ["the size of the stream", { ImageConfig: { Width: 0, Height: 0 } }, "ok"],
    ["too wide a picture", { ImageConfig: { Width: 1921 } }, "InvalidParameter"],
    ["another vendor's storage", { StorageConfig: elsewhere }, "ok"],
    [
      "temporary keys for it",
      { StorageConfig: { Type: 2, CustomConfig: { ...custom, SecurityToken: "token" } } },
      "InvalidParameter",
    ],
    ["veImageX", { StorageConfig: { Type: 3, VeImageXConfig: veImageX } }, "ok"],
    ["VOD that is not named", { StorageConfig: { Type: 1 } }, "InvalidParameter"],
    [
      "no account",
      { StorageConfig: { TosConfig: { ...tos, AccountId: "" } } },
      "InvalidParameter.EmptyAccountId",
    ],
  ])("%s", async (_what, body, code) => {
    expect(await start(body)).toMatchObject({ code });
  });

  test("an account that is not the caller's, where the switch names one", async () => {
    switches({ accountId: "2100000001" });
    expect(await start()).toMatchObject({ code: "InvalidParameter.AccountIdMismatch" });
    const pictures = (AccountId: string) =>
      start({ StorageConfig: { Type: 3, VeImageXConfig: { ...veImageX, AccountId } } });
    expect(await pictures("2100000089")).toMatchObject({ code: "InvalidParameter.AccountIdMismatch" });
    expect(await pictures("2100000001")).toMatchObject({ code: "ok" });
  });

  test("a service that is not enabled", async () => {
    switches({ serviceEnabled: false });
    expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
  });
});

describe("a task", () => {
  test("runs, tells what it works with, and is stopped once", async () => {
    const TargetStreams = { StreamList: [{ Index: 0, UserId: "teacher" }] };
    expect(await start({ TargetStreams, ImageConfig: { Format: 1 } })).toMatchObject({ result: "ok" });
    expect(await start({ MaxIdleTime: 5 })).toMatchObject({ result: alreadyStarted });
    expect(await told()).toEqual({
      StartTime: vendors.clock.now(),
      EndTime: 0,
      Status: 2,
      StopReason: "",
      StorageConfig: { TosConfig: tos },
      TargetStreams,
      ImageConfig: { Interval: 2, Width: 0, Height: 0, Format: 1 },
      MaxIdleTime: 180,
    });
    expect(await call("StopSnapshot")).toMatchObject({ result: "ok" });
    expect(await told()).toMatchObject({ Status: 3, StopReason: "StopByAPI" });
    expect(await call("StopSnapshot")).toMatchObject(notFound);
    expect(await call("UpdateSnapshot", { ImageConfig: { Interval: 5 } })).toMatchObject(notFound);
  });

  test("ends in an idle room, and is read for 72 hours after its start", async () => {
    await start({ MaxIdleTime: 10 });
    vendors.setRoomIdle("Room1");
    vendors.clock.advance(11 * second);
    expect(await told()).toMatchObject({ Status: 3, StopReason: "IdleTimeOut" });
    vendors.clock.advance(72 * hour);
    expect(await call("GetSnapshotTask")).toMatchObject(notFound);
  });

  test("is none of the room's recordings, which may have its id", async () => {
    await start();
    expect(await call("StopRecord")).toMatchObject(notFound);
    expect(await call("StartRecord", { StorageConfig: { TosConfig: tos } })).toMatchObject({ result: "ok" });
    expect(
      vendors
        .tasks()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["recording", "snapshot"]);
  });
});

describe("an update", () => {
  const image = { Interval: 10, Width: 640, Height: 360 };

  test("changes the interval, and nothing else that it takes", async () => {
    await start({ ImageConfig: image });
    const changed = { ImageConfig: { Interval: 30, Width: 1280, Height: 720, Format: 1 } };
    expect(await call("UpdateSnapshot", changed)).toMatchObject({ result: "ok" });
    expect(await told()).toMatchObject({ ImageConfig: { ...image, Interval: 30, Format: 0 } });
  });

  test.each<[Behaviour["volcengineRtc"]["leftOutOnUpdate"], number]>([
    ["default", 2],
    ["kept", 10],
  ])("that leaves the interval out: %s", async (leftOutOnUpdate, Interval) => {
    switches({ leftOutOnUpdate });
    await start({ ImageConfig: image });
    expect(await call("UpdateSnapshot")).toMatchObject({ result: "ok" });
    expect(await told()).toMatchObject({ ImageConfig: { ...image, Interval } });
  });
});

describe("the keys of a storage", () => {
  test("are told as they were given", async () => {
    await start({ StorageConfig: elsewhere });
    expect(await told()).toMatchObject({ StorageConfig: elsewhere });
  });

  test("or masked, where the switch says so", async () => {
    switches({ toldKeys: "masked" });
    await start({ StorageConfig: elsewhere });
    const masked = { ...custom, AccessKey: "****", SecretKey: "****" };
    expect(await told()).toMatchObject({ StorageConfig: { Type: 2, CustomConfig: masked } });
  });

  test("are in nothing that the emulator shows of itself", async () => {
    await start({ StorageConfig: elsewhere });
    await told();
    const shown = [
      ...vendors.journal.map((entry) => formatJson({ ...entry })),
      JSON.stringify(vendors.tasks()),
    ].join();
    expect(shown).toContain("GetSnapshotTask");
    expect(shown).not.toContain("canary");
  });
});

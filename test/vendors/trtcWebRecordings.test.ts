import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { type Answer, type CallOptions, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = 1400188366;
const minute = 60_000;
const bucket = { Vendor: 0, Region: "ap-shanghai", Bucket: "pages", AccessKey: "id", SecretKey: "canary" };
const page = {
  SdkAppId: app,
  RecordUrl: "https://live.example.com/panel",
  StorageParams: { CloudStorage: bucket },
};

function call(verb: "Start" | "Stop" | "Describe", body: JsonObject, options?: CallOptions): Promise<Answer> {
  return tencent(vendors, "trtc", `${verb}WebRecord`, body, options);
}

function start(changes: JsonObject = {}): Promise<Answer> {
  return call("Start", { ...page, ...changes });
}

async function started(changes: JsonObject = {}): Promise<string> {
  return textOf((await start(changes)).result, "TaskId");
}

function switches(changes: Partial<Behaviour["trtc"]>): void {
  Object.assign(vendors.behaviour.trtc, changes);
}

const ok = { code: "ok" };
const exists = { code: "FailedOperation.TaskExist" };
const unknown = { code: "FailedOperation.TaskNotExist" };

describe("parameters", () => {
  test.each<[string, JsonObject, string]>([
    ["the shortest recording", { MaxDurationLimit: 1800 }, "ok"],
    ["a shorter one", { MaxDurationLimit: 1799 }, "InvalidParameter"],
    ["the longest one", { MaxDurationLimit: 86400 }, "ok"],
    ["a longer one", { MaxDurationLimit: 86401 }, "InvalidParameter"],
    ["the longest id", { RecordId: "x".repeat(31) }, "ok"],
    ["a longer one", { RecordId: "x".repeat(32) }, "InvalidParameter"],
    ["as many letters in more bytes", { RecordId: "é".repeat(16) }, "InvalidParameter"],
    ["no store", { StorageParams: {} }, "MissingParameter"],
    ["a format that is none", { WebRecordVideoParams: { Format: "aac" } }, "InvalidParameter"],
    ["a device", { EmulateMobileParams: { MobileDeviceType: 1, ScreenOrientation: 0 } }, "ok"],
  ])("%s", async (_what, changes, code) => {
    expect(await start(changes)).toMatchObject({ code });
  });

  test("a read names one of both ids, and the app with the caller's", async () => {
    await started({ RecordId: "panel" });
    expect(await call("Describe", { SdkAppId: app })).toMatchObject({ code: "MissingParameter" });
    expect(await call("Describe", { RecordId: "panel" })).toMatchObject({ code: "MissingParameter" });
  });

  test("starts and reads are served in one region", async () => {
    const elsewhere = { region: "ap-guangzhou" };
    expect(await call("Start", page, elsewhere)).toMatchObject({ code: "UnsupportedRegion" });
    const TaskId = await started();
    expect(await call("Describe", { TaskId }, elsewhere)).toMatchObject({ code: "UnsupportedRegion" });
  });
});

describe("a recording", () => {
  test("is read by either id, and stopped by the vendor's", async () => {
    const TaskId = await started({ RecordId: "panel" });
    const named = { SdkAppId: app, RecordId: "panel" };
    expect(await call("Describe", { TaskId })).toMatchObject({ result: { Status: 1, RecordId: "panel" } });
    expect(await call("Describe", named)).toMatchObject({ result: { Status: 1, TaskId } });
    expect(await call("Describe", { ...named, SdkAppId: 1 })).toMatchObject(unknown);
    expect(JSON.stringify(vendors.tasks())).not.toContain("canary");
    expect(await call("Stop", { TaskId })).toMatchObject(ok);
    for (const identity of [{ TaskId }, named])
      expect(await call("Describe", identity)).toMatchObject(unknown);
    expect(await call("Stop", { TaskId })).toMatchObject(unknown);
    expect(await call("Stop", { TaskId: "nobody" })).toMatchObject(unknown);
  });

  test("is shown late under either id", async () => {
    vendors.behaviour.common.visibleAfterMs = 5_000;
    const TaskId = await started({ RecordId: "panel" });
    const identities = [{ TaskId }, { SdkAppId: app, RecordId: "panel" }];
    for (const identity of identities) expect(await call("Describe", identity)).toMatchObject(unknown);
    vendors.clock.advance(5_000);
    for (const identity of identities) expect(await call("Describe", identity)).toMatchObject(ok);
  });

  test("ends at its longest time, a day unless said", async () => {
    await started();
    await started({ MaxDurationLimit: 1800 });
    vendors.clock.advance(30 * minute);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }, { reason: "limit" }]);
    vendors.clock.advance(23.5 * 60 * minute);
    expect(vendors.tasks()).toMatchObject([{ reason: "limit" }, { reason: "limit" }]);
  });
});

describe("a record id", () => {
  test("is recognised while its recording runs, and for a short time", async () => {
    const TaskId = await started({ RecordId: "panel" });
    expect(await start({ RecordId: "panel" })).toMatchObject(exists);
    expect(await start({ RecordId: "other" })).toMatchObject(ok);
    expect(await start({ RecordId: "panel", SdkAppId: 1 })).toMatchObject(ok);
    vendors.clock.advance(11 * minute);
    expect(await start({ RecordId: "panel" })).toMatchObject(exists);
    await call("Stop", { TaskId });
    expect(await start({ RecordId: "panel" })).toMatchObject(ok);
  });

  test("is taken for a short time after a recording that ended at once", async () => {
    const TaskId = await started({ RecordId: "panel" });
    await call("Stop", { TaskId });
    vendors.clock.advance(10 * minute - 1);
    expect(await start({ RecordId: "panel" })).toMatchObject(exists);
    vendors.clock.advance(1);
    expect(await start({ RecordId: "panel" })).toMatchObject(ok);
  });

  test("is used up by a start that fails", async () => {
    switches({ webRecordingUnlocked: false });
    expect(await start({ RecordId: "panel" })).toMatchObject({ code: "FailedOperation.NotAbility" });
    switches({ webRecordingUnlocked: true, maxRunningWebRecordings: 0 });
    expect(await start({ RecordId: "two" })).toMatchObject({
      code: "ResourceInsufficient.RequestRejection",
    });
    switches({ maxRunningWebRecordings: 10 });
    for (const RecordId of ["panel", "two"]) expect(await start({ RecordId })).toMatchObject(exists);
    // A refused repeat does not make it longer.
    vendors.clock.advance(10 * minute);
    for (const RecordId of ["panel", "two"]) expect(await start({ RecordId })).toMatchObject(ok);
  });

  test("need not be given: then nothing is recognised", async () => {
    await started();
    await started();
    await started({ RecordId: "" });
    await started({ RecordId: "" });
    expect(vendors.tasks()).toHaveLength(4);
  });
});

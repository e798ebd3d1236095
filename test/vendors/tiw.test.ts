import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const app = { SdkAppId: 1400000001 };
const generation = { ...app, OnlineRecordTaskId: "xxxxx" };
const kinds = ["OnlineRecord", "VideoGenerationTask", "Transcode", "WhiteboardPush"];

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "tiw", action, body);
}

function switches(changes: Partial<Behaviour["tiw"]>): void {
  Object.assign(vendors.behaviour.tiw, changes);
}

async function started(): Promise<string> {
  return textOf((await call("CreateVideoGenerationTask", generation)).result, "TaskId");
}

const describeTask = (id: string) => call("DescribeVideoGenerationTask", { ...app, TaskId: id });

describe("a video generation", () => {
  test("waits, is processed with progress and has its videos at the end", async () => {
    const id = await started();
    expect(await describeTask(id)).toMatchObject({
      result: { Status: "QUEUED", Progress: 0, VideoInfoList: [] },
    });
    vendors.clock.advance(40_000);
    expect(await describeTask(id)).toMatchObject({ result: { Status: "PROCESSING", Progress: 50 } });
    vendors.clock.advance(31_000);
    expect(await describeTask(id)).toMatchObject({
      result: { TaskId: id, Status: "FINISHED", Progress: 100, VideoInfoList: [{ VideoFormat: "mp4" }] },
    });
    expect(vendors.tasks()).toMatchObject([{ kind: "videoGeneration", status: "ended", reason: "done" }]);
  });

  test("that fails is told by an error, not by a state", async () => {
    const id = await started();
    vendors.failTask(id, "InternalError", "The recording has no streams.");
    expect(await describeTask(id)).toMatchObject({
      code: "FailedOperation.Record",
      message: "The recording has no streams.",
    });
    expect(vendors.tasks()).toMatchObject([{ status: "failed" }]);
  });

  test("is unknown to other apps", async () => {
    const id = await started();
    expect(await call("DescribeVideoGenerationTask", { SdkAppId: 1, TaskId: id })).toMatchObject({
      code: "InvalidParameter.TaskNotFound",
    });
    expect(await describeTask("unknown")).toMatchObject({ code: "InvalidParameter.TaskNotFound" });
  });

  test("is refused above the quota", async () => {
    switches({ maxRunningTasks: 1 });
    const id = await started();
    expect(await call("CreateVideoGenerationTask", generation)).toMatchObject({
      code: "LimitExceeded.TaskConcurrency",
    });
    vendors.endTask(id, "done");
    expect(await call("CreateVideoGenerationTask", generation)).toMatchObject({ code: "ok" });
  });

  const mixed = (changes: JsonObject) => ({ MixStream: { Enabled: true, ...changes } });
  const layout = { LayoutParams: { Width: 2, Height: 2 } };
  test.each<[string, JsonObject, string]>([
    ["a number for a text", { OnlineRecordTaskId: 1 }, "InvalidParameter.BodyParameterTypeUnmatched"],
    ["a whiteboard two pixels wide", { Whiteboard: { Width: 2 } }, "ok"],
    ["a whiteboard one pixel wide", { Whiteboard: { Width: 1 } }, "InvalidParameter.RecordParameter"],
    ["mixing with a template", mixed({ ModelId: 1 }), "ok"],
    ["mixing without layout", mixed({}), "MissingParameter"],
    ["no mixing without layout", { MixStream: { Enabled: false } }, "ok"],
    ["an unknown template", mixed({ ModelId: 3 }), "InvalidParameter.RecordParameter"],
    ["a custom layout", mixed({ Custom: { Canvas: layout, InputStreamList: [layout] } }), "ok"],
    ["a custom layout without streams", mixed({ Custom: { Canvas: layout } }), "MissingParameter"],
    ["an unknown field", { Concat: { Enabled: true, Images: "" } }, "UnknownParameter"],
  ])("with %s", async (_name, changes, code) => {
    expect(await call("CreateVideoGenerationTask", { ...generation, ...changes })).toMatchObject({ code });
  });

  test.each(["SdkAppId", "OnlineRecordTaskId"])("needs %s", async (name) => {
    const { [name]: _left, ...body }: JsonObject = generation;
    expect(await call("CreateVideoGenerationTask", body)).toMatchObject({ code: "MissingParameter" });
  });
});

describe.each(kinds)("the callback of %s", (kind) => {
  const read = () => call(`Describe${kind}Callback`, app);

  test("is empty at first, is set and read back with its key, and is cleared", async () => {
    expect(await read()).toMatchObject({ result: { Callback: "", CallbackKey: "" } });
    await call(`Set${kind}Callback`, { ...app, Callback: "https://example.com/hook" });
    await call(`Set${kind}CallbackKey`, { ...app, CallbackKey: "k".repeat(64) });
    expect(await read()).toMatchObject({
      result: { Callback: "https://example.com/hook", CallbackKey: "k".repeat(64) },
    });
    await call(`Set${kind}Callback`, { ...app, Callback: "" });
    await call(`Set${kind}CallbackKey`, { ...app, CallbackKey: "" });
    expect(await read()).toMatchObject({ result: { Callback: "", CallbackKey: "" } });
  });

  test("belongs to one app and one kind", async () => {
    await call(`Set${kind}Callback`, { ...app, Callback: "http://example.com" });
    expect(await call(`Describe${kind}Callback`, { SdkAppId: 1 })).toMatchObject({
      result: { Callback: "" },
    });
    for (const other of kinds.filter((name) => name !== kind)) {
      expect(await call(`Describe${other}Callback`, app)).toMatchObject({ result: { Callback: "" } });
    }
  });

  test.each<[string, JsonObject, string]>([
    ["Callback", { Callback: "ftp://example.com" }, "InvalidParameter.CallbackAddressFormatError"],
    ["Callback", { Callback: 1 }, "InvalidParameter.BodyParameterTypeUnmatched"],
    ["Callback", {}, "MissingParameter"],
    ["CallbackKey", { CallbackKey: "k".repeat(65) }, "InvalidParameter"],
    ["CallbackKey", {}, "MissingParameter"],
  ])("is refused: Set…%s %j", async (suffix, body, code) => {
    expect(await call(`Set${kind}${suffix}`, { ...app, ...body })).toMatchObject({ code });
  });
});

describe("the account", () => {
  const calls: [string, JsonObject, string][] = [
    ["CreateVideoGenerationTask", generation, "InvalidParameter.SdkAppIdNotFound"],
    ["DescribeVideoGenerationTask", { ...app, TaskId: "x" }, "UnauthorizedOperation.SdkAppId"],
    ["StopOnlineRecord", { ...app, TaskId: "x" }, "UnauthorizedOperation.SdkAppId"],
    ["SetTranscodeCallback", { ...app, Callback: "" }, "UnauthorizedOperation.SdkAppId"],
    ["SetTranscodeCallbackKey", { ...app, CallbackKey: "" }, "UnauthorizedOperation.SdkAppId"],
    ["DescribeTranscodeCallback", app, "UnauthorizedOperation.SdkAppId"],
  ];

  test.each(calls)("%s: without TIW, in arrears, of another app", async (action, body, code) => {
    switches({ service: "notRegistered" });
    expect(await call(action, body)).toMatchObject({ code: "ResourceUnavailable.NotRegistered" });
    switches({ service: "expired" });
    expect(await call(action, body)).toMatchObject({ code: "ResourceUnavailable.ServiceExpired" });
    switches({ service: "open", sdkAppIds: [1] });
    expect(await call(action, body)).toMatchObject({ code });
  });
});

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
const identity = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "slices" };
const tos = { AccountId: "2100000089", Bucket: "slices" };
const keys = { AccessKey: "canary-access", SecretKey: "canary-secret" };
const elsewhere = { Type: 2, CustomConfig: { Bucket: "slices", ...keys } };
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };
const madeUp = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

function call(action: string, body: JsonObject = {}): Promise<Answer> {
  return volcengine(vendors, action, { ...identity, ...body });
}

function start(body: JsonObject = {}): Promise<Answer> {
  return call("StartSegment", { StorageConfig: { TosConfig: tos }, ...body });
}

async function told(body: JsonObject = {}): Promise<JsonObject> {
  return Object(member((await call("GetSegmentTask", body)).result, "SegmentTask"));
}

function switches(changes: Partial<Behaviour["volcengineRtc"]>): void {
  Object.assign(vendors.behaviour.volcengineRtc, changes);
}

test.each<[string, JsonObject, string]>([
  ["a slice of a second", { Duration: 1 }, "ok"],
  ["none", { Duration: 0 }, "InvalidParameter"],
  ["one of ten minutes", { Duration: 600 }, "ok"],
  ["a longer one", { Duration: 601 }, "InvalidParameter"],
  ["an idle time of a second", { MaxIdleTime: 1 }, "ok"],
  ["a day and a second", { MaxIdleTime: 86_401 }, "InvalidParameter"],
  ["names of files", { Identifier: "lesson-7" }, "ok"],
  ["folders in them", { Identifier: "lessons/7" }, "InvalidParameter"],
  ["an answer for a switch", { Handle: "no" }, "InvalidParameter"],
  [
    "all of a control",
    { Control: { Align: true, IgnoreSilence: true, Mixed: true, RedundantDuration: 3 } },
    "ok",
  ],
  ["what nobody knows", { Control: { Volume: 1 } }, "InvalidParameter"],
])("%s", async (_what, body, code) => {
  expect(await start(body)).toMatchObject({ code });
});

test("a service that is not enabled", async () => {
  switches({ serviceEnabled: false });
  expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
});

test("a task runs, tells what it works with, and is stopped once", async () => {
  expect(await start()).toMatchObject({ result: "ok" });
  const first = await told();
  expect(first).toEqual({
    StartTime: vendors.clock.now(),
    EndTime: 0,
    Status: 2,
    StopReason: "",
    StorageConfig: { TosConfig: tos },
    TargetStreams: { StreamList: [] },
    Control: { Align: false, IgnoreSilence: false, Mixed: false, RedundantDuration: 0 },
    Identifier: madeUp,
    Handle: true,
    Duration: 20,
    MaxIdleTime: 180,
  });
  await start({ TaskId: "others" });
  expect((await told({ TaskId: "others" })).Identifier).not.toBe(first.Identifier);
  expect(await call("StopSegment")).toMatchObject({ result: "ok" });
  expect(await told()).toMatchObject({ Status: 3, StopReason: "StopByAPI" });
  expect(await call("StopSegment")).toMatchObject(notFound);
  expect(await call("UpdateSegment", { Duration: 5 })).toMatchObject(notFound);
});

test("a task ends in an idle room, and is read for 72 hours after its start", async () => {
  await start({ MaxIdleTime: 10 });
  vendors.setRoomIdle("Room1");
  vendors.clock.advance(11 * second);
  expect(await told()).toMatchObject({ Status: 3, StopReason: "IdleTimeOut" });
  vendors.clock.advance(72 * hour);
  expect(await call("GetSegmentTask")).toMatchObject(notFound);
});

describe("an update", () => {
  const given = { Identifier: "lesson-7", Handle: false, Duration: 30 };

  test("changes names, length, and whether it slices", async () => {
    await start(given);
    const changed = { Identifier: "lesson-8", Handle: true, Duration: 60 };
    expect(await call("UpdateSegment", changed)).toMatchObject({ result: "ok" });
    expect(await told()).toMatchObject(changed);
  });

  test.each<[Behaviour["volcengineRtc"]["leftOutOnUpdate"], object]>([
    ["default", { Identifier: madeUp, Handle: true, Duration: 20 }],
    ["kept", given],
  ])("that leaves all out: %s", async (leftOutOnUpdate, expected) => {
    switches({ leftOutOnUpdate });
    await start(given);
    expect(await call("UpdateSegment")).toMatchObject({ result: "ok" });
    expect(await told()).toMatchObject(expected);
  });
});

test("the keys of a storage are told, plain or masked, and are in nothing that the emulator shows of itself", async () => {
  await start({ StorageConfig: elsewhere });
  expect(await told()).toMatchObject({ StorageConfig: elsewhere });
  switches({ toldKeys: "masked" });
  expect(await told()).toMatchObject({
    StorageConfig: { CustomConfig: { Bucket: "slices", AccessKey: "****", SecretKey: "****" } },
  });
  const shown = [
    ...vendors.journal.map((entry) => formatJson({ ...entry })),
    JSON.stringify(vendors.tasks()),
  ];
  expect(shown.join()).toContain("GetSegmentTask");
  expect(shown.join()).not.toContain("canary");
});

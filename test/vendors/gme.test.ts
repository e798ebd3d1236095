import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors } from "../../local/vendors";
import { type JsonObject, type JsonValue, listOf, member } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false });
});
afterEach(() => vendors.close());

const recording = { BizId: 3400352518, RoomId: "1987", RecordMode: 2 };
const identity = { BizId: 3400352518, TaskId: 446192236330927912n };
const hour = 60 * 60 * 1000;

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "gme", action, body);
}

function switches(changes: Partial<Behaviour["gme"]>): void {
  Object.assign(vendors.behaviour.gme, changes);
}

describe("the task id", () => {
  test("goes out and comes in as a bare number with all its digits", async () => {
    const started = await call("StartRecord", recording);
    expect(started.text).toContain('"TaskId":446192236330927912,');
    expect((await call("DescribeTaskInfo", recording)).text).not.toContain('"TaskId":"');
    expect(await call("StopRecord", { ...identity, TaskId: 446192236330927940n })).toMatchObject({
      code: "ResourceNotFound.TaskNotFound",
    });
    expect(await call("StopRecord", identity)).toMatchObject({ code: "ok" });
  });

  test.each(["StopRecord", "ModifyRecordInfo", "DescribeRecordInfo"])("of %s is no text", async (action) => {
    const body = {
      ...identity,
      TaskId: "446192236330927912",
      ...(action === "ModifyRecordInfo" && { RecordMode: 1 }),
    };
    expect(await call(action, body)).toMatchObject({ code: "InvalidParameterValue.InvalidTaskId" });
  });
});

describe("parameters", () => {
  const lists = (subscribed: JsonValue, unsubscribed: JsonValue = []): JsonObject => ({
    SubscribeRecordUserIds: { SubscribeUserIds: subscribed, UnSubscribeUserIds: unsubscribed },
  });

  test.each<[string, JsonObject, string]>([
    ["twenty ids", lists(Array(20).fill("u")), "ok"],
    ["twenty-one ids", lists(Array(21).fill("u")), "InvalidParameterValue.InvalidSubscribeUserIds"],
    [
      "twenty-one blocked ids",
      lists([], Array(21).fill("u")),
      "InvalidParameterValue.InvalidUNSubscribeUserIds",
    ],
    ["ids as numbers and texts, in both lists", lists([1145], ["1987"]), "ok"],
    ["ids as objects", lists([{}]), "InvalidParameterValue.InvalidSubscribeRecordUserIds"],
    ["a list as text", lists("u"), "InvalidParameterValue.InvalidSubscribeRecordUserIds"],
    [
      "lists of another type",
      { SubscribeRecordUserIds: [] },
      "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    ],
    ["mode 0", { RecordMode: 0 }, "InvalidParameterValue.InvalidRecordMode"],
    ["mode 4", { RecordMode: 4 }, "InvalidParameterValue.InvalidRecordMode"],
    ["a room as number", { RoomId: 1987 }, "InvalidParameterValue.InvalidRoomId"],
    ["an empty room", { RoomId: "" }, "InvalidParameterValue.InvalidRoomId"],
    ["an app as text", { BizId: "3400352518" }, "InvalidParameterValue.InvalidBizId"],
    ["a negative app", { BizId: -1 }, "InvalidParameterValue.InvalidBizId"],
    ["an unknown field", { Room: "1987" }, "UnknownParameter"],
  ])("%s", async (_name, changes, code) => {
    expect(await call("StartRecord", { ...recording, ...changes })).toMatchObject({ code });
  });

  test.each(["BizId", "RoomId", "RecordMode"])("%s is required", async (name) => {
    const { [name]: _left, ...body }: JsonObject = recording;
    expect(await call("StartRecord", body)).toMatchObject({ code: "MissingParameter" });
  });

  test("both lists are refused only where advice is enforced", async () => {
    vendors.behaviour.common.enforceAdvice = true;
    expect(await call("StartRecord", { ...recording, ...lists(["a"], ["b"]) })).toMatchObject({
      code: "InvalidParameterValue.InvalidUNSubscribeUserIds",
    });
  });
});

describe("a recording", () => {
  test("is one per room and app", async () => {
    await call("StartRecord", recording);
    expect(await call("StartRecord", recording)).toMatchObject({ code: "ResourceInUse.TaskInUse" });
    expect(await call("StartRecord", { ...recording, BizId: 1 })).toMatchObject({ code: "ok" });
    expect(await call("StartRecord", { ...recording, RoomId: "other" })).toMatchObject({ code: "ok" });
    await call("StopRecord", identity);
    expect(await call("StartRecord", recording)).toMatchObject({ code: "ok" });
  });

  test("is found by its room", async () => {
    await call("StartRecord", {
      ...recording,
      SubscribeRecordUserIds: { SubscribeUserIds: [1145], UnSubscribeUserIds: ["1987"] },
    });
    const room = { BizId: recording.BizId, RoomId: recording.RoomId };
    expect(await call("DescribeTaskInfo", room)).toMatchObject({
      result: {
        TaskId: identity.TaskId,
        RecordMode: 2,
        SubscribeRecordUserIds: { SubscribeUserIds: ["1145"], UnSubscribeUserIds: ["1987"] },
      },
    });
  });

  test("shows its file, which is delivered step by step after the end", async () => {
    await call("StartRecord", recording);
    const state = async () =>
      member(listOf((await call("DescribeRecordInfo", identity)).result, "RecordInfo")[0], "RecordStatus");
    expect(await call("DescribeRecordInfo", identity)).toMatchObject({
      result: { RoomId: "1987", RecordMode: 2, RecordInfo: [{ UserId: "0", RecordStatus: 2 }] },
    });
    await call("StopRecord", identity);
    const states: unknown[] = [];
    for (let step = 0; step < 6; step += 1) {
      states.push(await state());
      vendors.clock.advance(5000);
    }
    expect(states).toEqual([10, 11, 12, 13, 14, 14]);
    switches({ describeEndedTask: "notFound" });
    expect(await call("DescribeRecordInfo", identity)).toMatchObject({
      code: "ResourceNotFound.TaskNotFound",
    });
  });

  test("changes its mode and its lists; what is left out is kept, or cleared by a switch", async () => {
    await call("StartRecord", { ...recording, SubscribeRecordUserIds: { SubscribeUserIds: ["a"] } });
    const lists = async () =>
      member(
        (await call("DescribeTaskInfo", { BizId: recording.BizId, RoomId: "1987" })).result,
        "SubscribeRecordUserIds",
      );
    await call("ModifyRecordInfo", { ...identity, RecordMode: 3 });
    expect(await lists()).toEqual({ SubscribeUserIds: ["a"], UnSubscribeUserIds: [] });
    await call("ModifyRecordInfo", {
      ...identity,
      RecordMode: 3,
      SubscribeRecordUserIds: { UnSubscribeUserIds: ["b"] },
    });
    expect(await lists()).toEqual({ SubscribeUserIds: [], UnSubscribeUserIds: ["b"] });
    switches({ absentLists: "clear" });
    await call("ModifyRecordInfo", { ...identity, RecordMode: 1 });
    expect(await lists()).toEqual({ SubscribeUserIds: [], UnSubscribeUserIds: [] });
    expect(await call("ModifyRecordInfo", identity)).toMatchObject({ code: "MissingParameter" });
  });

  test("ends after 24 hours, and not by an idle room", async () => {
    await call("StartRecord", recording);
    vendors.setRoomIdle("1987");
    vendors.clock.advance(24 * hour - 60_000);
    expect(vendors.tasks()).toMatchObject([{ status: "running" }]);
    vendors.clock.advance(120_000);
    expect(vendors.tasks()).toMatchObject([{ status: "ended", reason: "limit" }]);
  });

  test("that has ended cannot be stopped or changed, unless switched to success", async () => {
    await call("StartRecord", recording);
    await call("StopRecord", identity);
    const modify = { ...identity, RecordMode: 1 };
    expect(await call("StopRecord", identity)).toMatchObject({ code: "ResourceNotFound.TaskNotFound" });
    expect(await call("ModifyRecordInfo", modify)).toMatchObject({ code: "ResourceNotFound.TaskNotFound" });
    switches({ endedTask: "accept" });
    expect(await call("StopRecord", identity)).toMatchObject({ code: "ok" });
    expect(await call("ModifyRecordInfo", modify)).toMatchObject({ code: "ok" });
  });

  test("may take a moment to be visible", async () => {
    vendors.behaviour.common.visibleAfterMs = 3000;
    await call("StartRecord", recording);
    const room = { BizId: recording.BizId, RoomId: "1987" };
    expect(await call("DescribeRecordInfo", identity)).toMatchObject({
      code: "ResourceNotFound.TaskNotFound",
    });
    expect(await call("DescribeTaskInfo", room)).toMatchObject({ result: { TaskId: null } });
    vendors.clock.advance(3000);
    expect(await call("DescribeTaskInfo", room)).toMatchObject({ result: { TaskId: identity.TaskId } });
  });
});

describe("a room", () => {
  const room = { BizId: recording.BizId, RoomId: "1987" };

  test("without recording has null fields, or a code by a switch", async () => {
    const nothing = { TaskId: null, RecordMode: null, SubscribeRecordUserIds: null };
    expect(await call("DescribeTaskInfo", room)).toMatchObject({ code: "ok", result: nothing });
    switches({ noRecordingInRoom: "OperationDenied" });
    expect(await call("DescribeTaskInfo", room)).toMatchObject({ code: "OperationDenied" });
  });

  test("that is gone is refused", async () => {
    vendors.setRoom("1987", "gone");
    expect(await call("StartRecord", recording)).toMatchObject({ code: "ResourceNotFound.RoomNotFound" });
    expect(await call("DescribeTaskInfo", room)).toMatchObject({ code: "ResourceNotFound.RoomNotFound" });
  });
});

describe("the service", () => {
  const calls: [string, JsonObject][] = [
    ["StartRecord", recording],
    ["StopRecord", identity],
    ["ModifyRecordInfo", { ...identity, RecordMode: 1 }],
    ["DescribeRecordInfo", identity],
    ["DescribeTaskInfo", { BizId: recording.BizId, RoomId: "1987" }],
  ];

  test.each(calls)("%s: not opened, or of an unknown application", async (action, body) => {
    switches({ serviceOpened: false });
    expect(await call(action, body)).toMatchObject({ code: "UnsupportedOperation.ServiceNotOpened" });
    switches({ serviceOpened: true, bizIds: [1] });
    expect(await call(action, body)).toMatchObject({ code: "InvalidParameterValue.InvalidBizId" });
  });
});

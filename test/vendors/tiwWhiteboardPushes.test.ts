import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, type JsonValue, member, parseJson, textOf } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = { SdkAppId: 1400000001 };

const pushOf = (room: number, user = "board"): JsonObject => ({
  ...app,
  RoomId: room,
  PushUserId: user,
  PushUserSig: "signature",
});

const withBackup: JsonObject = {
  ...pushOf(1234),
  Backup: { PushUserId: "board-2", PushUserSig: "signature" },
};

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "tiw", `${action}WhiteboardPush`, body);
}

function switches(changes: Partial<Behaviour["tiw"]>): void {
  Object.assign(vendors.behaviour.tiw, changes);
}

async function started(body: JsonObject = pushOf(1234)): Promise<string> {
  return textOf((await call("Start", body)).result, "TaskId");
}

const named = (id: string) => ({ ...app, TaskId: id });

async function read(id: string): Promise<JsonValue> {
  return (await call("Describe", named(id))).result;
}

/** What a reply tells of the second push. */
function backupIn(reply: JsonValue): JsonValue {
  return parseJson(textOf(reply, "Backup"));
}

describe("a push", () => {
  test("is prepared, runs and is stopped", async () => {
    switches({ startTakesMs: 60_000 });
    const began = Math.floor(vendors.clock.now() / 1000);
    const id = await started();
    expect(await read(id)).toEqual({
      FinishReason: "",
      TaskId: id,
      Status: "PREPARED",
      RoomId: 1234,
      GroupId: "1234",
      PushUserId: "board",
      PushStartTime: began,
      PushStopTime: 0,
      ExceptionCnt: 0,
      IMSyncTime: began,
      Backup: null,
    });
    vendors.clock.advance(60_000);
    expect(await read(id)).toMatchObject({ Status: "PUSHING" });
    expect((await call("Stop", named(id))).result).toEqual({ Backup: null });
    expect(await read(id)).toMatchObject({
      Status: "STOPPED",
      FinishReason: "USER_CALL",
      PushStopTime: began + 60,
    });
    expect(await call("Stop", named(id))).toMatchObject({
      code: "UnsupportedOperation.TaskHasAlreadyStopped",
    });
  });

  test.each([
    ["1800 seconds, by default", {}, 1_800_000],
    ["its own time", { AutoStopTimeout: 259_200 }, 259_200_000],
  ])("ends after %s without anybody", async (_what, changes, ms) => {
    const id = await started({ ...pushOf(1234), ...changes });
    vendors.setRoomIdle("1234");
    vendors.clock.advance(ms - 1);
    expect(await read(id)).toMatchObject({ Status: "PUSHING" });
    vendors.clock.advance(1);
    expect(await read(id)).toMatchObject({ Status: "STOPPED", FinishReason: "AUTO" });
  });

  test.each<["error" | "empty", Partial<Answer>]>([
    ["error", { code: "FailedOperation.WhiteboardPush", message: "UserSig expired" }],
    ["empty", { code: "ok", result: {} }],
  ])("that failed has no state, and is answered with an %s", async (failedTask, answer) => {
    const id = await started();
    vendors.failTask(id, "UserSigExpired", "UserSig expired");
    switches({ failedTask });
    expect(await call("Describe", named(id))).toMatchObject(answer);
  });

  test("fails without its message group, which the site in China lets it name", async () => {
    switches({ groups: ["class"] });
    expect(await call("Describe", named(await started()))).toMatchObject({
      code: "FailedOperation.WhiteboardPush",
      message: "The IM group 1234 does not exist.",
    });
    expect(await read(await started({ ...pushOf(1234), GroupId: "class" }))).toMatchObject({
      Status: "PUSHING",
    });
  });
});

describe("a second stream", () => {
  test("is told as the reply to a call of its own, a text in the reply to the first one", async () => {
    const reply = (await call("Start", withBackup)).result;
    const backup = backupIn(reply);
    expect(backup).toEqual({ TaskId: expect.any(String), RequestId: expect.any(String) });
    expect(member(backup, "TaskId")).not.toBe(member(reply, "TaskId"));
    const told = await read(textOf(reply, "TaskId"));
    expect(backupIn(told)).toMatchObject({
      TaskId: member(backup, "TaskId"),
      Status: "PUSHING",
      PushUserId: "board-2",
    });
    expect(await read(textOf(backup, "TaskId"))).toMatchObject({ Status: "PUSHING", Backup: null });
  });

  test.each([
    [true, ["USER_CALL", "USER_CALL"]],
    [false, ["USER_CALL", ""]],
  ])("is stopped with the first one where both are managed together: %s", async (AutoManageBackup, ends) => {
    const reply = (await call("Start", { ...withBackup, AutoManageBackup })).result;
    const ids = [textOf(reply, "TaskId"), textOf(backupIn(reply), "TaskId")];
    const stopped = (await call("Stop", named(ids[0] ?? ""))).result;
    if (AutoManageBackup) expect(backupIn(stopped)).toEqual({ RequestId: expect.any(String) });
    else expect(stopped).toEqual({ Backup: null });
    const told = await Promise.all(ids.map(read));
    expect(told.map((one) => textOf(one, "FinishReason"))).toEqual(ends);
  });

  test("ends by itself as the first one does", async () => {
    const backup = backupIn((await call("Start", withBackup)).result);
    vendors.setRoomIdle("1234");
    vendors.clock.advance(1_800_000);
    expect(await read(textOf(backup, "TaskId"))).toMatchObject({ FinishReason: "AUTO" });
  });
});

describe("a start is refused", () => {
  test("for a user that pushes already, and for a second one in the room", async () => {
    await started();
    expect(await call("Start", pushOf(1235))).toMatchObject({ code: "ResourceInUse.RecordUserId" });
    expect(await call("Start", pushOf(1234, "other"))).toMatchObject({
      code: "LimitExceeded.TaskConcurrency",
    });
    expect(await call("Start", pushOf(1235, "other"))).toMatchObject({ code: "ok" });
  });

  test("above the quota of an application", async () => {
    switches({ maxRunningPushes: 1 });
    await started();
    expect(await call("Start", pushOf(1235, "other"))).toMatchObject({
      code: "LimitExceeded.TaskConcurrency",
    });
  });

  test.each<[string, JsonObject, string]>([
    ["numbers as texts, as in the page's example", { SdkAppId: "1400000001", RoomId: "1234" }, "ok"],
    ["60 bytes of a user", { PushUserId: "é".repeat(30) }, "ok"],
    ["61 bytes of a user", { PushUserId: `${"é".repeat(30)}x` }, "InvalidParameter.RecordParameter"],
    ["31 frames a second", { VideoFPS: 31 }, "InvalidParameter.RecordParameter"],
    ["an id with a blank", { UserDefinedStreamId: "a b" }, "InvalidParameter.RecordParameter"],
    ["a second user without a signature", { Backup: { PushUserId: "b" } }, "MissingParameter"],
    ["a way to enter that is none", { TRTCEnterRoomMode: "Live" }, "InvalidParameter.RecordParameter"],
    ["a text for a number", { VideoBitrate: "1" }, "InvalidParameter.BodyParameterTypeUnmatched"],
  ])("or not, with %s: %j: %s", async (_what, changes, code) => {
    expect(await call("Start", { ...pushOf(1234), ...changes })).toMatchObject({ code });
  });
});

test.each(["Describe", "Stop"])("%s knows no push of another app", async (action) => {
  const id = await started();
  for (const TaskId of [id, "unknown"]) {
    expect(await call(action, { SdkAppId: 1400000002, TaskId })).toMatchObject({
      code: "InvalidParameter.TaskNotFound",
    });
  }
});

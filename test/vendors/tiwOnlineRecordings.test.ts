import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Behaviour, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { type JsonObject, textOf } from "../../local/vendors/json";
import { type Answer, tencent } from "./client";

const minute = 60_000;
const hour = 60 * minute;

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const app = { SdkAppId: 1400000001 };

/** A recording of a room, by a recorder of that room. */
const recordingOf = (room: number, user = "one"): JsonObject => ({
  ...app,
  RoomId: room,
  RecordUserId: `tic_record_user_${room}_${user}`,
  RecordUserSig: "signature",
});

function call(action: string, body: JsonObject): Promise<Answer> {
  return tencent(vendors, "tiw", `${action}OnlineRecord`, body);
}

function switches(changes: Partial<Behaviour["tiw"]>): void {
  Object.assign(vendors.behaviour.tiw, changes);
}

async function started(body: JsonObject = recordingOf(1234)): Promise<string> {
  return textOf((await call("Start", body)).result, "TaskId");
}

/** Names a recording in the calls that follow. */
const named = (id: string) => ({ ...app, TaskId: id });

async function read(id: string): Promise<Answer["result"]> {
  return (await call("Describe", named(id))).result;
}

describe("a recording", () => {
  test("is prepared, runs, is stopped, and has its videos once they are uploaded", async () => {
    switches({ startTakesMs: minute });
    const id = await started();
    expect(await read(id)).toEqual({
      FinishReason: "",
      TaskId: id,
      Status: "PREPARED",
      RoomId: 1234,
      GroupId: "1234",
      RecordUserId: "tic_record_user_1234_one",
      RecordStartTime: Math.floor(vendors.clock.now() / 1000),
      RecordStopTime: 0,
      TotalTime: 0,
      ExceptionCnt: 0,
      OmittedDurations: [],
      VideoInfos: [],
      ReplayUrl: null,
      Interrupts: null,
    });
    vendors.clock.advance(minute);
    expect(await read(id)).toMatchObject({ Status: "RECORDING", TotalTime: minute });
    expect(await call("Stop", named(id))).toMatchObject({ code: "ok", result: {} });
    expect(await read(id)).toMatchObject({ Status: "STOPPED", FinishReason: "USER_CALL", VideoInfos: [] });
    vendors.clock.advance(29_999);
    expect(await read(id)).toMatchObject({ Status: "STOPPED" });
    vendors.clock.advance(1);
    expect(await read(id)).toMatchObject({
      Status: "FINISHED",
      TotalTime: minute,
      RecordStopTime: Math.floor((vendors.clock.now() - 30_000) / 1000),
      VideoInfos: [{ VideoFormat: "mp4", VideoDuration: minute }],
    });
  });

  test("has a replay instead of videos in that mode", async () => {
    const id = await started({ ...recordingOf(1234), RecordMode: "VIDEO_GENERATION_MODE" });
    await call("Stop", named(id));
    expect(await read(id)).toMatchObject({ ReplayUrl: null });
    vendors.clock.advance(minute);
    expect(await read(id)).toMatchObject({
      VideoInfos: [],
      ReplayUrl: expect.stringMatching(/replay\.html$/),
    });
  });

  test("is paused and resumed, each only at its time", async () => {
    switches({ startTakesMs: minute });
    const id = await started();
    const wrong = { code: "UnsupportedOperation.InvalidTaskStatus" };
    expect(await call("Pause", named(id))).toMatchObject(wrong);
    vendors.clock.advance(minute);
    expect(await call("Resume", named(id))).toMatchObject(wrong);
    expect(await call("Pause", named(id))).toMatchObject({ code: "ok", result: {} });
    expect(await read(id)).toMatchObject({ Status: "PAUSED" });
    expect(await call("Pause", named(id))).toMatchObject(wrong);
    expect(await call("Resume", named(id))).toMatchObject({ code: "ok", result: {} });
    expect(await read(id)).toMatchObject({ Status: "RECORDING" });
    await call("Stop", named(id));
    for (const action of ["Pause", "Resume", "Stop"]) {
      expect(await call(action, named(id))).toMatchObject({
        code: "UnsupportedOperation.TaskHasAlreadyStopped",
      });
    }
  });

  test("tells what its joined videos leave out", async () => {
    const id = await started({ ...recordingOf(1234), Concat: { Enabled: true } });
    const pauses: JsonObject[] = [];
    for (const [recorded, paused] of [
      [10, 2],
      [5, 3],
    ] as const) {
      vendors.clock.advance(recorded * minute);
      const PauseTime = vendors.clock.now();
      await call("Pause", named(id));
      expect(await read(id)).toMatchObject({ OmittedDurations: pauses });
      vendors.clock.advance(paused * minute);
      await call("Resume", named(id));
      pauses.push({
        VideoTime: (pauses.length === 0 ? 10 : 15) * minute,
        PauseTime,
        ResumeTime: vendors.clock.now(),
      });
    }
    expect(await read(id)).toMatchObject({ OmittedDurations: pauses, TotalTime: 15 * minute });
  });

  test("tells no pauses where its videos are not joined", async () => {
    const id = await started();
    await call("Pause", named(id));
    vendors.clock.advance(minute);
    await call("Resume", named(id));
    expect(await read(id)).toMatchObject({ OmittedDurations: [], TotalTime: 0 });
  });
});

describe("a recording ends", () => {
  test.each([
    ["300 seconds, by default", {}, 300_000],
    ["its own time", { AutoStopTimeout: 900 }, 900_000],
  ])("after %s without anybody", async (_what, changes, ms) => {
    const id = await started({ ...recordingOf(1234), ...changes });
    vendors.setRoomIdle("1234");
    vendors.clock.advance(ms - 1);
    expect(await read(id)).toMatchObject({ Status: "RECORDING" });
    vendors.clock.advance(1);
    expect(await read(id)).toMatchObject({ Status: "STOPPED", FinishReason: "AUTO" });
  });

  test("after 24 hours in all", async () => {
    const id = await started();
    vendors.clock.advance(24 * hour - 1);
    expect(await read(id)).toMatchObject({ Status: "RECORDING" });
    vendors.clock.advance(1);
    expect(await read(id)).toMatchObject({ FinishReason: "FORCE_STOP" });
  });

  test("after a pause of 90 minutes, and not after several shorter ones", async () => {
    const id = await started();
    await call("Pause", named(id));
    vendors.clock.advance(90 * minute - 1);
    await call("Resume", named(id));
    vendors.clock.advance(hour);
    await call("Pause", named(id));
    vendors.clock.advance(90 * minute - 1);
    expect(await read(id)).toMatchObject({ Status: "PAUSED" });
    vendors.clock.advance(1);
    expect(await read(id)).toMatchObject({ Status: "STOPPED", FinishReason: "FORCE_STOP" });
  });

  test("by anything else", async () => {
    const id = await started();
    vendors.endTask(id, "aborted");
    expect(await read(id)).toMatchObject({ FinishReason: "EXCEPTION" });
  });
});

describe("a failed recording has no state", () => {
  test.each<["error" | "empty", Partial<Answer>]>([
    ["error", { code: "FailedOperation.Record", message: "UserSig expired" }],
    ["empty", { code: "ok", result: {} }],
  ])("and is answered with an %s", async (failedTask, answer) => {
    const id = await started();
    vendors.failTask(id, "UserSigExpired", "UserSig expired");
    switches({ failedTask });
    expect(await call("Describe", named(id))).toMatchObject(answer);
    expect(await call("Stop", named(id))).toMatchObject({
      code: "UnsupportedOperation.TaskHasAlreadyStopped",
    });
  });

  test("as one whose message group does not exist", async () => {
    switches({ groups: ["1234", "class"] });
    const failed = { code: "FailedOperation.Record", message: "The IM group 1235 does not exist." };
    expect(await read(await started())).toMatchObject({ Status: "RECORDING" });
    expect(await call("Describe", named(await started(recordingOf(1235))))).toMatchObject(failed);
    const elsewhere = await started({ ...recordingOf(1235), GroupId: "class" });
    expect(await read(elsewhere)).toMatchObject({ Status: "RECORDING", GroupId: "class" });
  });
});

describe("a start is refused", () => {
  test("for a recorder that records already, and for a second one in the room", async () => {
    const id = await started();
    expect(await call("Start", recordingOf(1234))).toMatchObject({ code: "ResourceInUse.RecordUserId" });
    const second = recordingOf(1234, "two");
    expect(await call("Start", second)).toMatchObject({ code: "LimitExceeded.TaskConcurrency" });
    switches({ secondInRoomCode: "ResourceInUse.RecordUserId" });
    expect(await call("Start", second)).toMatchObject({ code: "ResourceInUse.RecordUserId" });
    await call("Stop", named(id));
    expect(await call("Start", second)).toMatchObject({ code: "ok" });
    expect(await call("Start", { ...recordingOf(1234), SdkAppId: 1400000002 })).toMatchObject({ code: "ok" });
  });

  test("above the quota of an application", async () => {
    switches({ maxRunningRecordings: 2 });
    await started(recordingOf(1));
    const id = await started(recordingOf(2));
    expect(await call("Start", recordingOf(3))).toMatchObject({ code: "LimitExceeded.TaskConcurrency" });
    await call("Stop", named(id));
    expect(await call("Start", recordingOf(3))).toMatchObject({ code: "ok" });
  });

  test.each<[string, JsonObject, string]>([
    ["a recorder of another room", { RecordUserId: "tic_record_user_1235_one" }, "RecordParameter"],
    ["a recorder of another form", { RecordUserId: "teacher" }, "RecordParameter"],
    ["an id of 61 bytes", { RecordUserId: `tic_record_user_1234_${"é".repeat(20)}` }, "RecordParameter"],
    ["a room that is a text", { RoomId: "1234" }, "BodyParameterTypeUnmatched"],
    ["no room", { RoomId: 0 }, "RecordParameter"],
    ["a feature that is none", { Extras: ["MIX"] }, "InvalidExtra"],
    ["mixing that is not named", { MixStream: { Enabled: false } }, "InvalidExtra"],
    ["too little patience", { AutoStopTimeout: 299 }, "RecordParameter"],
  ])("with %s: %j", async (_what, changes, code) => {
    expect(await call("Start", { ...recordingOf(1234), ...changes })).toMatchObject({
      code: `InvalidParameter.${code}`,
    });
  });

  test.each(["SdkAppId", "RoomId", "RecordUserId", "RecordUserSig"])("without %s", async (name) => {
    const { [name]: _left, ...body } = recordingOf(1234);
    expect(await call("Start", body)).toMatchObject({ code: "MissingParameter" });
  });
});

test.each(["Describe", "Pause", "Resume", "Stop"])("%s knows no recording of another app", async (action) => {
  const id = await started();
  for (const TaskId of [id, "unknown"]) {
    expect(await call(action, { SdkAppId: 1400000002, TaskId })).toMatchObject({
      code: "InvalidParameter.TaskNotFound",
    });
  }
});

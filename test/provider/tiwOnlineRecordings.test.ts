import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { member, parseJson } from "../../local/vendors/json";
import recording from "../contract/descriptors/tencent/tiw/OnlineRecording";
import { openStarts, planFault } from "../reliability/support";
import { failureOf, type Resource, Stage, type StageOptions } from "./support";

let stage: Stage;
let lesson: Resource;

/** Starts over with vendors that behave otherwise. */
async function restage(options: StageOptions): Promise<void> {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start(options);
  lesson = stage.resource(recording.type);
}

beforeEach(async () => {
  stage = await Stage.start();
  lesson = stage.resource(recording.type);
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = recording;
const paused = { ...inputs, paused: true };
const minute = 60_000;

/** What a start was sent. */
function sent(name: string): unknown {
  return member(parseJson(stage.bodies("StartOnlineRecord").at(-1) ?? "{}"), name);
}

/** How often each of the calls that change a recording was made. */
function calls(): Record<string, number> {
  const changing = stage.actions().filter((action) => action !== "DescribeOnlineRecord");
  return Object.fromEntries(
    changing.map((action) => [
      action.replace("OnlineRecord", ""),
      changing.filter((one) => one === action).length,
    ]),
  );
}

describe("the recorder", () => {
  test("is derived with the room in its id, at most 60 bytes, and signed in with the application's key", async () => {
    lesson = stage.resource(recording.type, "lesson-".repeat(20));
    await lesson.create({ ...inputs, roomId: 4294967295 });
    const { recordUserId } = lesson.state;
    expect(recordUserId).toMatch(/^tic_record_user_4294967295_lesson-/);
    expect(Buffer.byteLength(String(recordUserId))).toBe(60);
    expect([sent("RecordUserId"), sent("RoomId")]).toEqual([recordUserId, 4294967295]);
    expect(String(sent("RecordUserSig")).length).toBeGreaterThan(50);
    expect(JSON.stringify([lesson.state, stage.lines])).not.toContain(String(sent("RecordUserSig")));
  });

  test("is the program's where it names one, and does not change by being left out afterwards", async () => {
    await lesson.create({
      ...inputs,
      recordUserId: "tic_record_user_1234_mine",
      recordUserSig: "own-signature",
    });
    expect([sent("RecordUserId"), sent("RecordUserSig")]).toEqual([
      "tic_record_user_1234_mine",
      "own-signature",
    ]);
    expect(await lesson.diff({ ...inputs, recordUserSig: "another-signature" })).toMatchObject({
      changes: false,
    });
  });

  test("needs a signature, or a key to make it", async () => {
    const [reason, ...more] = await lesson.failures({ ...inputs, sdkAppId: 1400000001 });
    expect(reason).toContain(
      "recordUserSig: it is missing, and the configuration has no secret key of application 1400000001",
    );
    expect(more).toEqual([]);
  });

  test("is another one after a restart", async () => {
    const lasting = { ...inputs, lifecycle: { onEnded: "restart" } };
    await lesson.create(lasting);
    const before = { ...lesson.state };
    stage.vendors.endTask(lesson.id, "idle");
    await lesson.read();
    await lesson.update(lasting);
    expect(lesson.state.status).toBe("running");
    expect(lesson.state).not.toHaveProperty("statusReason");
    expect(lesson.state.recordUserId).not.toBe(before.recordUserId);
    expect(lesson.state.taskId).not.toBe(before.taskId);
  });
});

describe("pausing", () => {
  test("is done in place, and once", async () => {
    await lesson.create(inputs);
    expect(await lesson.diff(paused)).toMatchObject({ changes: true, replaces: [] });
    await lesson.update(paused);
    expect(lesson.state).toMatchObject({ status: "paused", paused: true });
    expect(await lesson.diff(paused)).toMatchObject({ changes: false });
    await lesson.update({ ...inputs, paused: false });
    expect(lesson.state).toMatchObject({ status: "running", paused: false });
    expect(calls()).toEqual({ Start: 1, Pause: 1, Resume: 1 });
    expect(await lesson.diff(inputs)).toMatchObject({ replaces: [] });
  });

  test("waits until a recording that is made paused records", async () => {
    await restage({ behaviour: { tiw: { startTakesMs: minute } } });
    await lesson.create(paused);
    expect(lesson.state).toMatchObject({ status: "paused" });
    expect(stage.vendors.journal.filter(({ code }) => code !== "ok")).toEqual([]);
    expect(calls()).toEqual({ Start: 1, Pause: 1 });
  });

  test("is seen to be so where the answer is lost", async () => {
    await lesson.create(inputs);
    stage.vendors.faults.add({ match: { action: "PauseOnlineRecord" }, fault: { kind: "dropAfter" } });
    await lesson.update(paused);
    expect(lesson.state.status).toBe("paused");
  });

  test("by somebody else is found by a refresh, and taken back", async () => {
    await lesson.create(inputs);
    stage.endRun();
    await stage.resource(recording.type, "elsewhere").create({ ...paused, lifecycle: { adopt: lesson.id } });
    stage.endRun();
    await lesson.read();
    expect(lesson.state).toMatchObject({ status: "paused", paused: true });
    expect(await lesson.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await lesson.update(inputs);
    await lesson.read();
    expect(lesson.state).toMatchObject({ status: "running" });
    expect(lesson.state).not.toHaveProperty("paused");
    expect(await lesson.diff(inputs)).toMatchObject({ changes: false });
  });

  test("by the program that was ended elsewhere is found, and done again", async () => {
    await lesson.create(paused);
    stage.endRun();
    await stage.resource(recording.type, "elsewhere").create({ ...inputs, lifecycle: { adopt: lesson.id } });
    stage.endRun();
    await lesson.read();
    expect(await lesson.diff(paused)).toMatchObject({ changes: true, replaces: [] });
    await lesson.update(paused);
    expect(lesson.state.status).toBe("paused");
  });

  test("for more than 90 minutes ends the recording", async () => {
    await lesson.create(paused);
    stage.time.now += 90 * minute;
    await lesson.read();
    expect(lesson.state).toMatchObject({
      status: "ended",
      finishReason: "FORCE_STOP",
      statusReason: expect.stringContaining("paused for more than 90 minutes"),
    });
  });

  test("of a recording that failed is what finds out that it is over", async () => {
    for (const failedTask of ["error", "empty"] as const) {
      await restage({ behaviour: { tiw: { failedTask } } });
      await lesson.create(inputs);
      stage.vendors.failTask(lesson.id);
      await lesson.update(paused);
      expect(lesson.state).toMatchObject({ status: "ended" });
      expect(stage.lines.join()).toContain("TaskHasAlreadyStopped");
    }
  });
});

describe("a recording that is over", () => {
  test("has its files pending until a refresh finds them", async () => {
    await lesson.create(inputs);
    expect(lesson.state.filesPending).toBe(false);
    stage.time.now += 10 * minute;
    stage.vendors.endTask(lesson.id, "idle");
    await lesson.read();
    expect(lesson.state).toMatchObject({ status: "ended", filesPending: true, videoInfos: [] });
    stage.time.now += minute;
    await lesson.read();
    expect(lesson.state).toMatchObject({
      status: "ended",
      filesPending: false,
      totalTime: 10 * minute,
      videoInfos: [{ videoFormat: "mp4", videoDuration: 10 * minute }],
    });
  });

  test("failed where the vendor says that something went wrong, and has its files all the same", async () => {
    await lesson.create(inputs);
    stage.vendors.endTask(lesson.id, "aborted");
    stage.time.now += minute;
    await lesson.read();
    expect(lesson.state).toMatchObject({
      status: "failed",
      statusReason: "EXCEPTION: something went wrong",
      videoInfos: [{ videoFormat: "mp4" }],
    });
  });

  test.each([
    ["error", /FailedOperation\.Record: UserSig expired/],
    ["empty", /^the vendor tells no state of it, as it does of a task that failed$/],
  ] as const)("by a failure that is answered with an %s is not gone", async (failedTask, reason) => {
    await restage({ behaviour: { tiw: { failedTask } } });
    const lasting = { ...inputs, lifecycle: { onEnded: "restart" } };
    await lesson.create(lasting);
    const { id } = lesson;
    stage.vendors.failTask(id, "UserSigExpired", "UserSig expired");
    await lesson.read();
    expect(lesson.id).toBe(id);
    expect(lesson.state).toMatchObject({ status: "failed", statusReason: expect.stringMatching(reason) });
    await lesson.update(lasting);
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["failed", "running"]);
  });

  test("before it ran makes create fail, and says why", async () => {
    await restage({ behaviour: { tiw: { groups: [] } } });
    for (const wanted of [inputs, paused]) {
      const message = await failureOf(lesson.create(wanted));
      expect(message).toContain("The IM group 1234 does not exist");
      stage.endRun();
    }
  });
});

describe("a start whose answer is lost", () => {
  test("is not repeated, and the recording is taken over by its id", async () => {
    planFault(stage, recording, { kind: "dropAfter" });
    const message = await failureOf(lesson.create(inputs));
    expect(message).toMatch(
      /it is not known whether a recording by the robot "tic_record_user_1234_lesson-\w+" in room 1234 of application 1400188366 was started/,
    );
    expect(openStarts(stage)).toHaveLength(1);
    const [task] = stage.vendors.tasks();
    await lesson.create({ ...inputs, lifecycle: { adopt: task?.id } });
    expect(lesson.state).toMatchObject({ taskId: task?.id, status: "running" });
    expect(openStarts(stage)).toEqual([]);
    expect(calls()).toEqual({ Start: 1 });
  });

  test("cannot become two where somebody removes the record of it", async () => {
    planFault(stage, recording, { kind: "dropAfter" });
    await failureOf(lesson.create(inputs));
    const off = stage.resource(recording.type, "lesson", { "pulumi-media-tasks:journal": "off" });
    const message = await failureOf(off.create(inputs));
    expect(message).toContain("ResourceInUse.RecordUserId");
    expect(message).toContain("the robot or recorder of a task has to be its own");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

test("a recording of another room or recorder is not taken over", async () => {
  await lesson.create(inputs);
  stage.endRun();
  const other = stage.resource(recording.type, "other");
  const named = { ...inputs, recordUserId: "tic_record_user_1234_two", lifecycle: { adopt: lesson.id } };
  expect(await failureOf(other.create(named))).toContain(
    "it differs in recordUserId, which cannot be changed",
  );
  expect(calls()).toEqual({ Start: 1 });
});

test("the second recording in a room, of another stack, is refused", async () => {
  await lesson.create(inputs);
  stage.endRun();
  const message = await failureOf(stage.resource(recording.type, "other").create(inputs));
  expect(message).toContain("LimitExceeded.TaskConcurrency");
  expect(stage.vendors.tasks()).toHaveLength(1);
});

test("the region is that of the start, whatever is set afterwards", async () => {
  await lesson.create(inputs);
  expect(lesson.state.region).toBe("ap-singapore");
  await lesson.delete();
  expect(stage.sent.map(({ headers }) => headers["x-tc-region"])).not.toContain("ap-guangzhou");
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
});

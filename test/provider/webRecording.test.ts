import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { member, parseJson } from "../../local/vendors/json";
import webRecording from "../contract/descriptors/tencent/trtc/WebRecording";
import { planFault } from "../reliability/support";
import { failureOf, type Resource, Stage } from "./support";

const { inputs } = webRecording;
const minute = 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

async function created(more: object = {}): Promise<Resource> {
  const recording = stage.resource(webRecording.type);
  await recording.create({ ...inputs, ...more });
  return recording;
}

/** The record ids of the starts that were sent. */
function recordIds(): unknown[] {
  return stage.bodies("StartWebRecord").map((body) => member(parseJson(body), "RecordId"));
}

test("is started under an id of its own in the one region, read by the vendor's, and stopped", async () => {
  const recording = await created();
  expect(recording.state).toMatchObject({ status: "running", region: "ap-singapore" });
  const [recordId] = recordIds();
  expect(recordId).toMatch(/^lesson-[a-z0-9]{16}$/);
  expect(recording.state.recordId).toBe(recordId);
  expect(stage.requests("DescribeWebRecord")).toEqual([{ SdkAppId: 1400188366, TaskId: recording.id }]);
  // Where it is done does not depend on where the stack's other resources are.
  expect(new Set(stage.sent.map(({ headers }) => headers["x-tc-region"]))).toEqual(new Set(["ap-singapore"]));
  await recording.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
});

test("ends at its longest time", async () => {
  const recording = await created({ maxDurationLimit: 1800 });
  stage.time.now += 30 * minute - 1;
  await recording.read();
  expect(recording.state.status).toBe("running");
  stage.time.now += 1;
  await recording.read();
  expect(recording.state).toMatchObject({
    status: "ended",
    statusReason: expect.stringContaining("FailedOperation.TaskNotExist"),
  });
  await recording.delete();
  expect(stage.lines.at(-1)).toContain("it was over already");
});

test("names up to 31 bytes of the resource's name", async () => {
  const recording = stage.resource(webRecording.type, "a-name-that-is-much-too-long-for-an-id");
  await recording.create(inputs);
  expect(String(recording.state.recordId).length).toBeLessThanOrEqual(31);
});

describe("a start that meets an earlier one", () => {
  test("of its own takes over what that made, in the next run too", async () => {
    const first = await created();
    stage.endRun();
    const again = await created();
    expect(again.id).toBe(first.id);
    expect(again.state.recordId).toBe(first.state.recordId);
    expect(stage.lines.join("\n")).toContain(`${first.id} is taken over`);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("whose recording the vendor shows late only", async () => {
    const first = await created();
    stage.endRun();
    let reads = 0;
    stage.intercept = async (request, send) => {
      const byRecordId = request.body?.includes("RecordId");
      if (request.headers["x-tc-action"] !== "DescribeWebRecord" || !byRecordId) return send();
      reads += 1;
      return reads > 6 ? send() : { ...(await send()), body: notThere };
    };
    expect((await created()).id).toBe(first.id);
    expect(recordIds()).toEqual([first.state.recordId, first.state.recordId]);
  });

  test("is found where its answer was lost", async () => {
    planFault(stage, webRecording, { kind: "dropAfter" });
    const recording = await created();
    expect(stage.vendors.tasks()).toMatchObject([{ id: recording.id, status: "running" }]);
    expect(recordIds()).toHaveLength(1);
  });

  test("under an id that the program names is refused, with the id to take over", async () => {
    const first = await created({ recordId: "panel" });
    stage.endRun();
    const other = stage.resource(webRecording.type, "other");
    const failure = await failureOf(other.create({ ...inputs, recordId: "panel" }));
    expect(failure).toContain(`lifecycle.adopt: "${first.id}"`);
    expect(recordIds()).toEqual(["panel"]);
  });

  test("under such an id that somebody takes right before is refused, too", async () => {
    let raced = false;
    stage.intercept = async (request, send) => {
      // Between the look and the start.
      if (request.headers["x-tc-action"] === "StartWebRecord" && !raced) {
        raced = true;
        await send();
      }
      return send();
    };
    expect(await failureOf(created({ recordId: "panel" }))).toContain("lifecycle.adopt");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });
});

describe("after a start that failed", () => {
  test("a derived id is renewed", async () => {
    stage.vendors.behaviour.trtc.webRecordingUnlocked = false;
    expect(await failureOf(created())).toContain("FailedOperation.NotAbility");
    stage.vendors.behaviour.trtc.webRecordingUnlocked = true;
    stage.endRun();
    const began = stage.time.now;
    const recording = await created();
    const [failed, again, renewed, ...more] = recordIds();
    expect([again, more]).toEqual([failed, []]);
    expect(renewed).toBe(`${String(failed)}-2`);
    expect(recording.state).toMatchObject({ recordId: renewed, status: "running" });
    // Nothing else is started before the vendor's reads would certainly have shown it.
    expect(stage.time.now - began).toBeGreaterThanOrEqual(30_000);
  });

  test("what runs under a renewed id is met by a repeat", async () => {
    stage.vendors.behaviour.trtc.webRecordingUnlocked = false;
    await failureOf(created());
    stage.vendors.behaviour.trtc.webRecordingUnlocked = true;
    const first = await created();
    stage.endRun();
    const again = await created();
    expect(again.id).toBe(first.id);
    expect(again.state.recordId).toBe(first.state.recordId);
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("is found under its renewed id where the answer was lost", async () => {
    stage.vendors.behaviour.trtc.webRecordingUnlocked = false;
    await failureOf(created());
    stage.vendors.behaviour.trtc.webRecordingUnlocked = true;
    stage.vendors.faults.add({ match: { action: "StartWebRecord", nth: 2 }, fault: { kind: "dropAfter" } });
    const recording = await created();
    expect(recording.state.recordId).toBe(recordIds().at(-1));
    expect(stage.vendors.tasks()).toMatchObject([{ id: recording.id, status: "running" }]);
  });

  test("a refusal for the moment is waited out, under another id where it used the first one up", async () => {
    stage.vendors.behaviour.trtc.maxRunningWebRecordings = 0;
    stage.intercept = async (_request, send) => {
      const answer = await send();
      stage.vendors.behaviour.trtc.maxRunningWebRecordings = 1;
      return answer;
    };
    const recording = await created();
    expect(recording.state).toMatchObject({ status: "running", recordId: expect.stringMatching(/-2$/) });
  });

  test("an id that the program names is used up", async () => {
    stage.vendors.behaviour.trtc.webRecordingUnlocked = false;
    await failureOf(created({ recordId: "panel" }));
    stage.vendors.behaviour.trtc.webRecordingUnlocked = true;
    const failure = await failureOf(created({ recordId: "panel" }));
    expect(failure).toMatch(/TaskExist.*used up.*What to do: choose another recordId, or leave it out/);
    expect(stage.vendors.tasks()).toEqual([]);
    await created({ recordId: "panel-2" });
  });

  test("ids are renewed twice, and then the next run has to wait", async () => {
    for (let starts = 0; starts < 3; starts += 1) {
      await created();
      stage.vendors.endTask(stage.vendors.tasks().at(-1)?.id ?? "", "failed");
      stage.endRun();
    }
    expect(new Set(recordIds()).size).toBe(3);
    expect(await failureOf(created())).toMatch(/What to do: run pulumi up again some time later, or change/);
    stage.time.now += 10 * minute;
    await created();
    expect(recordIds().at(-1)).toBe(recordIds()[0]);
  });
});

test("what is started right after the stop of the same gets another id", async () => {
  const first = await created();
  await first.delete();
  const second = await created();
  expect(second.state).toMatchObject({ recordId: `${String(first.state.recordId)}-2`, status: "running" });
  expect(stage.vendors.tasks()).toMatchObject([{ status: "ended" }, { id: second.id, status: "running" }]);
});

test("what is stopped and shown still is not taken over in the same run", async () => {
  stage.vendors.behaviour.common.stopTakesMs = 120_000;
  const first = await created();
  await first.delete();
  expect(await failureOf(created())).toMatch(/was deleted just now.* change lifecycle\.triggers/);
  expect(stage.vendors.tasks()).toHaveLength(1);
});

test("what is adopted has the id under which somebody started it", async () => {
  const first = await created();
  stage.endRun();
  const other = stage.resource(webRecording.type, "other");
  await other.create({ ...inputs, lifecycle: { adopt: first.id } });
  expect(other.state).toMatchObject({ taskId: first.id, recordId: first.state.recordId });
  expect(await other.diff({ ...inputs, lifecycle: { adopt: first.id } })).toMatchObject({ changes: false });
});

const notThere = JSON.stringify({
  Response: { Error: { Code: "FailedOperation.TaskNotExist", Message: "not yet" }, RequestId: "there" },
});

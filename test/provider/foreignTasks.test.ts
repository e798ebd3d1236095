import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { planFault } from "../reliability/support";
import { failureOf, inputsOf, type Properties, Stage, types } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

type Named = "gme" | "redraw" | "recording";

/** Inputs by which another stack can have the same thing. */
const shared: Readonly<Record<Named, Properties>> = {
  gme: inputsOf.gme,
  redraw: { ...inputsOf.redraw, sessionId: "order-1", lifecycle: { waitFor: "accepted" } },
  recording: { ...inputsOf.recording, taskId: "Task1" },
};

describe("what another stack started is not taken over, also where an answer was lost", () => {
  test.each([
    ["gme", "dropAfter"],
    ["gme", "truncated"],
    ["redraw", "dropAfter"],
    ["redraw", "truncated"],
    ["recording", "dropAfter"],
    ["recording", "truncated"],
  ] as const)("%s: %s", async (kind, fault) => {
    const first = stage.resource(types[kind], "first");
    await first.create(shared[kind]);
    stage.endRun();
    planFault(stage, kind, { kind: fault });
    const second = stage.resource(types[kind], "second");
    expect(await failureOf(second.create(shared[kind]))).toContain("lifecycle.adopt");
    expect(second.id).toBe("");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("an application of the same name, made just before", async () => {
    const first = stage.resource(types.application, "first");
    await first.create(inputsOf.application);
    stage.endRun();
    planFault(stage, "application", { kind: "dropBefore" });
    const second = stage.resource(types.application, "second");
    await second.create(inputsOf.application);
    expect(second.id).not.toBe(first.id);
  });

  test("an application of the same name, made just before one whose answer was lost", async () => {
    const first = stage.resource(types.application, "first");
    await first.create(inputsOf.application);
    stage.endRun();
    planFault(stage, "application", { kind: "dropAfter" });
    const second = stage.resource(types.application, "second");
    await second.create(inputsOf.application);
    expect([first.id, ""]).not.toContain(second.id);
    expect(stage.bodies("CreateSubAppId")).toHaveLength(2);
  });
});

describe("what is this resource's own is taken over", () => {
  test.each(["redraw", "recording"] as const)("%s: the answer was lost", async (kind) => {
    planFault(stage, kind, { kind: "dropAfter" });
    const resource = stage.resource(types[kind]);
    await resource.create(shared[kind]);
    expect(stage.vendors.tasks()).toMatchObject([{ id: resource.id }]);
  });

  test.each(["redraw", "recording"] as const)(
    "%s: nothing is asked where the id is derived",
    async (kind) => {
      const { sessionId: _sessionId, taskId: _taskId, ...inputs } = shared[kind];
      await stage.resource(types[kind]).create({ ...inputs, lifecycle: { waitFor: "accepted" } });
      expect(stage.sent).toHaveLength(1);
    },
  );
});

describe("a room whose recording takes a while to end", () => {
  test("is waited for where this run stopped it", async () => {
    stage.vendors.behaviour.common.stopTakesMs = 20_000;
    const recording = stage.resource(types.gme);
    await recording.create(inputsOf.gme);
    const before = recording.id;
    await recording.delete();
    await recording.create({ ...inputsOf.gme, lifecycle: { triggers: [1] } });
    expect(recording.id).not.toBe(before);
    expect(stage.vendors.tasks()).toMatchObject([{ id: before, reason: "stopped" }, { id: recording.id }]);
  });

  test("is a conflict at once where it was left on purpose", async () => {
    const inputs = { ...inputsOf.gme, lifecycle: { onDelete: "leave" } };
    const recording = stage.resource(types.gme);
    await recording.create(inputs);
    await recording.delete();
    const { now } = stage.time;
    expect(await failureOf(recording.create(inputs))).toContain("lifecycle.adopt");
    expect(stage.time.now - now).toBeLessThan(5_000);
  });

  test("is a conflict in another run, which cannot know", async () => {
    stage.vendors.behaviour.common.stopTakesMs = 20_000;
    const recording = stage.resource(types.gme);
    await recording.create(inputsOf.gme);
    await recording.delete();
    stage.endRun();
    expect(await failureOf(stage.resource(types.gme, "other").create(inputsOf.gme))).toContain("is there");
  });
});

test("an option that is null is left out", async () => {
  const lifecycle = { adopt: null, profile: null, onEnded: null, timeouts: { create: null }, triggers: null };
  const recording = stage.resource(types.gme);
  await recording.create({ ...inputsOf.gme, lifecycle });
  expect(stage.actions()).toContain("StartRecord");
  expect(await recording.diff({ ...inputsOf.gme, lifecycle })).toMatchObject({
    changes: false,
    replaces: [],
  });
});

test("pages that repeat what was seen end the search", async () => {
  planFault(stage, "redraw", { kind: "dropBefore" });
  let page = 0;
  stage.intercept = async (request, send) => {
    if (request.headers["x-tc-action"] !== "DescribeTasks") return send();
    page += 1;
    if (page > 100) throw new Error("it asks for ever");
    const task = { TaskId: "221073-Procedure-1", TaskType: "Procedure", Status: "WAITING", SessionId: "" };
    const Response = { TaskSet: [task], ScrollToken: `token-${page % 3}`, RequestId: "r" };
    return { status: 200, headers: {}, body: JSON.stringify({ Response }) };
  };
  const redraw = stage.resource(types.redraw);
  await redraw.create({ ...inputsOf.redraw, lifecycle: { waitFor: "accepted" } });
  expect(stage.vendors.tasks()).toMatchObject([{ id: redraw.id }]);
});

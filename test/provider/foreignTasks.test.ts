import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import { typesThat } from "../contract/typesThat";
import { planFault, resourceOf } from "../reliability/support";
import { failureOf, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Inputs by which another stack can have the same thing. */
const shared = typesThat("be shared").map((type) => [type, { ...type.quick, ...type.shared }] as const);

describe("what another stack started is not taken over, also where an answer was lost", () => {
  describe.each(["dropAfter", "truncated"] as const)("%s", (fault) => {
    test.each(shared)("%s", async (type, inputs) => {
      const first = stage.resource(type.type, "first");
      await first.create(inputs);
      stage.endRun();
      planFault(stage, type, { kind: fault });
      const second = stage.resource(type.type, "second");
      expect(await failureOf(second.create(inputs))).toContain("lifecycle.adopt");
      expect(second.id).toBe("");
      expect(stage.vendors.tasks()).toHaveLength(1);
    });
  });

  test("an application of the same name, made just before", async () => {
    const first = stage.resource(subApplication.type, "first");
    await first.create(subApplication.inputs);
    stage.endRun();
    planFault(stage, subApplication, { kind: "dropBefore" });
    const second = stage.resource(subApplication.type, "second");
    await second.create(subApplication.inputs);
    expect(second.id).not.toBe(first.id);
  });

  test("an application of the same name, made just before one whose answer was lost", async () => {
    const first = stage.resource(subApplication.type, "first");
    await first.create(subApplication.inputs);
    stage.endRun();
    planFault(stage, subApplication, { kind: "dropAfter" });
    const second = stage.resource(subApplication.type, "second");
    await second.create(subApplication.inputs);
    expect([first.id, ""]).not.toContain(second.id);
    expect(stage.bodies("CreateSubAppId")).toHaveLength(2);
  });
});

describe("what is this resource's own is taken over", () => {
  test.each(typesThat("be shared", "be traced"))("$type: the answer was lost", async (type) => {
    planFault(stage, type, { kind: "dropAfter" });
    const resource = resourceOf(stage, type);
    await resource.create({ ...type.quick, ...type.shared });
    expect(stage.vendors.tasks()).toMatchObject([{ id: resource.id }]);
  });

  test.each(typesThat("start", "be recognised"))(
    "$type: nothing is asked where the id is derived",
    async (type) => {
      await resourceOf(stage, type).create({ ...type.inputs, lifecycle: { waitFor: "accepted" } });
      expect(stage.sent).toHaveLength(1);
    },
  );
});

describe("a room whose recording takes a while to end", () => {
  test("is waited for where this run stopped it", async () => {
    stage.vendors.behaviour.common.stopTakesMs = 20_000;
    const recording = stage.resource(gmeRecording.type);
    await recording.create(gmeRecording.inputs);
    const before = recording.id;
    await recording.delete();
    await recording.create({ ...gmeRecording.inputs, lifecycle: { triggers: [1] } });
    expect(recording.id).not.toBe(before);
    expect(stage.vendors.tasks()).toMatchObject([{ id: before, reason: "stopped" }, { id: recording.id }]);
  });

  test("is a conflict at once where it was left on purpose", async () => {
    const inputs = { ...gmeRecording.inputs, lifecycle: { onDelete: "leave" } };
    const recording = stage.resource(gmeRecording.type);
    await recording.create(inputs);
    await recording.delete();
    const { now } = stage.time;
    expect(await failureOf(recording.create(inputs))).toContain("lifecycle.adopt");
    expect(stage.time.now - now).toBeLessThan(5_000);
  });

  test("is a conflict in another run, which cannot know", async () => {
    stage.vendors.behaviour.common.stopTakesMs = 20_000;
    const recording = stage.resource(gmeRecording.type);
    await recording.create(gmeRecording.inputs);
    await recording.delete();
    stage.endRun();
    expect(await failureOf(stage.resource(gmeRecording.type, "other").create(gmeRecording.inputs))).toContain(
      "is there",
    );
  });
});

test("an option that is null is left out", async () => {
  const lifecycle = { adopt: null, profile: null, onEnded: null, timeouts: { create: null }, triggers: null };
  const recording = stage.resource(gmeRecording.type);
  await recording.create({ ...gmeRecording.inputs, lifecycle });
  expect(stage.actions()).toContain("StartRecord");
  expect(await recording.diff({ ...gmeRecording.inputs, lifecycle })).toMatchObject({
    changes: false,
    replaces: [],
  });
});

test("pages that repeat what was seen end the search", async () => {
  planFault(stage, aigcVideoRedraw, { kind: "dropBefore" });
  let page = 0;
  stage.intercept = async (request, send) => {
    if (request.headers["x-tc-action"] !== "DescribeTasks") return send();
    page += 1;
    if (page > 100) throw new Error("it asks for ever");
    const task = { TaskId: "221073-Procedure-1", TaskType: "Procedure", Status: "WAITING", SessionId: "" };
    const Response = { TaskSet: [task], ScrollToken: `token-${page % 3}`, RequestId: "r" };
    return { status: 200, headers: {}, body: JSON.stringify({ Response }) };
  };
  const redraw = stage.resource(aigcVideoRedraw.type);
  await redraw.create({ ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted" } });
  expect(stage.vendors.tasks()).toMatchObject([{ id: redraw.id }]);
});

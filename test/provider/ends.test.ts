import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typesThat } from "../contract/typesThat";
import { failureOf, type Properties, type Resource, Stage } from "./support";

const hour = 3_600_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

async function created(type: TypeUnderTest, lifecycle?: Properties): Promise<Resource> {
  const resource = stage.resource(type.type);
  await resource.create({ ...type.inputs, ...(lifecycle && { lifecycle }) });
  return resource;
}

function newestTask(): string {
  return stage.vendors.tasks().at(-1)?.id ?? "";
}

function starts(action: string): number {
  return stage.actions().filter((name) => name === action).length;
}

describe("what is known to be over stays so when the vendor cannot tell any more", () => {
  test("a recording after 72 hours", async () => {
    const recording = await created(volcengineRecording);
    stage.vendors.endTask(newestTask(), "idle");
    await recording.read();
    const { status, statusReason, endedAt } = recording.state;
    expect(status).toBe("ended");
    stage.time.now += 73 * hour;
    await recording.read();
    expect(recording.state).toMatchObject({ status, statusReason, endedAt });
    const failing = { ...volcengineRecording.inputs, lifecycle: { onEnded: "fail" } };
    expect(await failureOf(recording.diff(failing))).toContain("it ended by itself: IdleTimeOut");
  });

  test("a failed redraw after four days", async () => {
    const redraw = await created(aigcVideoRedraw, { waitFor: "accepted" });
    stage.vendors.failTask(newestTask(), "InternalError", "bad video");
    await redraw.read();
    stage.time.now += 4 * 24 * hour;
    await redraw.read();
    const failing = { ...aigcVideoRedraw.inputs, lifecycle: { waitFor: "accepted", onEnded: "fail" } };
    expect(await failureOf(redraw.diff(failing))).toContain("bad video");
  });

  test("a voice recording ended when that was first seen", async () => {
    const recording = await created(gmeRecording);
    stage.vendors.endTask(newestTask());
    await recording.read();
    const { endedAt } = recording.state;
    stage.time.now += hour;
    await recording.read();
    expect(recording.state.endedAt).toBe(endedAt);
  });
});

describe("an end that an update of the options alone finds", () => {
  test.each(typesThat("run", "read"))("%s is started again where they say so", async (type) => {
    const resource = await created(type);
    const first = newestTask();
    stage.vendors.endTask(first, "idle");
    await resource.update({ ...type.inputs, lifecycle: { onEnded: "restart" } });
    expect(resource.state).toMatchObject({ status: "running" });
    expect(stage.vendors.tasks()).toMatchObject([{ id: first, status: "ended" }, { status: "running" }]);
  });

  test.each(typesThat("run", "read"))("%s is left and told of by default", async (type) => {
    const resource = await created(type);
    stage.vendors.endTask(newestTask(), "idle");
    await resource.update({ ...type.inputs, lifecycle: { timeouts: { delete: "1h" } } });
    expect(resource.state).toMatchObject({ status: "ended" });
    expect(stage.lines.at(-1)).toMatch(
      /^lesson: warning: it ended by itself \(.+\) and is not started again/,
    );
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("a job that fails while it is waited for fails the update", async () => {
    const redraw = await created(aigcVideoRedraw, { waitFor: "accepted" });
    stage.vendors.failTask(newestTask(), "InternalError", "bad video");
    expect(await failureOf(redraw.update(aigcVideoRedraw.inputs))).toMatch(
      /it ended before it was completed: .*bad video/,
    );
    expect(redraw.state.status).toBe("failed");
  });
});

describe("a replacement is another task", () => {
  const streams = { targetStreams: { streamList: [{ userId: "speaker", index: 0 }] } };
  const video = { videoParams: { videoEncode: { width: 640, height: 360, fps: 15, bitRate: 500, gop: 2 } } };

  test.each([
    ["a recording with other streams", volcengineRecording, streams, "taskId"],
    ["a relay that gets video", cdnRelay, video, "robotUserId"],
  ] as const)("%s has another id", async (_what, type, change, id) => {
    const resource = await created(type);
    const before = resource.state[id];
    const changed = { ...type.inputs, ...change };
    expect((await resource.diff(changed)).replaces).not.toEqual([]);
    await resource.delete();
    await resource.create(changed);
    expect(resource.state[id]).not.toBe(before);
  });

  test("a stop that takes a moment does not make the new recording the old one", async () => {
    await stage[Symbol.asyncDispose]();
    stage = await Stage.start({ behaviour: { common: { stopTakesMs: hour } } });
    const recording = await created(volcengineRecording);
    await recording.delete();
    await recording.create({ ...volcengineRecording.inputs, ...streams });
    expect(starts("StartRecord")).toBe(2);
    expect(stage.vendors.tasks()).toHaveLength(2);
  });

  test("taking SEI out of a relay replaces it, as the vendor keeps what an update leaves out", async () => {
    const relay = stage.resource(cdnRelay.type);
    await relay.create({ ...cdnRelay.inputs, ...video, seiParams: { layoutVolume: { payloadType: 100 } } });
    const other = { ...cdnRelay.inputs, ...video, seiParams: { layoutVolume: { payloadType: 101 } } };
    expect(await relay.diff(other)).toMatchObject({ changes: true, replaces: [] });
    const without = { ...cdnRelay.inputs, ...video };
    expect(await relay.diff(without)).toMatchObject({ changes: true, replaces: ["seiParams"] });
  });
});

test.each(["Result", "code"] as const)("a given id that is taken is refused, told by the %s", async (how) => {
  const inputs = { ...volcengineRecording.inputs, taskId: "T1" };
  await stage.resource(volcengineRecording.type, "one").create(inputs);
  stage.endRun();
  if (how === "code") {
    const fault = { kind: "error", code: "InvalidParameter.TaskAlreadyExists" } as const;
    stage.vendors.faults.add({ match: { action: "StartRecord" }, fault });
  }
  const other = stage.resource(volcengineRecording.type, "other");
  expect(await failureOf(other.create(inputs))).toContain(
    'taskId "T1" is used by another recording that runs',
  );
  expect(other.id).toBe("");
});

test("a long wait says so at spans that double, and names the resource each time", async () => {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start({ behaviour: { common: { stopTakesMs: hour } } });
  const lifecycle = { onDelete: "stopAndWait", timeouts: { delete: "2h" } };
  const resource = await created(volcengineRecording, lifecycle);
  await resource.delete();
  const spans = stage.lines.map((line) => /^lesson: waiting for the end of it \((.+)\)$/.exec(line)?.[1]);
  expect(spans).toHaveLength(6);
  expect(new Set(spans).size).toBe(6);
  expect(spans[0]).toMatch(/^3\d s$/);
});

test("stopAndWait says where it cannot wait", async () => {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start({ behaviour: { common: { stopTakesMs: hour } } });
  const resource = stage.resource(volcengineRecording.type);
  await resource.create({ ...volcengineRecording.inputs, lifecycle: { onDelete: "stopAndWait" } });
  stage.time.now += 73 * hour;
  await resource.delete();
  expect(stage.lines.at(-1)).toMatch(/^lesson: warning: its end could not be waited for: .*72 hours/);
});

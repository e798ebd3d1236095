import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** What the program now calls otherwise: the new name creates, and the run breaks off before the old one is deleted. */
async function renamed(type: TypeUnderTest): Promise<[old: Resource, now: Resource]> {
  const old = stage.resource(type.type, "old");
  await old.create({ ...type.inputs });
  stage.endRun();
  stage.time.now += 1_000;
  const now = stage.resource(type.type, "now");
  const adopt = type === gmeRecording ? { lifecycle: { adopt: old.id } } : {};
  await now.create({ ...type.inputs, ...adopt });
  stage.endRun();
  return [old, now];
}

describe("what two states name, since a run broke off between create and delete", () => {
  test("a recording that the new name took over goes on", async () => {
    const [old, now] = await renamed(gmeRecording);
    expect(now.id).toBe(old.id);
    const adopting = { ...gmeRecording.inputs, lifecycle: { adopt: old.id } };
    expect(await now.diff(adopting)).toMatchObject({ changes: false });
    await old.delete();
    expect(stage.lines.at(-1)).toBe("old: left as it is: another resource took it over");
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
    await now.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test("a setting that the new name made stays", async () => {
    const [old, now] = await renamed(tiwCallback);
    await now.diff(tiwCallback.inputs);
    await old.delete();
    await now.read();
    expect(now.state.callback).toBe(tiwCallback.inputs.callback);
  });

  test("a replacement of the same name goes on too", async () => {
    const resource = stage.resource(gmeRecording.type);
    await resource.create(gmeRecording.inputs);
    const before = { id: resource.id, state: resource.state };
    stage.endRun();
    stage.time.now += 1_000;
    await resource.create(gmeRecording.inputs);
    stage.endRun();
    await resource.diff(gmeRecording.inputs);
    await resource.provider.delete?.(before.id, before.state);
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("destroy stops it", async () => {
    const [old, now] = await renamed(gmeRecording);
    await old.delete();
    await now.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

test("a setting that is renamed stays", async () => {
  const old = stage.resource(tiwCallback.type, "old");
  await old.create(tiwCallback.inputs);
  stage.endRun();
  const now = stage.resource(tiwCallback.type, "now");
  await now.create(tiwCallback.inputs);
  await old.delete();
  await now.read();
  expect(now.state.callback).toBe(tiwCallback.inputs.callback);
});

test("recordings of one id in two rooms are two", async () => {
  const [one, other] = await Promise.all(
    ["Room1", "Room2"].map(async (roomId) => {
      const recording = stage.resource(volcengineRecording.type, roomId);
      await recording.create({ ...volcengineRecording.inputs, roomId, taskId: "lesson" });
      return recording;
    }),
  );
  stage.endRun();
  await one?.diff({ ...volcengineRecording.inputs, roomId: "Room1", taskId: "lesson" });
  await other?.delete();
  expect(stage.vendors.tasks().filter(({ status }) => status === "running")).toMatchObject([
    { room: "Room1" },
  ]);
});

test("two applications of one name are refused in one program", async () => {
  const first = stage.resource(subApplication.type, "first");
  expect(await first.failures(subApplication.inputs)).toEqual([]);
  const second = stage.resource(subApplication.type, "second");
  expect(await second.failures(subApplication.inputs)).toEqual([
    expect.stringContaining('is also that of "first" in this program'),
  ]);
  expect(await second.failures({ ...subApplication.inputs, description: "of the second team" })).toEqual([]);
});

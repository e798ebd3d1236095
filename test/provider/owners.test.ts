import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { inputsOf, type Resource, Stage, types } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** What the program now calls otherwise: the new name creates, and the run breaks off before the old one is deleted. */
async function renamed(kind: "gme" | "callback"): Promise<[old: Resource, now: Resource]> {
  const old = stage.resource(types[kind], "old");
  await old.create(inputsOf[kind]);
  stage.endRun();
  stage.time.now += 1_000;
  const now = stage.resource(types[kind], "now");
  const adopt = kind === "gme" ? { lifecycle: { adopt: old.id } } : {};
  await now.create({ ...inputsOf[kind], ...adopt });
  stage.endRun();
  return [old, now];
}

describe("what two states name, since a run broke off between create and delete", () => {
  test("a recording that the new name took over goes on", async () => {
    const [old, now] = await renamed("gme");
    expect(now.id).toBe(old.id);
    const adopting = { ...inputsOf.gme, lifecycle: { adopt: old.id } };
    expect(await now.diff(adopting)).toMatchObject({ changes: false });
    await old.delete();
    expect(stage.lines.at(-1)).toBe("old: left as it is: another resource took it over");
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
    await now.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test("a setting that the new name made stays", async () => {
    const [old, now] = await renamed("callback");
    await now.diff(inputsOf.callback);
    await old.delete();
    await now.read();
    expect(now.state.callback).toBe(inputsOf.callback.callback);
  });

  test("a replacement of the same name goes on too", async () => {
    const resource = stage.resource(types.gme);
    await resource.create(inputsOf.gme);
    const before = { id: resource.id, state: resource.state };
    stage.endRun();
    stage.time.now += 1_000;
    await resource.create(inputsOf.gme);
    stage.endRun();
    await resource.diff(inputsOf.gme);
    await resource.provider.delete?.(before.id, before.state);
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("destroy stops it", async () => {
    const [old, now] = await renamed("gme");
    await old.delete();
    await now.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

test("a setting that is renamed stays", async () => {
  const old = stage.resource(types.callback, "old");
  await old.create(inputsOf.callback);
  stage.endRun();
  const now = stage.resource(types.callback, "now");
  await now.create(inputsOf.callback);
  await old.delete();
  await now.read();
  expect(now.state.callback).toBe(inputsOf.callback.callback);
});

test("recordings of one id in two rooms are two", async () => {
  const [one, other] = await Promise.all(
    ["Room1", "Room2"].map(async (roomId) => {
      const recording = stage.resource(types.recording, roomId);
      await recording.create({ ...inputsOf.recording, roomId, taskId: "lesson" });
      return recording;
    }),
  );
  stage.endRun();
  await one?.diff({ ...inputsOf.recording, roomId: "Room1", taskId: "lesson" });
  await other?.delete();
  expect(stage.vendors.tasks().filter(({ status }) => status === "running")).toMatchObject([
    { room: "Room1" },
  ]);
});

test("two applications of one name are refused in one program", async () => {
  const first = stage.resource(types.application, "first");
  expect(await first.failures(inputsOf.application)).toEqual([]);
  const second = stage.resource(types.application, "second");
  expect(await second.failures(inputsOf.application)).toEqual([
    expect.stringContaining('is also that of "first" in this program'),
  ]);
  expect(await second.failures({ ...inputsOf.application, description: "of the second team" })).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { Handler } from "../../provider/core/handler";
import { notKnown } from "../../provider/core/unknowns";
import { fieldOf } from "../../sdk/core/fields";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import cloudRecording from "../contract/descriptors/tencent/trtc/CloudRecording";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { allTypes, typesThat } from "../contract/typesThat";
import {
  idKeyOf,
  openStarts,
  orphans,
  planFault,
  resourceOf,
  startOf,
  startsOf,
} from "../reliability/support";
import { failureOf, type Properties, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const tasks = typesThat("run");

/** The least inputs with lifecycle options. */
function inputsOf(type: TypeUnderTest, lifecycle: Properties = {}, change: Properties = {}): Properties {
  return { ...type.inputs, ...change, lifecycle };
}

function stoppedInputs(type: TypeUnderTest, change: Properties = {}): Properties {
  return inputsOf(type, { desired: "stopped" }, change);
}

async function running(type: TypeUnderTest, lifecycle: Properties = {}): Promise<Resource> {
  const resource = resourceOf(stage, type);
  await resource.create(inputsOf(type, lifecycle));
  stage.endRun();
  return resource;
}

/** One that ran and was stopped, in a run before. */
async function stopped(type: TypeUnderTest): Promise<Resource> {
  const resource = await running(type);
  await resource.update(stoppedInputs(type));
  stage.endRun();
  return resource;
}

/** How each task is at the vendor, or why it ended there. */
function statuses(): string[] {
  return stage.vendors.tasks().map(({ status, reason }) => (status === "running" ? status : `${reason}`));
}

/** What a step says, and how many calls it makes. */
async function watching(work: () => Promise<unknown>): Promise<{ said: string; calls: number }> {
  const [lines, calls] = [stage.lines.length, stage.sent.length];
  await work();
  return { said: stage.lines.slice(lines).join("\n"), calls: stage.sent.length - calls };
}

/** Whether an output is always there; others may wait for the vendor's word. */
function isRequired({ contract }: TypeUnderTest, key: string): boolean {
  const field = fieldOf(contract.outputs, key);
  return field instanceof z.ZodType && !field.isOptional();
}

function hasNoChange(resource: Resource, inputs: Properties) {
  return expect(resource.diff(inputs)).resolves.toMatchObject({ changes: false, replaces: [] });
}

/** A request without what is derived from the resource, and differs between two of them. */
function withoutIds(body = ""): unknown {
  return JSON.parse(body, (key, value) =>
    /^(TaskId|RecordId|PublicStreamId|\w*UserId|\w*UserSig)$/.test(key) ? undefined : value,
  );
}

describe.each(tasks)("%s created stopped", (type) => {
  const inputs = stoppedInputs(type);

  test("is in the state, and at no vendor: no verb calls anybody", async () => {
    const resource = resourceOf(stage, type);
    const { said } = await watching(() => resource.create(inputs));
    expect(said).toBe(`${type.name}: nothing is started (lifecycle.desired is stopped)`);
    // The vendor has no id for it, and Pulumi needs one.
    expect(resource.id).toBe(type.name);
    expect(resource.state).toMatchObject({ status: "stopped", [idKeyOf(type)]: "" });
    for (const key of type.contract.stable.filter((stable) => isRequired(type, stable)))
      expect([key, typeof resource.state[key]]).toEqual([key, "string"]);
    await hasNoChange(resource, inputs);
    stage.endRun();
    const before = { ...resource.state };
    await resource.read();
    expect(resource.state).toEqual(before);
    expect(resource.id).toBe(type.name);
    expect(resource.inputs).toBeUndefined();
    await resource.delete();
    expect(stage.sent).toEqual([]);
    expect(openStarts(stage)).toEqual([]);
  });

  test("starts in place, as one that was created running", async () => {
    const resource = resourceOf(stage, type);
    await resource.create(inputs);
    stage.endRun();
    const plan = await watching(() => resource.diff(type.inputs));
    expect(plan).toEqual({ said: `${type.name}: it is stopped; this update starts it`, calls: 0 });
    expect(await resource.diff(type.inputs)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(type.inputs);
    const [task, ...more] = stage.vendors.tasks();
    expect(more).toEqual([]);
    expect(resource.state).toMatchObject({ [idKeyOf(type)]: task?.id });
    await resource.delete();
    stage.endRun();
    const other = stage.resource(type.type, "other");
    await other.create({ ...type.inputs });
    expect(resource.state.status).toBe(other.state.status);
    const { __restarts, ...state } = resource.state;
    expect(Object.keys(state).sort()).toEqual(Object.keys(other.state).sort());
  });
});

describe.each(tasks)("%s", (type) => {
  test("is stopped in place, and keeps its outputs", async () => {
    const resource = await running(type);
    const { id } = resource;
    const before = { ...resource.state };
    const plan = await watching(async () =>
      expect(await resource.diff(stoppedInputs(type))).toMatchObject({ changes: true, replaces: [] }),
    );
    expect(plan.said).toBe(`${type.name}: this update stops it (lifecycle.desired is stopped)`);
    const { said } = await watching(() => resource.update(stoppedInputs(type)));
    expect(said).toBe("");
    expect(statuses()).toEqual(["stopped"]);
    for (const key of type.contract.stable) expect(resource.state[key]).toBe(before[key]);
    expect(resource.state.status).toBe("stopped");
    expect(resource.state).not.toHaveProperty("statusReason");
    expect([resource.id, resource.state.__urn]).toEqual([id, before.__urn]);
    await hasNoChange(resource, stoppedInputs(type));
  });

  test("that is stopped is neither read nor stopped again, nor started by onEnded", async () => {
    const resource = await stopped(type);
    for (const onEnded of ["restart", "fail"]) {
      const options = { desired: "stopped", onEnded };
      const { calls } = await watching(async () => {
        expect(await resource.diff(inputsOf(type, options))).toMatchObject({ replaces: [] });
        await resource.update(inputsOf(type, options));
        await resource.read();
      });
      expect(calls).toBe(0);
      expect(resource.state.status).toBe("stopped");
      await hasNoChange(resource, inputsOf(type, options));
    }
    const { calls, said } = await watching(() => resource.delete());
    expect([calls, said]).toEqual([0, ""]);
  });

  test("is started again in place, as another task", async () => {
    const resource = await stopped(type);
    const before = { ...resource.state };
    expect(await resource.diff(type.inputs)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(type.inputs);
    expect(statuses()).toEqual(["stopped", "running"]);
    const [, task] = stage.vendors.tasks();
    expect(resource.state[idKeyOf(type)]).toBe(task?.id);
    expect(resource.state[idKeyOf(type)]).not.toBe(before[idKeyOf(type)]);
    expect(resource.state).toMatchObject({ __urn: before.__urn, __createdAt: before.__createdAt });
    expect(resource.state.status).not.toBe("stopped");
    await hasNoChange(resource, type.inputs);
    expect(openStarts(stage)).toEqual([]);
    await resource.update(stoppedInputs(type));
    await resource.update(type.inputs);
    await resource.delete();
    expect(statuses()).toEqual(["stopped", "stopped", "stopped"]);
    expect(new Set(stage.vendors.tasks().map(({ id }) => id)).size).toBe(3);
  });

  const changes = [...(type.replacing ?? []), ...(type.inPlace ? [type.inPlace(1)] : [])];
  test.each(changes)("keeps %j for the next start while it is stopped", async (change) => {
    const resource = await stopped(type);
    const { said, calls } = await watching(async () => {
      const plan = await resource.diff(stoppedInputs(type, change));
      expect(plan).toMatchObject({ changes: true, replaces: [] });
      await resource.update(stoppedInputs(type, change));
      await resource.read();
    });
    expect(said).toContain("it stays stopped: what changes counts from its next start on");
    expect([calls, stage.vendors.tasks().length]).toEqual([0, 1]);
    await hasNoChange(resource, stoppedInputs(type, change));
    await resource.update({ ...type.inputs, ...change });
    await hasNoChange(resource, { ...type.inputs, ...change });
    const started = stage.bodies(startOf(type).action).at(-1);
    stage.endRun();
    await resource.delete();
    stage.endRun();
    await resourceOf(stage, type).create({ ...type.inputs, ...change });
    const created = stage.bodies(startOf(type).action).at(-1);
    expect(withoutIds(started)).toEqual(withoutIds(created));
  });

  test.each(type.replacing ?? [])("is stopped as it ran, though it gets %j", async (change) => {
    const resource = await running(type);
    expect(await resource.diff(stoppedInputs(type, change))).toMatchObject({ replaces: [] });
    await resource.update(stoppedInputs(type, change));
    expect(statuses()).toEqual(["stopped"]);
    await hasNoChange(resource, stoppedInputs(type, change));
  });

  test("does not run again by a trigger while it is stopped, and once with it afterwards", async () => {
    const resource = await stopped(type);
    const resting = inputsOf(type, { desired: "stopped", triggers: ["again"] });
    expect(await resource.diff(resting)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(resting);
    const started = inputsOf(type, { triggers: ["and again"] });
    expect(await resource.diff(started)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(started);
    await hasNoChange(resource, started);
    expect(statuses()).toEqual(["stopped", "running"]);
  });

  test("stays as it is where the stop fails, and the next run stops it", async () => {
    const resource = await running(type);
    const before = { ...resource.state };
    const [action = ""] = type.calls.stop ?? [];
    const fault = { kind: "error", code: "InvalidParameter" } as const;
    stage.vendors.faults.add({ match: { action }, fault });
    const message = await failureOf(resource.update(stoppedInputs(type)));
    expect(message).toContain(`${action} failed: InvalidParameter`);
    expect(resource.state).toEqual(before);
    expect(statuses()).toEqual(["running"]);
    expect(await resource.diff(stoppedInputs(type))).toMatchObject({ changes: true });
    await resource.update(stoppedInputs(type));
    expect(statuses()).toEqual(["stopped"]);
  });

  test("is stopped where the run that stopped it was killed before it saved", async () => {
    const resource = await running(type);
    const before = { ...resource.state };
    await resource.update(stoppedInputs(type));
    resource.state = before;
    stage.endRun();
    const { said } = await watching(() => resource.update(stoppedInputs(type)));
    expect(said).toBe(`${type.name}: it was over already`);
    expect(resource.state.status).toBe("stopped");
    expect(stage.vendors.tasks()).toHaveLength(1);
  });

  test("is stopped where it has ended by itself, whatever onEnded says", async () => {
    const resource = await running(type);
    stage.vendors.endTask(String(resource.state[idKeyOf(type)]), "idle");
    stage.time.now += 60_000;
    await resource.read();
    const options = { desired: "stopped", onEnded: "fail" };
    await resource.diff(inputsOf(type, options));
    await resource.update(inputsOf(type, options));
    expect(resource.state).toMatchObject({ status: "stopped" });
    expect(resource.state).not.toHaveProperty("__ended");
    expect(startsOf(stage, type)).toBe(1);
    await hasNoChange(resource, inputsOf(type, options));
    await resource.update(type.inputs);
    expect(statuses()).toEqual(["idle", "running"]);
  });

  test.each(["before", "after"])("goes on for another resource that took it over, seen %s", async (when) => {
    const first = stage.resource(type.type, "first");
    await first.create({ ...type.inputs });
    stage.endRun();
    stage.time.now += 1;
    if (when === "before") await first.diff(stoppedInputs(type));
    await stage.resource(type.type, "second").create(inputsOf(type, { adopt: first.id }));
    if (when === "after") await first.diff(stoppedInputs(type));
    await first.update(stoppedInputs(type));
    expect(stage.lines.at(-1)).toBe("first: left as it is: another resource took it over");
    expect(statuses()).toEqual(["running"]);
    expect(first.state.status).toBe("stopped");
    await first.delete();
    expect(statuses()).toEqual(["running"]);
  });

  test("leaves its robot, room, id and push addresses to another one while it is stopped", async () => {
    for (const { both, second } of type.exclusive ?? []) {
      stage.endRun();
      const inputs = { ...type.inputs, ...both };
      const resting = { ...inputs, lifecycle: { desired: "stopped" } };
      const standby = stage.resource(type.type, "standby");
      expect(await standby.failures(resting)).toEqual([]);
      const primary = stage.resource(type.type, "primary");
      expect(await primary.failures({ ...inputs, ...second })).toEqual([]);
      // Also where both change places.
      expect(await primary.failures(resting)).toEqual([]);
      expect(await standby.failures({ ...inputs, ...second })).toEqual([]);
      expect(await primary.failures({ ...inputs, ...second })).not.toEqual([]);
    }
  });

  test("in a preview that does not know lifecycle.desired says what may happen", async () => {
    const unknown = { ...type.inputs, lifecycle: { desired: notKnown, onEnded: "fail" } };
    const handler = new Handler(type.lifecycle, stage.host());
    handler.configure((key) => stage.config[key]);
    const wanted = (inputs: Properties) => ({ urn: `urn:pulumi:dev::school::${type}::lesson`, inputs });
    const state = await handler.create(wanted({ ...type.inputs }));
    const planOf = async (from: typeof state) => {
      expect(handler.check(wanted(unknown)).failures).toEqual([]);
      return handler.plan(from, wanted(unknown));
    };
    const maybe = "lifecycle.desired is not known yet: this update may stop it";
    expect(await planOf(state)).toMatchObject({ replacing: [], said: [maybe] });
    const over = { ...state, kept: { ...state.kept, ended: "idle" } };
    expect(await planOf(over)).toMatchObject({ replacing: [], said: [maybe] });
    const resting = await handler.update(state, wanted(stoppedInputs(type)));
    expect(await planOf(resting)).toMatchObject({
      changed: ["lifecycle.desired", "lifecycle.onEnded"],
      replacing: [],
      isDue: true,
      said: ["it is stopped, and lifecycle.desired is not known yet: this update may start it"],
    });
    // A value that is not known replaces nothing where nothing runs.
    const [key = ""] = Object.keys(type.replacing?.[0] ?? {});
    const more = { ...stoppedInputs(type), [key]: notKnown };
    const plan = await handler.plan(resting, wanted(more));
    expect(plan).toMatchObject({ isDue: false, replacing: [] });
    expect(plan.changed.map((path) => path.split(".")[0])).toContain(key);
  });
});

describe("a start again whose answer was lost", () => {
  test.each(typesThat("run", "be found"))("%s: is found: one task", async (type) => {
    const resource = await stopped(type);
    planFault(stage, type, { kind: "dropAfter" });
    await resource.update({ ...type.inputs });
    expect(statuses()).toEqual(["stopped", "running"]);
    expect(orphans(stage, [resource])).toEqual([]);
    await resource.delete();
    expect(statuses()).toEqual(["stopped", "stopped"]);
  });

  test.each(typesThat("run", "be lost"))("%s: is asked for, and never sent twice", async (type) => {
    const resource = await stopped(type);
    planFault(stage, type, { kind: "dropAfter" });
    expect(await failureOf(resource.update({ ...type.inputs }))).toContain("it is not known whether");
    stage.endRun();
    expect(resource.state.status).toBe("stopped");
    expect(await failureOf(resource.update({ ...type.inputs }))).toContain("broke off");
    // To want it stopped does not make it so.
    const plan = await watching(() => resource.diff(stoppedInputs(type)));
    expect(plan.said).toMatch(/an earlier run broke off its start of .+: this update stops what that made/);
    expect(await failureOf(resource.update(stoppedInputs(type)))).toContain("it is not known whether");
    expect(statuses()).toEqual(["stopped", "running"]);
    const [, task] = stage.vendors.tasks();
    const adopting = inputsOf(type, { adopt: task?.id });
    const replacement = { replaces: ["lifecycle"], deleteBeforeReplace: false };
    expect(await resource.diff(adopting)).toMatchObject(replacement);
    await resource.create(adopting);
    expect(openStarts(stage)).toEqual([]);
    expect(resource.state[idKeyOf(type)]).toBe(task?.id);
  });
});

describe("a start again whose run was killed before it saved", () => {
  async function killed(type: TypeUnderTest): Promise<Resource> {
    const resource = await stopped(type);
    const before = { ...resource.state };
    await resource.update({ ...type.inputs });
    resource.state = before;
    stage.endRun();
    expect(statuses()).toEqual(["stopped", "running"]);
    return resource;
  }

  test.each(tasks)("%s: the next one takes it over", async (type) => {
    const resource = await killed(type);
    await resource.read();
    expect(resource.state.status).toBe("stopped");
    await resource.diff(type.inputs);
    await resource.update({ ...type.inputs });
    expect(statuses()).toEqual(["stopped", "running"]);
    expect(orphans(stage, [resource])).toEqual([]);
    await hasNoChange(resource, type.inputs);
    expect(openStarts(stage)).toEqual([]);
  });

  test.each(typesThat("run", "be journaled"))("%s: to want it stopped stops it", async (type) => {
    const resource = await killed(type);
    const wanted = stoppedInputs(type);
    const { said } = await watching(async () =>
      expect(await resource.diff(wanted)).toMatchObject({ changes: true, replaces: [] }),
    );
    expect(said).toContain("this update stops what that made");
    await resource.update(wanted);
    expect(statuses()).toEqual(["stopped", "stopped"]);
    expect(stage.lines.at(-1)).toMatch(
      /was started at .+, and no later run saw it in the state: it is stopped/,
    );
    expect(openStarts(stage)).toEqual([]);
    await hasNoChange(resource, wanted);
  });

  test.each(typesThat("run", "be journaled"))(
    "%s: a delete tells of it, and keeps its record",
    async (type) => {
      const resource = await killed(type);
      const { said, calls } = await watching(() => resource.delete());
      expect(calls).toBe(0);
      expect(said).toMatch(/an earlier run sent a start of it .+ may run\. What to do: .+ orphans/);
      expect(openStarts(stage)).toHaveLength(1);
    },
  );

  test.each(typesThat("run", "be journaled"))(
    "%s: one that is created stopped instead stops what an earlier create started",
    async (type) => {
      const resource = await running(type);
      [resource.id, resource.state] = ["", {}];
      await resource.create(stoppedInputs(type));
      expect(statuses()).toEqual(["stopped"]);
      expect(openStarts(stage)).toEqual([]);
      await hasNoChange(resource, stoppedInputs(type));
    },
  );
});

describe("lifecycle.adopt of what is to be stopped", () => {
  async function foreign(type: TypeUnderTest): Promise<string> {
    const other = stage.resource(type.type, "other");
    await other.create({ ...type.inputs });
    await other.diff({ ...type.inputs });
    stage.endRun();
    return other.id;
  }

  test.each(tasks)("%s: takes it over and stops it; the start again is another one", async (type) => {
    const adopt = await foreign(type);
    const resource = resourceOf(stage, type);
    const inputs = inputsOf(type, { adopt, desired: "stopped" });
    const { said } = await watching(() => resource.create(inputs));
    expect(said).toBe(`${type.name}: ${adopt} is taken over and stopped (lifecycle.desired is stopped)`);
    expect(resource.id).toBe(adopt);
    expect(resource.state).toMatchObject({ status: "stopped", [idKeyOf(type)]: adopt });
    expect(statuses()).toEqual(["stopped"]);
    await hasNoChange(resource, inputs);
    // The program still names it, and it is over.
    const again = inputsOf(type, { adopt });
    expect(await resource.diff(again)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(again);
    expect(statuses()).toEqual(["stopped", "running"]);
    expect(resource.state[idKeyOf(type)]).not.toBe(adopt);
    await hasNoChange(resource, again);
  });

  test.each([gmeRecording, volcengineRecording])(
    "%s: one that is over is taken where the vendor still shows it",
    async (type) => {
      const adopt = await foreign(type);
      stage.vendors.endTask(adopt, "idle");
      const resource = resourceOf(stage, type);
      await resource.create(inputsOf(type, { adopt, desired: "stopped" }));
      expect(resource.state).toMatchObject({ [idKeyOf(type)]: adopt, status: "stopped" });
      expect(statuses()).toEqual(["idle"]);
    },
  );

  test.each([cdnRelay, cloudRecording])(
    "%s: one that is over is refused where nothing tells it from a wrong id",
    async (type) => {
      const adopt = await foreign(type);
      stage.vendors.endTask(adopt, "idle");
      const creating = resourceOf(stage, type).create(inputsOf(type, { adopt, desired: "stopped" }));
      expect(await failureOf(creating)).toContain("which cannot be taken over");
    },
  );

  test.each(tasks)("%s: a wrong id is refused", async (type) => {
    const creating = resourceOf(stage, type).create(inputsOf(type, { adopt: "404", desired: "stopped" }));
    expect(await failureOf(creating)).toContain('lifecycle.adopt names "404", which cannot be taken over');
  });

  test.each(tasks)("%s: one that is stopped is replaced by what it newly names", async (type) => {
    const resource = await stopped(type);
    const adopt = await foreign(type);
    const isShown = [...typesThat("read"), ...typesThat("update")].includes(type);
    for (const desired of isShown ? ["stopped", "running"] : ["stopped"]) {
      const { said } = await watching(async () => {
        const plan = await resource.diff(inputsOf(type, { adopt, desired }));
        expect(plan).toMatchObject({ replaces: ["lifecycle"], deleteBeforeReplace: false });
      });
      const stops = `${type.name}: what lifecycle.adopt names is taken over and stopped`;
      expect(said).toBe(desired === "stopped" ? stops : "");
    }
    // Nothing is given up for what neither a read nor an update shows.
    if (!isShown)
      expect(await failureOf(resource.diff(inputsOf(type, { adopt })))).toContain("no call that reads");
  });

  test.each(["stopped", "running"])(
    "a wrong id that is to be %s is refused before anything is done",
    async (desired) => {
      const recording = await stopped(gmeRecording);
      const message = await failureOf(recording.diff(inputsOf(gmeRecording, { adopt: "404", desired })));
      expect(message).toContain('lifecycle.adopt names "404", which cannot be taken over');
    },
  );
});

describe("a wait for the end", () => {
  const readable = typesThat("run", "read");

  test.each(readable)("%s: stopAndWait waits, and keeps what was read of the end", async (type) => {
    stage.vendors.behaviour.common.stopTakesMs = 60_000;
    const options = { onDelete: "stopAndWait" };
    const resource = await running(type, options);
    const { now } = stage.time;
    const { calls } = await watching(() =>
      resource.update(inputsOf(type, { ...options, desired: "stopped" })),
    );
    expect(stage.time.now - now).toBeGreaterThanOrEqual(60_000);
    expect(calls).toBeGreaterThan(2);
    expect(resource.state.status).toBe("stopped");
    expect(resource.state).not.toHaveProperty("statusReason");
    expect(statuses()).toEqual(["stopped"]);
  });

  test.each([gmeRecording, volcengineRecording])("%s: when it ended is an output then", async (type) => {
    const options = { onDelete: "stopAndWait" };
    const resource = await running(type, options);
    expect(resource.state).not.toHaveProperty("endedAt");
    await resource.update(inputsOf(type, { ...options, desired: "stopped" }));
    expect(resource.state.endedAt).toEqual(expect.any(String));
  });

  test.each(readable)("%s: one that takes too long is stopped by the next run", async (type) => {
    stage.vendors.behaviour.common.stopTakesMs = 60_000;
    const options = { onDelete: "stopAndWait", timeouts: { update: "30s" } };
    const resource = await running(type, options);
    const inputs = inputsOf(type, { ...options, desired: "stopped" });
    expect(await failureOf(resource.update(inputs))).toContain("waited 30 s for the end of it");
    expect(resource.state.status).not.toBe("stopped");
    stage.time.now += 60_000;
    await resource.update(inputs);
    expect(resource.state.status).toBe("stopped");
  });

  test.each(tasks)("%s: leave says what delete does, and a stop stops", async (type) => {
    const resource = await running(type, { onDelete: "leave" });
    await resource.update(inputsOf(type, { onDelete: "leave", desired: "stopped" }));
    expect(statuses()).toEqual(["stopped"]);
  });

  test("a room that is recorded until the stop is through is waited for, also in another run", async () => {
    stage.vendors.behaviour.common.stopTakesMs = 60_000;
    const recording = await stopped(gmeRecording);
    const before = recording.state.taskId;
    await recording.update({ ...gmeRecording.inputs });
    expect(statuses()).toEqual(["stopped", "running"]);
    expect(recording.state.taskId).not.toBe(before);
  });
});

test("what the program gives of outputs counts while it is stopped", async () => {
  const recording = await stopped(volcengineRecording);
  const named = { taskId: "Task1" };
  await recording.update(stoppedInputs(volcengineRecording, named));
  expect(recording.state.taskId).toBe("Task1");
  await hasNoChange(recording, stoppedInputs(volcengineRecording, named));
  await recording.update({ ...volcengineRecording.inputs, ...named });
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }, { id: "Task1", status: "running" }]);
});

test("a stop goes to the account and the region that it runs in", async () => {
  const profiles = JSON.stringify({ other: { secretId: "id", secretKey: "no-key-of-the-emulator" } });
  const relay = stage.resource(cdnRelay.type, "relay", { "tencentcloud:profiles": profiles });
  await relay.create({ ...cdnRelay.inputs, region: "ap-guangzhou" });
  const elsewhere = { region: "ap-hongkong", lifecycle: { desired: "stopped", profile: "other" } };
  const inputs = { ...cdnRelay.inputs, ...elsewhere };
  expect(await relay.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
  await relay.update(inputs);
  expect(statuses()).toEqual(["stopped"]);
  expect(relay.state.region).toBe("ap-hongkong");
  await hasNoChange(relay, inputs);
});

test("a push address that has ended is no matter of what does not push", async () => {
  const publishCdnParams = [
    { publishCdnUrl: "rtmp://push.example.com/live/a?txSecret=5ecf&txTime=5C271099", isTencentCdn: 1 },
  ];
  const relay = stage.resource(cdnRelay.type);
  const warnings = async (lifecycle: Properties) => {
    const inputs = { ...cdnRelay.inputs, publishCdnParams, lifecycle };
    return (await watching(() => relay.failures(inputs))).said;
  };
  expect(await warnings({ desired: "running" })).toContain("publishCdnParams[0].publishCdnUrl");
  expect(await warnings({ desired: "stopped" })).toBe("");
});

test.each(tasks)("the status of %s can be stopped", ({ contract }) => {
  const status = fieldOf(contract.outputs, "status");
  expect(status && z.safeParse(status, "stopped").success).toBe(true);
});

test.each(allTypes.filter(({ contract }) => contract.kind !== "task"))(
  "%s has no such switch",
  async (type) => {
    const lifecycle = { desired: "stopped" };
    expect(await resourceOf(stage, type).failures({ ...type.inputs, lifecycle })).toEqual([
      expect.stringMatching(
        /^lifecycle\.desired: it means nothing here: it .+(until it is deleted|is over when it is done)\. What to do: leave it out\.$/,
      ),
    ]);
  },
);

// Runs alone: it takes long, and others can run beside it.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { windowLength } from "../../provider/core/window";
import { fieldOf, keysOf, unwrap } from "../../sdk/core/fields";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay, { relayTo } from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { allTypes, typesThat } from "../contract/typesThat";
import { failureOf, isCallOf, type Properties, Stage } from "../provider/support";
import { fault } from "./matrix";
import { type JournalKind, overJournals } from "./overJournals";
import {
  callsAfterStart,
  closeStarts,
  madeBy,
  openStarts,
  orphans,
  planFault,
  resourceOf,
  startOf,
  startsOf,
  tasksOf,
} from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Starts over with vendors that behave otherwise. */
async function restage(options: Parameters<typeof Stage.start>[0]): Promise<void> {
  const { bucket } = stage;
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start(options);
  stage.bucket = bucket;
}

const named = { ...volcengineRecording.inputs, taskId: "Task1" };

describe(fault(25), () => {
  const wanted = allTypes.flatMap((type) =>
    (type.exclusive ?? []).map(({ says, both, second }) => [type, says, both, second] as const),
  );
  test.each(wanted)("two of a program: %s: %s", async (type, says, both, others) => {
    const inputs = { ...type.inputs, ...both };
    await stage.resource(type.type, "first").create(inputs);
    const calls = stage.sent.length;
    const second = stage.resource(type.type, "second");
    const [reason = "", ...more] = await second.failures({ ...inputs, ...others });
    expect(reason).toContain(says);
    expect(reason).toContain('is also that of "first" in this program');
    expect(more).toEqual([]);
    expect(stage.sent).toHaveLength(calls);
    // The first one itself may be checked again.
    expect(await stage.resource(type.type, "first").failures(inputs)).toEqual([]);
  });

  test("robots that are derived differ", async () => {
    await stage.resource(cdnRelay.type, "first").create(cdnRelay.inputs);
    await stage.resource(cdnRelay.type, "second").create(relayTo("second"));
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["running", "running"]);
  });

  test("two stacks: a recording under the same id is a conflict, and the first goes on", async () => {
    await stage.resource(volcengineRecording.type, "first").create(named);
    stage.endRun();
    const message = await failureOf(stage.resource(volcengineRecording.type, "second").create(named));
    expect(message).toContain('taskId "Task1" is used by another recording that runs in room Room1 already');
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  overJournals(() => stage, twoStacks);
});

function twoStacks(): void {
  test("two stacks: the recording of a room is a conflict, and the first goes on as it is", async () => {
    const first = stage.resource(gmeRecording.type, "first");
    await first.create(gmeRecording.inputs);
    stage.endRun();
    const second = stage.resource(gmeRecording.type, "second");
    const message = await failureOf(second.create({ ...gmeRecording.inputs, recordMode: 2 }));
    expect(message).toContain("ResourceInUse.TaskInUse");
    expect(message).toContain(`take it over with lifecycle.adopt: "${first.id}"`);
    expect(message).toContain("or stop it");
    expect(openStarts(stage).filter(({ id }) => id === undefined)).toEqual([]);
    expect(stage.actions()).not.toContain("ModifyRecordInfo");
    expect(stage.vendors.tasks()).toMatchObject([{ id: first.id, status: "running" }]);

    // Both ways out.
    await second.create({ ...gmeRecording.inputs, lifecycle: { adopt: first.id } });
    expect(second.id).toBe(first.id);
    await second.delete();
    stage.endRun();
    await stage.resource(gmeRecording.type, "third").create(gmeRecording.inputs);
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }, { status: "running" }]);
  });

  test("two stacks: a lost start is not taken for the recording that was there before it", async () => {
    const first = stage.resource(gmeRecording.type, "first");
    await first.create(gmeRecording.inputs);
    stage.endRun();
    planFault(stage, gmeRecording, { kind: "dropAfter" });
    const message = await failureOf(stage.resource(gmeRecording.type, "second").create(gmeRecording.inputs));
    expect(message).toContain(`take it over with lifecycle.adopt: "${first.id}"`);
    expect(stage.vendors.tasks()).toMatchObject([{ id: first.id, status: "running" }]);
  });

  test("two runs of one stack at once, with one journal: one starts, and the other is told", async () => {
    const { faults } = stage.vendors;
    faults.add({ match: startOf(cdnRelay), fault: { kind: "hold", at: "before", name: "start" } });
    const first = resourceOf(stage, cdnRelay);
    const creating = first.create(cdnRelay.inputs);
    await faults.whenHeld("start");
    stage.endRun();
    const message = await failureOf(resourceOf(stage, cdnRelay).create(cdnRelay.inputs));
    expect(message).toContain("it is not known whether a relay by the robot");
    faults.release("start");
    await creating;
    expect(stage.vendors.tasks()).toMatchObject([{ id: first.id, status: "running" }]);
  });
}

describe(fault(26), () => overJournals(() => stage, endsByItself));

function endsByItself(journal: JournalKind): void {
  const ended = journal
    .typesThat("run", "read")
    .flatMap((type) => (type.ends ?? []).map((end) => [type, end] as const));
  test.each(ended)("%s (%#): keep, restart, fail", async (type, { by, says, after }) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.inputs);
    const { id } = resource;
    by(stage.vendors, id);
    stage.time.now += 1_000_000;
    await resource.read();
    expect(resource.id).toBe(id);
    expect(resource.state.statusReason).toMatch(says);
    expect(await resource.diff(type.inputs)).toMatchObject({ changes: false, replaces: [] });
    await resource.update(type.inputs);
    expect(startsOf(stage, type)).toBe(1);

    const failing = { ...type.inputs, lifecycle: { onEnded: "fail" } };
    expect(await failureOf(resource.diff(failing))).toContain("it ended by itself");

    after?.(stage.vendors);
    const restarting = { ...type.inputs, lifecycle: { onEnded: "restart" } };
    expect(await resource.diff(restarting)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(restarting);
    expect(resource.state.status).toBe("running");
    expect(stage.vendors.tasks().map(({ status }) => status === "running")).toEqual([false, true]);
  });
}

describe(fault(27), () => {
  test.each(typesThat("start"))("$type", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.accepted);
    const [task] = tasksOf(stage.vendors, type);
    if (task) stage.vendors.endTask(task.id, "limit");
    else await resource.delete();
    await resource.delete();
    stage.vendors.reset();
    // As late as the vendor takes calls for it.
    stage.time.now +=
      Math.min(10 * 24, windowLength(type.lifecycle.controlledFor, type.accepted) / 3_600_000) * 3_600_000 -
      1_000;
    await resource.delete();
  });
});

describe(fault(28), () => {
  test.each(typesThat("run", "read", "stop"))("$type", async (type) => {
    await restage({ behaviour: { common: { stopTakesMs: 3_600_000 } } });
    const resource = resourceOf(stage, type);
    const lifecycle = { onDelete: "stopAndWait", timeouts: { delete: "30s" } };
    await resource.create({ ...type.inputs, lifecycle });
    const message = await failureOf(resource.delete());
    expect(message).toContain("waited 30 s for the end of it");
    stage.time.now += 3_600_000;
    await resource.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe(fault(29), () => overJournals(() => stage, endsInUpdate));

function endsInUpdate(journal: JournalKind): void {
  /** The task ends after the engine decided to update it, and before the vendor sees that. */
  const endsMeanwhile = ({ calls: { update = [] } }: TypeUnderTest) => {
    const [before] = stage.vendors.tasks();
    stage.intercept = async (request, send) => {
      const isUpdate = update.some((action) => isCallOf(request, action));
      const [running] = stage.vendors.tasks().filter(({ status }) => status === "running");
      // What is started in its place may be brought into its state by the same call.
      if (isUpdate && running && running.id === before?.id) stage.vendors.endTask(running.id, "idle");
      return send();
    };
  };

  test.each(journal.typesThat("run", "update"))("$type: kept", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.placed(0));
    endsMeanwhile(type);
    await resource.update(type.placed(1));
    expect(resource.state.status).toBe("ended");
    expect(startsOf(stage, type)).toBe(1);
  });

  test.each(journal.typesThat("run", "update"))("$type: restarted", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.placed(0));
    endsMeanwhile(type);
    await resource.update({ ...type.placed(1), lifecycle: { onEnded: "restart" } });
    expect(resource.state.status).not.toBe("ended");
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "running"]);
    expect(orphans(stage, [resource])).toEqual([]);
  });

  test.each(journal.typesThat("run", "update"))("$type: failed", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.placed(0));
    endsMeanwhile(type);
    const failing = { ...type.placed(1), lifecycle: { onEnded: "fail" } };
    expect(await failureOf(resource.update(failing))).toContain("it ended by itself");
    expect(startsOf(stage, type)).toBe(1);
  });
}

describe(fault(30), () => {
  test.each(["FailedOperation.RequestOutdated", "FailedOperation.OutdateRequest"])("%s", async (code) => {
    await restage({ behaviour: { trtc: { staleSequenceCode: code } } });
    const relay = resourceOf(stage, cdnRelay);
    await relay.create(cdnRelay.inputs);
    const before = { ...relay.state };
    await relay.update(relayTo("b"));
    // A crash lost the state of that update: its number is used again, and then one past any.
    relay.state = before;
    await relay.update(relayTo("b"));
    const numbers = stage.bodies("UpdatePublishCdnStream").map((body) => JSON.parse(body).SequenceNumber);
    expect(numbers).toEqual([1, 1, Math.floor(stage.time.now / 1_000)]);
    expect(relay.state.sequenceNumber).toBe(numbers[2]);
    await relay.update(cdnRelay.inputs);
    expect(relay.state.sequenceNumber).toBe(Math.floor(stage.time.now / 1_000) + 1);
  });
});

describe(fault(31), () => {
  const changes = allTypes.flatMap((type) => (type.replacing ?? []).map((change) => [type, change] as const));
  test.each(changes)("%s: %j", async (type, change) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.inputs);
    expect(await resource.diff({ ...type.inputs, ...change })).toMatchObject({
      changes: true,
      replaces: Object.keys(change),
      deleteBeforeReplace: type.contract.stopsFirst,
    });
  });
});

describe(fault(32), () => {
  test("a recording's update carries streams and layout whole", async () => {
    const regions = (width: number) => [{ streamIndex: 0, width, height: 240 }];
    const inputs = (width: number) => ({
      ...volcengineRecording.inputs,
      businessId: "lessons",
      targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
      layout: {
        layoutMode: 2,
        customLayout: { canvas: { width: 640, height: 480, background: "#112233" }, regions: regions(width) },
      },
    });
    const recording = resourceOf(stage, volcengineRecording);
    await recording.create(inputs(320));
    await recording.update(inputs(300));
    const sent = JSON.parse(stage.bodies("UpdateRecord").at(-1) ?? "");
    expect(sent).toEqual({
      AppId: "661e0000543cf",
      BusinessId: "lessons",
      RoomId: "Room1",
      TaskId: recording.id,
      TargetStreams: { StreamList: [{ Index: 0, UserId: "teacher" }] },
      Layout: {
        LayoutMode: 2,
        CustomLayout: {
          Canvas: { Width: 640, Height: 480, Background: "#112233" },
          Regions: [{ StreamIndex: 0, Width: 300, Height: 240 }],
        },
      },
    });
  });

  test("an input that is taken back is sent as such", async () => {
    const relay = resourceOf(stage, cdnRelay);
    const lists = { subscribeAudioList: [{ userInfo: { userId: "a", roomId: "295066", roomIdType: 0 } }] };
    await relay.create({
      ...cdnRelay.inputs,
      audioParams: { ...cdnRelay.inputs.audioParams, ...lists },
      feedBackRoomParams: [{ roomId: "7", roomIdType: 0, userId: "echo", userSig: "feedback-user-sig" }],
    });
    await relay.update(cdnRelay.inputs);
    expect(JSON.parse(stage.bodies("UpdatePublishCdnStream").at(-1) ?? "")).toMatchObject({
      AudioParams: { SubscribeAudioList: [], UnSubscribeAudioList: [] },
      FeedBackRoomParams: [],
    });
  });
});

describe(fault(33), () => overJournals(() => stage, failsAfterStart));

function failsAfterStart(journal: JournalKind): void {
  // Some have more to do where they are made as an update would make them.
  const made = journal
    .typesThat("start", "read")
    .flatMap((type) => [
      [type, "the least inputs", type.inputs] as const,
      ...(type.inPlace ? [[type, "more inputs", type.placed(1)] as const] : []),
    ]);
  test.each(made)("%s: with %s", async (type, _what, inputs) => {
    const after = await callsAfterStart(type, inputs);
    expect(after).not.toEqual([]);
    for (const match of after) {
      const fault = { kind: "error", code: "InvalidParameter" } as const;
      stage.vendors.faults.add({ match: { ...match, times: 3 }, fault });
      const resource = resourceOf(stage, type);
      expect(await failureOf(resource.create(inputs))).toContain(`${match.action} failed: InvalidParameter`);
      expect(resource.id).not.toBe("");
      expect(resource.state.__provider).toBe("the text that names the provider");
      stage.vendors.faults.clear();
      await resource.update(inputs);
      await resource.read();
      expect(await resource.diff(inputs)).toMatchObject({ changes: false });
      expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([1, 1]);
      await resource.delete();
      expect(orphans(stage, [])).toEqual([]);
      await restage({});
    }
  });
}

/** Changes what the vendors answer, before it arrives. */
function rewrite(change: (reply: Properties) => void): void {
  stage.intercept = async (_request, send) => {
    const response = await send();
    const reply = JSON.parse(response.body);
    change(reply);
    return { ...response, body: JSON.stringify(reply) };
  };
}

/** An answer with more in it than any document has, and the vendor's statuses as given. */
function strange(value: unknown, status: unknown): unknown {
  if (Array.isArray(value)) return [...value.map((item) => strange(item, status)), { Colour: "red" }];
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, part]) => [
    name,
    name === "Status" ? (status ?? part) : strange(part, status),
  ]);
  return { ...Object.fromEntries(members), Mood: "fine" };
}

describe(fault(34), () => {
  /** Creates and reads while all answers are strange. */
  async function read(type: TypeUnderTest): Promise<Properties> {
    const resource = resourceOf(stage, type);
    await resource.create(type.accepted);
    rewrite((reply) => {
      for (const name of ["Response", "Result"])
        if (name in reply) reply[name] = strange(reply[name], type.unknownStatus);
    });
    await resource.read();
    expect(resource.id).not.toBe("");
    return resource.state;
  }

  test.each(typesThat("read"))("$type: fields that no document has", async (type) => {
    expect(JSON.stringify(await read(type))).not.toMatch(/mood|colour/i);
  });

  const withStatus = typesThat("read").filter(({ unknownStatus }) => unknownStatus !== undefined);
  test.each(withStatus)("$type in a state that no document has", async (type) => {
    const state = await read(type);
    expect(state.status).toBe("unverified");
    expect(state.statusReason).toContain(String(type.unknownStatus));
  });
});

describe(fault(35), () => overJournals(() => stage, hasNoId));

function hasNoId(journal: JournalKind): void {
  /** Takes everything out of the answer to a start but that it is one. */
  function empty({ calls }: TypeUnderTest): void {
    stage.intercept = async (request, send) => {
      const response = await send();
      if (!isCallOf(request, calls.start[0])) return response;
      const { Response: { RequestId } = { RequestId: undefined } } = JSON.parse(response.body);
      return { ...response, body: JSON.stringify({ Response: { RequestId } }) };
    };
  }

  test.each(journal.typesThat("start", "be lost"))("$type: an open start", async (type) => {
    empty(type);
    const resource = resourceOf(stage, type);
    expect(await failureOf(resource.create(type.inputs))).toMatch(/the reply has no (TaskId|Data)/);
    expect(resource.id).toBe("");
    expect(openStarts(stage)).toHaveLength(1);
    expect(orphans(stage, [])).toEqual([]);
  });

  test.each(journal.typesThat("start", "be looked for"))("$type: found", async (type) => {
    empty(type);
    const resource = resourceOf(stage, type);
    await resource.create(type.inputs);
    await resource.read();
    expect(resource.id).toBe(tasksOf(stage.vendors, type)[0]?.id ?? resource.id);
    expect(resource.id).not.toBe("");
    expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([1, 1]);
  });
}

describe(fault(36), () => {
  test.each(["446192236330927912", "18446744073709551615", "9007199254740993", "12"])("%s", async (id) => {
    const content: Readonly<Record<string, string>> = {
      StartRecord: `"TaskId":${id},`,
      DescribeTaskInfo: `"TaskId":${id},"RecordMode":1,`,
    };
    stage.intercept = async (request) => {
      const answer = content[request.headers["x-tc-action"] ?? ""] ?? "";
      return { status: 200, headers: {}, body: `{"Response":{${answer}"RequestId":"r"}}` };
    };
    const recording = resourceOf(stage, gmeRecording);
    await recording.create(gmeRecording.inputs);
    expect([recording.id, recording.state.taskId]).toEqual([id, id]);
    recording.state = JSON.parse(JSON.stringify(recording.state));
    await recording.read();
    expect(recording.state.status).toBe("running");
    await recording.delete();
    for (const action of ["DescribeRecordInfo", "StopRecord"]) {
      expect(stage.bodies(action).filter((body) => !body.includes(`"TaskId":${id}}`))).toEqual([]);
    }
    expect(stage.bodies("StopRecord")).toHaveLength(1);
  });
});

/** The first part of a value that Pulumi cannot store, if there is one. */
function unstorable(value: unknown, path = "outs"): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== "object") return `${path} is of type ${typeof value}`;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return `${path} is no plain object`;
  for (const [key, part] of Object.entries(value)) {
    const found = unstorable(part, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of all members of a value. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...namesIn(part),
  ]);
}

/** The names of all members of the answers that a resource meets when it is created and read. */
async function namesInAnswers(type: TypeUnderTest): Promise<string[]> {
  const names = new Set<string>();
  stage.intercept = async (_request, send) => {
    const response = await send();
    for (const name of namesIn(JSON.parse(response.body))) names.add(name);
    return response;
  };
  const resource = resourceOf(stage, type);
  await resource.create(type.inputs);
  await resource.read();
  stage.endRun();
  return [...names];
}

describe(fault(37), () => {
  const anything = (names: readonly string[]) =>
    fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, "", "FINISHED", "running", 0, 2, -1, 1e308, 446192236330927900),
        fc.string({ maxLength: 8 }),
        fc.array(tie("value"), { maxLength: 3 }),
        tie("block"),
      ),
      block: fc.dictionary(fc.constantFrom(...names, "__proto__"), tie("value"), {
        maxKeys: 6,
      }),
    })).block;

  test.each(allTypes)(
    "$type",
    async (type) => {
      const answers = anything(await namesInAnswers(type));
      await fc.assert(
        fc.asyncProperty(answers, async (content) => {
          const reply = {
            Response: { ...content, RequestId: "r" },
            Result: content,
            ResponseMetadata: { RequestId: "r" },
          };
          stage.intercept = async () => ({ status: 200, headers: {}, body: JSON.stringify(reply) });
          const resource = resourceOf(stage, type);
          await resource.create(type.accepted).catch(() => undefined);
          if (resource.id !== "") await resource.read().catch(() => undefined);
          stage.endRun();
          closeStarts(stage);
          const found = unstorable(resource.state);
          if (found !== undefined) throw new Error(found);
          if (resource.id === "" && "taskId" in resource.state)
            throw new Error("there is a task without an id");
        }),
        { numRuns: 150 },
      );
    },
    30_000,
  );
});

describe(fault(38), () => {
  describe.each(typesThat("run", "update", "stop", "expire"))("$type", (type) => {
    const controlledFor = windowLength(type.lifecycle.controlledFor, type.placed(0));
    const days = controlledFor / (24 * 3_600_000);

    test("stop and update say so, and leave lets it go", async () => {
      const resource = resourceOf(stage, type);
      await resource.create(type.placed(0));
      stage.time.now += controlledFor + 1_000;
      for (const failure of [
        await failureOf(resource.delete()),
        await failureOf(resource.update(type.placed(1))),
      ]) {
        expect(failure).toContain(`within ${days} days after its start only: it may still run`);
        expect(failure).toContain('set lifecycle.onDelete to "leave"');
      }
      await resource.update({ ...type.placed(0), lifecycle: { onDelete: "leave" } });
      await resource.delete();
      expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
    });

    test("a refresh says so before, and afterwards, but not long before", async () => {
      const resource = resourceOf(stage, type);
      await resource.create(type.placed(0));
      const end = new Date(stage.time.now + controlledFor).toISOString();
      const saidAt = async (left: number) => {
        stage.time.now = Date.parse(end) - left;
        stage.lines.length = 0;
        await resource.read();
        return stage.lines.filter((line) => line.includes(`takes calls for it until ${end} only`));
      };
      const day = 24 * 3_600_000;
      expect(await saidAt(day + 1_000)).toEqual([]);
      expect(await saidAt(day)).toEqual([expect.stringContaining("change lifecycle.triggers before")]);
      expect(await saidAt(-1)).toEqual([expect.stringContaining('set lifecycle.onDelete to "leave"')]);
    });

    test("a day before, both work", async () => {
      const resource = resourceOf(stage, type);
      await resource.create(type.placed(0));
      stage.time.now += controlledFor - 24 * 3_600_000;
      await resource.update(type.placed(1));
      await resource.delete();
      expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
    });
  });
});

describe(fault(39), () => {
  const code = "FailedOperation.SomethingNew";
  test.each(typesThat("run", "update", "stop"))("$type: start, update and stop", async (type) => {
    const unknown = ([action = ""]: readonly string[] = []) =>
      stage.vendors.faults.add({ match: { action }, fault: { kind: "error", code } });
    const resource = resourceOf(stage, type);
    unknown(type.calls.start);
    expect(await failureOf(resource.create(type.placed(0)))).toMatch(
      /FailedOperation\.SomethingNew: The call failed\. \(RequestId \S+\)/,
    );
    expect(startsOf(stage, type)).toBe(1);
    await resource.create(type.placed(0));
    unknown(type.calls.update);
    expect(await failureOf(resource.update(type.placed(1)))).toContain(code);
    unknown(type.calls.stop);
    expect(await failureOf(resource.delete())).toContain(code);
    await resource.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test.each(typesThat("read"))("$type: a read does not take it for gone", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.accepted);
    const { id } = resource;
    const [action = ""] = type.calls.read ?? [];
    stage.vendors.faults.add({ match: { action }, fault: { kind: "error", code } });
    expect(await failureOf(resource.read())).toContain(code);
    expect(resource.id).toBe(id);
  });
});

describe(fault(43), () => {
  const needed = allTypes.flatMap((type) => {
    const { outputs } = type.contract;
    return keysOf(outputs)
      .filter((key) => {
        const field = fieldOf(outputs, key);
        return field !== undefined && unwrap(field) === field;
      })
      .map((key) => [type, key] as const);
  });
  test.each(needed)("%s without %s", async (type, key) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.inputs);
    const calls = stage.sent.length;
    delete resource.state[key];
    for (const work of [resource.read(), resource.update(type.inputs), resource.delete()]) {
      const message = await failureOf(work);
      expect(message).toContain(`the state has no ${key} for it`);
      expect(message).toContain("lifecycle.adopt");
    }
    expect(stage.sent).toHaveLength(calls);
  });
});

describe(fault(44), () => overJournals(() => stage, isShownLate));

function isShownLate(journal: JournalKind): void {
  beforeEach(() => restage({ behaviour: { common: { visibleAfterMs: 3_000 } } }));

  test.each(journal.typesThat("start", "read"))("$type: create waits for it", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.inputs);
    expect(resource.state).not.toHaveProperty("__ended");
    expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([1, 1]);
  });

  test.each(journal.typesThat("start", "read"))("$type: a refresh right after it does too", async (type) => {
    const resource = resourceOf(stage, type);
    await resource.create(type.accepted);
    const { id } = resource;
    await resource.read();
    expect(resource.id).toBe(id);
    expect(resource.state).not.toHaveProperty("__ended");
  });

  const throttled = { kind: "status", status: 429, headers: { "retry-after": "20" } } as const;

  test.each(journal.typesThat("start", "read"))(
    "$type: a refresh right after a start that took a while",
    async (type) => {
      planFault(stage, type, throttled, 2);
      const resource = resourceOf(stage, type);
      await resource.create(type.accepted);
      await resource.read();
      expect(resource.state).not.toHaveProperty("__ended");
    },
  );

  test.each(journal.typesThat("start", "be looked for"))(
    "$type: a start that is lost after a while is looked for from then on",
    async (type) => {
      // The vendor acts when the start has been under way for long.
      planFault(stage, type, throttled, 2);
      planFault(stage, type, { kind: "dropAfter" });
      await resourceOf(stage, type).create(type.inputs);
      expect(madeBy(stage, type)).toBe(1);
    },
  );

  test("recording: what is shown of an earlier one with the same id says nothing of it", async () => {
    for (const reason of ["idle", "stopped"] as const) {
      const recording = resourceOf(stage, volcengineRecording);
      await recording.create({ ...volcengineRecording.inputs, lifecycle: { onEnded: "restart" } });
      expect(recording.state).toMatchObject({ status: "running" });
      stage.time.now += 60_000;
      if (reason === "idle") stage.vendors.endTask(recording.id, reason);
      else await recording.delete();
      stage.time.now += 60_000;
    }
    const made = stage.vendors.tasks();
    expect(made.map(({ reason }) => reason)).toEqual(["idle", "stopped"]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test.each(journal.typesThat("start", "be looked for"))(
    "$type: a lost answer is found late",
    async (type) => {
      stage.vendors.faults.add({ match: startOf(type), fault: { kind: "dropAfter" } });
      const resource = resourceOf(stage, type);
      await resource.create(type.inputs);
      expect([startsOf(stage, type), madeBy(stage, type)]).toEqual([1, 1]);
    },
  );
}

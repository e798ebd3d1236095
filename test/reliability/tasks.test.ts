import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { failureOf, inputsOf, type Properties, relayTo, Stage, types } from "../provider/support";
import { fault } from "./matrix";
import {
  closeStarts,
  madeBy,
  openStarts,
  orphans,
  planFault,
  resourceOf,
  type Starter,
  startOf,
  startsOf,
} from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Starts over with vendors that behave otherwise. */
async function restage(options: Parameters<typeof Stage.start>[0]): Promise<void> {
  await stage[Symbol.asyncDispose]();
  stage = await Stage.start(options);
}

const robot = { ...inputsOf.relay, agentParams: { userId: "robot" } };
const named = { ...inputsOf.recording, taskId: "Task1" };
const ordered = { ...inputsOf.redraw, sessionId: "order-1" };
const otherAddress = { publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/b" }] };

describe(fault(25), () => {
  const wanted: [kind: keyof typeof types, inputs: Properties, what: string][] = [
    ["relay", robot, 'the robot "robot" in room 295066 of application 1400188366'],
    ["gme", inputsOf.gme, "room 1987 of application 3400352518"],
    ["recording", named, 'the recording "Task1" of room Room1'],
    ["redraw", ordered, 'the session id "order-1" of application 221073'],
    ["callback", inputsOf.callback, "the callback of application 1400000001 for videoGeneration"],
  ];
  test.each(wanted)("two of a program: %s", async (kind, inputs, what) => {
    await stage.resource(types[kind], "first").create(inputs);
    const calls = stage.sent.length;
    const second = stage.resource(types[kind], "second");
    const same = kind === "relay" ? { ...inputs, ...otherAddress } : inputs;
    const [reason = "", ...more] = await second.failures(same);
    expect(reason).toContain(what);
    expect(reason).toContain('is also that of "first" in this program');
    expect(more).toEqual([]);
    expect(stage.sent).toHaveLength(calls);
    // The first one itself may be checked again.
    expect(await stage.resource(types[kind], "first").failures(inputs)).toEqual([]);
  });

  test("robots that are derived differ", async () => {
    await stage.resource(types.relay, "first").create(inputsOf.relay);
    await stage.resource(types.relay, "second").create(relayTo("second"));
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["running", "running"]);
  });

  test("two stacks: a recording under the same id is a conflict, and the first goes on", async () => {
    await stage.resource(types.recording, "first").create(named);
    stage.endRun();
    const message = await failureOf(stage.resource(types.recording, "second").create(named));
    expect(message).toContain('taskId "Task1" is used by a recording that runs in room Room1 already');
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("two stacks: the recording of a room is a conflict, and the first goes on as it is", async () => {
    const first = stage.resource(types.gme, "first");
    await first.create(inputsOf.gme);
    stage.endRun();
    const second = stage.resource(types.gme, "second");
    const message = await failureOf(second.create({ ...inputsOf.gme, recordMode: 2 }));
    expect(message).toContain("ResourceInUse.TaskInUse");
    expect(message).toContain(`take it over with lifecycle.adopt: "${first.id}"`);
    expect(message).toContain("or stop it");
    expect(openStarts(stage).filter(({ id }) => id === undefined)).toEqual([]);
    expect(stage.actions()).not.toContain("ModifyRecordInfo");
    expect(stage.vendors.tasks()).toMatchObject([{ id: first.id, status: "running" }]);

    // Both ways out.
    await second.create({ ...inputsOf.gme, lifecycle: { adopt: first.id } });
    expect(second.id).toBe(first.id);
    await second.delete();
    stage.endRun();
    await stage.resource(types.gme, "third").create(inputsOf.gme);
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }, { status: "running" }]);
  });

  test("two stacks: a lost start is not taken for the recording that was there before it", async () => {
    const first = stage.resource(types.gme, "first");
    await first.create(inputsOf.gme);
    stage.endRun();
    planFault(stage, "gme", { kind: "dropAfter" });
    const message = await failureOf(stage.resource(types.gme, "second").create(inputsOf.gme));
    expect(message).toContain(`take it over with lifecycle.adopt: "${first.id}"`);
    expect(stage.vendors.tasks()).toMatchObject([{ id: first.id, status: "running" }]);
  });
});

describe(fault(26), () => {
  const ended: [kind: Starter, end: () => void, reason: RegExp][] = [
    ["gme", () => stage.vendors.endTask(stage.vendors.tasks()[0]?.id ?? "", "limit"), /no running recording/],
    ["recording", () => stage.vendors.setRoomIdle("Room1"), /^IdleTimeOut at /],
    ["recording", () => stage.vendors.failTask(stage.vendors.tasks()[0]?.id ?? ""), /^StartTaskFailed/],
  ];
  test.each(ended)("%s (%#): keep, restart, fail", async (kind, end, reason) => {
    const resource = resourceOf(stage, kind);
    await resource.create(inputsOf[kind]);
    const { id } = resource;
    end();
    stage.time.now += 1_000_000;
    await resource.read();
    expect(resource.id).toBe(id);
    expect(resource.state.statusReason).toMatch(reason);
    expect(await resource.diff(inputsOf[kind])).toMatchObject({ changes: false, replaces: [] });
    await resource.update(inputsOf[kind]);
    expect(startsOf(stage, kind)).toBe(1);

    const failing = { ...inputsOf[kind], lifecycle: { onEnded: "fail" } };
    expect(await failureOf(resource.diff(failing))).toContain("it ended by itself");

    stage.vendors.setRoomActive("Room1");
    const restarting = { ...inputsOf[kind], lifecycle: { onEnded: "restart" } };
    expect(await resource.diff(restarting)).toMatchObject({ changes: true, replaces: [] });
    await resource.update(restarting);
    expect(resource.state.status).toBe("running");
    expect(stage.vendors.tasks().map(({ status }) => status === "running")).toEqual([false, true]);
  });
});

describe(fault(27), () => {
  test.each(["relay", "gme", "recording", "redraw", "application"] as const)("%s", async (kind) => {
    const resource = resourceOf(stage, kind);
    await resource.create({ ...inputsOf[kind], lifecycle: { waitFor: "accepted" } });
    if (kind === "application") await resource.delete();
    else stage.vendors.endTask(stage.vendors.tasks()[0]?.id ?? "", "limit");
    await resource.delete();
    stage.vendors.reset();
    stage.time.now += 10 * 24 * 3_600_000;
    await resource.delete();
  });
});

describe(fault(28), () => {
  test.each(["gme", "recording"] as const)("%s", async (kind) => {
    await restage({ behaviour: { common: { stopTakesMs: 3_600_000 } } });
    const resource = resourceOf(stage, kind);
    const lifecycle = { onDelete: "stopAndWait", timeouts: { delete: "30s" } };
    await resource.create({ ...inputsOf[kind], lifecycle });
    const message = await failureOf(resource.delete());
    expect(message).toContain("waited 30 s for the end of it");
    stage.time.now += 3_600_000;
    await resource.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe(fault(29), () => {
  /** The task ends after the engine decided to update it, and before the vendor sees that. */
  const endsMeanwhile = (action: string) => {
    stage.intercept = async (request, send) => {
      const isUpdate = request.headers["x-tc-action"] === action || request.url.includes(`Action=${action}&`);
      const [running] = stage.vendors.tasks().filter(({ status }) => status === "running");
      if (isUpdate && running) stage.vendors.endTask(running.id, "idle");
      return send();
    };
  };
  const custom = (width: number) => ({
    ...inputsOf.recording,
    targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
    layout: { layoutMode: 2, customLayout: { regions: [{ streamIndex: 0, width, height: 240 }] } },
  });
  const updates: [kind: Starter, action: string, before: Properties, after: Properties][] = [
    ["relay", "UpdatePublishCdnStream", inputsOf.relay, { ...inputsOf.relay, ...otherAddress }],
    ["gme", "ModifyRecordInfo", inputsOf.gme, { ...inputsOf.gme, recordMode: 2 }],
    ["recording", "UpdateRecord", custom(320), custom(640)],
  ];
  test.each(updates)("%s: kept", async (kind, action, before, after) => {
    const resource = resourceOf(stage, kind);
    await resource.create(before);
    endsMeanwhile(action);
    await resource.update(after);
    expect(resource.state.status).toBe("ended");
    expect(startsOf(stage, kind)).toBe(1);
  });

  test.each(updates)("%s: restarted", async (kind, action, before, after) => {
    const resource = resourceOf(stage, kind);
    await resource.create(before);
    endsMeanwhile(action);
    await resource.update({ ...after, lifecycle: { onEnded: "restart" } });
    expect(resource.state.status).not.toBe("ended");
    expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["ended", "running"]);
    expect(orphans(stage, [resource])).toEqual([]);
  });

  test.each(updates)("%s: failed", async (kind, action, before, after) => {
    const resource = resourceOf(stage, kind);
    await resource.create(before);
    endsMeanwhile(action);
    const failing = { ...after, lifecycle: { onEnded: "fail" } };
    expect(await failureOf(resource.update(failing))).toContain("it ended by itself");
    expect(startsOf(stage, kind)).toBe(1);
  });
});

describe(fault(30), () => {
  test.each(["FailedOperation.RequestOutdated", "FailedOperation.OutdateRequest"])("%s", async (code) => {
    await restage({ behaviour: { trtc: { staleSequenceCode: code } } });
    const relay = resourceOf(stage, "relay");
    await relay.create(inputsOf.relay);
    const before = { ...relay.state };
    await relay.update({ ...inputsOf.relay, ...otherAddress });
    // A crash lost the state of that update: its number is used again, and then one past any.
    relay.state = before;
    await relay.update({ ...inputsOf.relay, ...otherAddress });
    const numbers = stage.bodies("UpdatePublishCdnStream").map((body) => JSON.parse(body).SequenceNumber);
    expect(numbers).toEqual([1, 1, Math.floor(stage.time.now / 1_000)]);
    expect(relay.state.sequenceNumber).toBe(numbers[2]);
    await relay.update(inputsOf.relay);
    expect(relay.state.sequenceNumber).toBe(Math.floor(stage.time.now / 1_000) + 1);
  });
});

describe(fault(31), () => {
  const fixed: [kind: Starter, change: Properties, replaces: string[]][] = [
    [
      "relay",
      { audioParams: { audioEncode: { sampleRate: 48000, channel: 1, bitRate: 64 } } },
      ["audioParams"],
    ],
    [
      "relay",
      { videoParams: { videoEncode: { width: 640, height: 480, fps: 15, bitRate: 500, gop: 2 } } },
      ["videoParams"],
    ],
    ["relay", { agentParams: { userId: "robot" } }, ["agentParams"]],
    ["gme", { roomId: "1988" }, ["roomId"]],
    ["recording", { encode: { videoWidth: 640, videoHeight: 480 } }, ["encode"]],
    ["generation", { onlineRecordTaskId: "recording2" }, ["onlineRecordTaskId"]],
    ["redraw", { tasksPriority: 3 }, ["tasksPriority"]],
  ];
  test.each(fixed)("%s: %j", async (kind, change, replaces) => {
    const resource = resourceOf(stage, kind);
    await resource.create(inputsOf[kind]);
    expect(await resource.diff({ ...inputsOf[kind], ...change })).toMatchObject({
      changes: true,
      replaces,
      deleteBeforeReplace: true,
    });
  });
});

describe(fault(32), () => {
  test("a recording's update carries streams and layout whole", async () => {
    const regions = (width: number) => [{ streamIndex: 0, width, height: 240 }];
    const inputs = (width: number) => ({
      ...inputsOf.recording,
      businessId: "lessons",
      targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
      layout: {
        layoutMode: 2,
        customLayout: { canvas: { width: 640, height: 480, background: "#112233" }, regions: regions(width) },
      },
    });
    const recording = resourceOf(stage, "recording");
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
    const relay = resourceOf(stage, "relay");
    const lists = { subscribeAudioList: [{ userInfo: { userId: "a", roomId: "295066", roomIdType: 0 } }] };
    await relay.create({
      ...inputsOf.relay,
      audioParams: { ...inputsOf.relay.audioParams, ...lists },
      feedBackRoomParams: [{ roomId: "7", roomIdType: 0, userId: "echo", userSig: "feedback-user-sig" }],
    });
    await relay.update(inputsOf.relay);
    expect(JSON.parse(stage.bodies("UpdatePublishCdnStream").at(-1) ?? "")).toMatchObject({
      AudioParams: { SubscribeAudioList: [], UnSubscribeAudioList: [] },
      FeedBackRoomParams: [],
    });
  });
});

describe(fault(33), () => {
  const after: [kind: Starter, action: string, inputs: Properties, nth?: number][] = [
    // The first one looks whether the room is recorded already.
    ["gme", "DescribeTaskInfo", inputsOf.gme, 2],
    ["generation", "DescribeVideoGenerationTask", inputsOf.generation],
    ["redraw", "DescribeTaskDetail", inputsOf.redraw],
    ["recording", "GetRecordTask", inputsOf.recording],
    ["application", "ModifySubAppIdStatus", { ...inputsOf.application, status: "Off" }],
    ["application", "DescribeSubAppIds", inputsOf.application, 2],
  ];
  test.each(after)("%s: %s", async (kind, action, inputs, nth = 1) => {
    const resource = resourceOf(stage, kind);
    const { service } = startOf[kind];
    stage.vendors.faults.add({
      match: { service, action, nth, times: 3 },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    expect(await failureOf(resource.create(inputs))).toContain(`${action} failed: InvalidParameter`);
    expect(resource.id).not.toBe("");
    expect(resource.state.__provider).toBe("the text that names the provider");
    stage.vendors.faults.clear();
    await resource.update(inputs);
    await resource.read();
    expect(await resource.diff(inputs)).toMatchObject({ changes: false });
    expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([1, 1]);
    if (inputs.status) expect(resource.state.currentStatus).toBe(inputs.status);
    await resource.delete();
    expect(orphans(stage, [])).toEqual([]);
  });
});

/** Changes what the vendors answer, before it arrives. */
function rewrite(change: (reply: Properties) => void): void {
  stage.intercept = async (_request, send) => {
    const response = await send();
    const reply = JSON.parse(response.body);
    change(reply);
    return { ...response, body: JSON.stringify(reply) };
  };
}

describe(fault(34), () => {
  test("fields and states that no document has", async () => {
    const recording = resourceOf(stage, "recording");
    await recording.create(inputsOf.recording);
    rewrite((reply) => {
      const result: Properties = Object(reply.Result);
      Object.assign(Object(result.RecordTask), {
        Status: 9,
        Mood: "fine",
        RecordFileList: [{ Colour: "red" }],
      });
    });
    await recording.read();
    expect(recording.state.status).toBe("unverified");
    expect(recording.state.statusReason).toContain("9");
    expect(JSON.stringify(recording.state)).not.toMatch(/mood|colour/i);
  });

  test.each(["generation", "redraw"] as const)("%s in a state that no document has", async (kind) => {
    rewrite((reply) => {
      const response: Properties = Object(reply.Response);
      if (response.Status) response.Status = "PAUSED";
    });
    const resource = resourceOf(stage, kind);
    await resource.create({ ...inputsOf[kind], lifecycle: { waitFor: "accepted" } });
    await resource.read();
    expect(resource.state.status).toBe("unverified");
    expect(resource.state.statusReason).toContain("PAUSED");
  });
});

describe(fault(35), () => {
  test.each(["relay", "generation"] as const)("%s: an open start", async (kind) => {
    stage.vendors.faults.add({ match: startOf[kind], fault: { kind: "missingTaskId" } });
    const resource = resourceOf(stage, kind);
    expect(await failureOf(resource.create(inputsOf[kind]))).toContain("the reply has no TaskId");
    expect(resource.id).toBe("");
    expect(openStarts(stage)).toHaveLength(1);
    expect(orphans(stage, [])).toEqual([]);
  });

  test.each(["gme", "redraw"] as const)("%s: found", async (kind) => {
    stage.vendors.faults.add({ match: startOf[kind], fault: { kind: "missingTaskId" } });
    const resource = resourceOf(stage, kind);
    await resource.create(inputsOf[kind]);
    expect(resource.id).toBe(stage.vendors.tasks()[0]?.id);
    expect(startsOf(stage, kind)).toBe(1);
  });

  test("application: found", async () => {
    rewrite((reply) => {
      delete Object(reply.Response).SubAppId;
    });
    const application = resourceOf(stage, "application");
    await application.create(inputsOf.application);
    expect(application.id).toBe("1500000001");
    expect(startsOf(stage, "application")).toBe(1);
  });
});

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
    const recording = resourceOf(stage, "gme");
    await recording.create(inputsOf.gme);
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

describe(fault(37), () => {
  const names = [
    "TaskId",
    "Status",
    "RecordInfo",
    "RecordMode",
    "VideoInfoList",
    "TotalTime",
    "RoomId",
    "Result",
    "RecordTask",
  ];
  const more = [
    "AigcVideoRedrawTask",
    "Progress",
    "Output",
    "SubAppId",
    "SubAppIdInfoSet",
    "Callback",
    "StartTime",
    "RecordFileList",
  ];
  const anything = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, "", "FINISHED", "running", 0, 2, -1, 1e308, 446192236330927900),
      fc.string({ maxLength: 8 }),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("block"),
    ),
    block: fc.dictionary(fc.constantFrom(...names, ...more, "__proto__"), tie("value"), { maxKeys: 6 }),
  })).block;

  test.each(Object.keys(types) as (keyof typeof types)[])(
    "%s",
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(anything, async (content) => {
          const reply = {
            Response: { ...content, RequestId: "r" },
            Result: content,
            ResponseMetadata: { RequestId: "r" },
          };
          stage.intercept = async () => ({ status: 200, headers: {}, body: JSON.stringify(reply) });
          const resource = stage.resource(types[kind]);
          const lifecycle = kind === "callback" ? {} : { lifecycle: { waitFor: "accepted" } };
          await resource.create({ ...inputsOf[kind], ...lifecycle }).catch(() => undefined);
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
  test("stop and update say so, and leave lets it go", async () => {
    const relay = resourceOf(stage, "relay");
    await relay.create(inputsOf.relay);
    stage.time.now += 30 * 24 * 3_600_000 + 1_000;
    for (const failure of [
      await failureOf(relay.delete()),
      await failureOf(relay.update({ ...inputsOf.relay, ...otherAddress })),
    ]) {
      expect(failure).toContain("within 30 days after its start only: it may still run");
      expect(failure).toContain('set lifecycle.onDelete to "leave"');
    }
    await relay.update({ ...inputsOf.relay, lifecycle: { onDelete: "leave" } });
    await relay.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ status: "running" }]);
  });

  test("a day before, both work", async () => {
    const relay = resourceOf(stage, "relay");
    await relay.create(inputsOf.relay);
    stage.time.now += 29 * 24 * 3_600_000;
    await relay.update({ ...inputsOf.relay, ...otherAddress });
    await relay.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });
});

describe(fault(39), () => {
  const code = "FailedOperation.SomethingNew";
  test.each(["relay", "gme", "recording"] as const)("%s: start, update and stop", async (kind) => {
    const unknown = (action: string) =>
      stage.vendors.faults.add({ match: { action }, fault: { kind: "error", code } });
    const resource = resourceOf(stage, kind);
    unknown(startOf[kind].action);
    expect(await failureOf(resource.create(inputsOf[kind]))).toMatch(
      /FailedOperation\.SomethingNew: The call failed\. \(RequestId \S+\)/,
    );
    expect(startsOf(stage, kind)).toBe(1);
    await resource.create(inputsOf[kind]);
    for (const action of ["StopPublishCdnStream", "StopRecord"]) unknown(action);
    expect(await failureOf(resource.delete())).toContain(code);
    await resource.delete();
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  });

  test("a read does not take the resource for gone", async () => {
    const application = resourceOf(stage, "application");
    await application.create(inputsOf.application);
    stage.vendors.faults.add({ match: { action: "DescribeSubAppIds" }, fault: { kind: "error", code } });
    expect(await failureOf(application.read())).toContain(code);
    expect(application.id).toBe("1500000001");
  });
});

describe(fault(43), () => {
  test.each<[keyof typeof types, string]>([
    ["relay", "taskId"],
    ["relay", "sequenceNumber"],
    ["gme", "taskId"],
    ["generation", "taskId"],
    ["redraw", "taskId"],
    ["application", "subAppId"],
    ["recording", "taskId"],
  ])("%s without %s", async (kind, key) => {
    const resource = stage.resource(types[kind]);
    await resource.create(inputsOf[kind]);
    const calls = stage.sent.length;
    delete resource.state[key];
    for (const work of [resource.read(), resource.update(inputsOf[kind]), resource.delete()]) {
      const message = await failureOf(work);
      expect(message).toContain(`the state has no ${key} for it`);
      expect(message).toContain("lifecycle.adopt");
    }
    expect(stage.sent).toHaveLength(calls);
  });
});

describe(fault(44), () => {
  beforeEach(() => restage({ behaviour: { common: { visibleAfterMs: 3_000 } } }));

  test.each(["gme", "generation", "redraw", "recording", "application"] as const)(
    "%s: create waits for it",
    async (kind) => {
      const resource = resourceOf(stage, kind);
      await resource.create(inputsOf[kind]);
      expect(resource.state).not.toHaveProperty("__ended");
      expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([1, 1]);
    },
  );

  test.each(["gme", "generation", "redraw", "recording", "application"] as const)(
    "%s: a refresh right after it does too",
    async (kind) => {
      const resource = resourceOf(stage, kind);
      await resource.create({ ...inputsOf[kind], lifecycle: { waitFor: "accepted" } });
      const { id } = resource;
      await resource.read();
      expect(resource.id).toBe(id);
      expect(resource.state).not.toHaveProperty("__ended");
    },
  );

  test("gme: a refresh right after a start that took a while", async () => {
    planFault(stage, "gme", { kind: "status", status: 429, headers: { "retry-after": "20" } }, 2);
    const recording = resourceOf(stage, "gme");
    await recording.create({ ...inputsOf.gme, lifecycle: { waitFor: "accepted" } });
    await recording.read();
    expect(recording.state).not.toHaveProperty("__ended");
  });

  test("application: a start that is lost after a while is looked for from then on", async () => {
    // Throttled twice, for twenty seconds each: the vendor acts when the start has been under way for long.
    const headers = { "retry-after": "20" };
    planFault(stage, "application", { kind: "status", status: 429, headers }, 2);
    planFault(stage, "application", { kind: "dropAfter" });
    await resourceOf(stage, "application").create(inputsOf.application);
    expect(madeBy(stage, "application")).toBe(1);
  });

  test("recording: what is shown of an earlier one with the same id says nothing of it", async () => {
    for (const reason of ["idle", "stopped"] as const) {
      const recording = resourceOf(stage, "recording");
      await recording.create({ ...inputsOf.recording, lifecycle: { onEnded: "restart" } });
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

  test.each(["gme", "redraw", "application"] as const)("%s: a lost answer is found late", async (kind) => {
    stage.vendors.faults.add({ match: startOf[kind], fault: { kind: "dropAfter" } });
    const resource = resourceOf(stage, kind);
    await resource.create(inputsOf[kind]);
    expect([startsOf(stage, kind), madeBy(stage, kind)]).toEqual([1, 1]);
  });
});

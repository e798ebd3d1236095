import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { GetMappingRequest, GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty, isServiceError, unary } from "../../local/engine/rpc";
import { forProvider, hasSecret, isSecret, secret, unknownValue } from "../../local/engine/values";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import manifest from "../../package.json";
import schema from "../../plugin/schema.json";
import { secretLeavesOf } from "../../policies/core/inputs";
import { idOf } from "../../provider/core/importId";
import { nativeType } from "../../sdk/core/contract";
import { keysOf } from "../../sdk/core/fields";
import { lookups } from "../../sdk/lookups";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { allTypes, typesThat } from "../contract/typesThat";
import { until } from "../engine/stack";
import { Partly, Plugin, settingsFor } from "./Plugin";

// One process serves all tests, as it serves all resources of a run.
let plugin: Plugin;
let vendors: Vendors;
beforeAll(async () => {
  plugin = await Plugin.start();
}, 60_000);
afterAll(() => plugin[Symbol.asyncDispose]());

/** Starts the vendors, and a run on them. */
async function open(speed: number): Promise<void> {
  vendors = await startVendors({ clock: new VirtualClock({ speed }) });
  await plugin.configure(settingsFor(vendors));
}

/** The error of a call, as the engine reads it. */
async function detailsOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isServiceError(error)) throw new Error("the call does not fail");
  return error.details;
}

describe("what the plugin says of itself", () => {
  test("version, schema, and no mappings", async () => {
    const { client } = plugin;
    const info = await unary<{ getVersion(): string }>((done) => client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe(manifest.version);
    const told = await unary<{ getSchema(): string }>((done) =>
      client.getSchema(new GetSchemaRequest(), done),
    );
    expect(JSON.parse(told.getSchema())).toEqual(schema);
    const mapping = await unary<{ getProvider(): string }>((done) =>
      client.getMapping(new GetMappingRequest().setKey("terraform"), done),
    );
    expect(mapping.getProvider()).toBe("");
  });

  test("what it does not have", async () => {
    expect(await detailsOf(plugin.invoke("tencent/gme:getNothing", {}))).toContain(
      'media-tasks has no function "media-tasks:tencent/gme:getNothing"',
    );
    const unknown = plugin.resource("tencent/gme:Nothing");
    expect(await detailsOf(unknown.check({}))).toContain(
      'media-tasks has no resource type "media-tasks:tencent/gme:Nothing"',
    );
  });
});

describe.each(allTypes)("$type", (type) => {
  const { contract, lifecycle } = type;
  // Some deletes wait for the vendor.
  beforeEach(() => open(3_600));
  afterEach(() => vendors.close());

  test("is made, is the same afterwards, is read and deleted", async () => {
    const thing = plugin.resource(type.type);
    const outputs = await thing.create(type.quick);
    const state = { inputs: { ...type.quick }, outputs };
    expect(thing.id).toBe(idOf(lifecycle, state));
    for (const key of keysOf(contract.outputs))
      if (contract.outputs.shape[key]?._zod.optin !== "optional") expect(outputs).toHaveProperty(key);
    expect(outputs).toMatchObject(forProvider(thing.inputs));
    expect(await thing.diff(type.quick)).toEqual({
      changes: false,
      replaces: [],
      stopsFirst: contract.stopsFirst,
      stable: contract.stable,
      detailed: {},
    });
    expect(await thing.refresh()).toBe(true);
    expect(await thing.diff(type.quick)).toMatchObject({ changes: false });
    await thing.delete();
    const left = vendors.tasks().filter(({ kind, endedAt }) => kind === type.task && endedAt === undefined);
    expect(typesThat("run", "stop").includes(type) ? left : []).toEqual([]);
  });

  test("has its secrets marked, in inputs and in outputs", async () => {
    const [full = type.inputs] = type.full;
    const { inputs } = await plugin.resource(type.type).check(full);
    for (const { path } of secretLeavesOf(full, contract.inputs)) {
      const [key = ""] = path.split(/[.[]/, 1);
      expect([path, hasSecret(inputs[key])]).toEqual([path, true]);
    }
    expect(forProvider(inputs)).toEqual(full);
  });
});

describe("previews", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());

  test("of a create know what the program gives, and nothing that the vendor tells", async () => {
    const thing = plugin.resource(volcengineRecording.type);
    const shown = await thing.preview({
      ...volcengineRecording.inputs,
      taskId: "mine",
      roomId: unknownValue,
    });
    expect(shown).toMatchObject({
      appId: volcengineRecording.inputs.appId,
      roomId: unknownValue,
      taskId: "mine",
      status: unknownValue,
    });
    expect(vendors.journal).toEqual([]);
  });

  test("of an update know what no update changes", async () => {
    const thing = plugin.resource(gmeRecording.type);
    const { taskId } = await thing.create(gmeRecording.quick);
    const shown = await thing.preview({ ...gmeRecording.quick, ...gmeRecording.inPlace?.(1) });
    expect(shown).toMatchObject({ taskId, status: unknownValue });
    expect(await thing.diff({ ...gmeRecording.quick, ...gmeRecording.inPlace?.(1) })).toMatchObject({
      changes: true,
      replaces: [],
      stable: ["taskId"],
    });
  });

  test("of a restart know that the id changes", async () => {
    const inputs = { ...gmeRecording.quick, lifecycle: { onEnded: "restart" } };
    const thing = plugin.resource(gmeRecording.type);
    await thing.create(inputs);
    gmeRecording.ends?.[0]?.by(vendors, thing.id);
    expect(await thing.refresh()).toBe(true);
    expect(await thing.diff(inputs)).toMatchObject({
      changes: true,
      replaces: [],
      stable: [],
      detailed: { status: "update" },
    });
    expect(await thing.preview(inputs)).toMatchObject({ taskId: unknownValue });
    const before = thing.outputs.taskId;
    expect((await thing.update(inputs)).taskId).not.toBe(before);
    expect(plugin.said(thing)).toContainEqual(expect.stringContaining("it ended by itself"));
  });
});

describe("changes", () => {
  beforeEach(() => open(3_600));
  afterEach(() => vendors.close());

  test("are told by path, with what becomes of each", async () => {
    const thing = plugin.resource(gmeRecording.type);
    await thing.create({ ...gmeRecording.inputs, lifecycle: { onDelete: "leave" } });
    const other = {
      ...gmeRecording.inputs,
      roomId: "another",
      subscribeRecordUserIds: { subscribeUserIds: ["teacher"] },
    };
    expect(await thing.diff(other)).toMatchObject({
      changes: true,
      replaces: ["roomId"],
      detailed: {
        roomId: "update_replace",
        "subscribeRecordUserIds.subscribeUserIds": "add",
        "lifecycle.onDelete": "delete",
      },
    });
  });

  test.each(typesThat("update"))("$type: are made in place", async (type) => {
    const thing = plugin.resource(type.type);
    const { waitFor } = type.contract;
    const quick = waitFor.includes("accepted") ? { lifecycle: { waitFor: "accepted" } } : {};
    await thing.create({ ...type.placed(0), ...quick });
    const { id } = thing;
    expect(await thing.diff({ ...type.placed(1), ...quick })).toMatchObject({ changes: true, replaces: [] });
    await thing.update({ ...type.placed(1), ...quick });
    expect(await thing.diff({ ...type.placed(1), ...quick })).toMatchObject({ changes: false });
    expect(thing.id).toBe(id);
  });
});

describe("refused inputs", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());

  test("name their property where its value may be shown beside the reason", async () => {
    const { failures } = await plugin.resource(cdnRelay.type).check({
      ...cdnRelay.inputs,
      roomIdType: 7,
      publishCdnParams: [{ publishCdnUrl: 5 }],
      callbackKey: 5,
      roomId: secret(""),
      nothing: 1,
    });
    const properties = failures.map(({ property, reason }) => [property, reason.split(/[ :]/, 1)[0]]);
    expect(properties).toContainEqual(["roomIdType", "roomIdType"]);
    expect(properties).toContainEqual(["nothing", "nothing"]);
    expect(properties).toContainEqual(["", "roomId"]);
    expect(properties).toContainEqual(["", "publishCdnParams[0].publishCdnUrl"]);
  });

  test("say which settings of this provider are missing", async () => {
    await plugin.configure({ tencentcloudEndpoint: vendors.endpoint });
    const { failures } = await plugin.resource(gmeRecording.type).check(gmeRecording.inputs);
    expect(failures.map(({ reason }) => reason).join()).toContain(
      "media-tasks:tencentcloudSecretId is not set. What to do: `pulumi config set --secret media-tasks:tencentcloudSecretId`",
    );
  });

  test("are not judged where nothing is known yet", async () => {
    const { failures, inputs } = await plugin
      .resource(gmeRecording.type)
      .check({ ...gmeRecording.inputs, bizId: unknownValue, lifecycle: unknownValue });
    expect(failures).toEqual([]);
    expect(inputs.bizId).toBe(unknownValue);
  });
});

describe("secrets", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());

  test("that only the program marked stay secret in the outputs", async () => {
    const thing = plugin.resource(gmeRecording.type);
    await thing.create({
      ...gmeRecording.inputs,
      roomId: secret(gmeRecording.inputs.roomId),
      subscribeRecordUserIds: { subscribeUserIds: secret(["teacher"]) },
    });
    expect(isSecret(thing.sealed.roomId)).toBe(true);
    expect(hasSecret(thing.sealed.subscribeRecordUserIds)).toBe(true);
    expect(hasSecret(thing.sealed.taskId)).toBe(false);
    expect(await thing.refresh()).toBe(true);
    expect(isSecret(thing.sealed.roomId)).toBe(true);
    expect(isSecret(thing.inputs.roomId)).toBe(true);
  });

  test("that only the program marked are shown in no message", async () => {
    const roomId = "room-canary";
    const thing = plugin.resource(gmeRecording.type, "hidden");
    const inputs = { ...gmeRecording.inputs, roomId: secret(roomId) };
    const { failures } = await thing.check({
      ...inputs,
      roomId: secret(` ${roomId}`),
      recordMode: secret("mode-canary"),
      bizId: secret(-14_000_001),
    });
    const reasons = failures.map(({ reason }) => reason).sort();
    expect(reasons).toMatchObject([/^bizId is/, /^recordMode is/, /^roomId is/].map(expect.stringMatching));
    const told = [...failures.map((failure) => JSON.stringify(failure))];

    const [action] = gmeRecording.calls.start;
    const refusal = { kind: "error", code: "InvalidParameter.Echo", message: `no ${roomId}` } as const;
    vendors.faults.add({ match: { service: gmeRecording.service, action, times: 1 }, fault: refusal });
    told.push(await detailsOf(thing.create(inputs)));
    expect(told.at(-1)).toContain("InvalidParameter.Echo");
    await thing.create(inputs);
    gmeRecording.ends?.[0]?.by(vendors, thing.id);
    await thing.refresh();
    told.push(...plugin.said(thing));
    expect(told.join()).not.toMatch(/-canary|14000001/);
  });
});

describe("functions", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());
  const { bizId, roomId } = gmeRecording.inputs;

  test("tell what the vendor knows", async () => {
    const { taskId } = await plugin.resource(gmeRecording.type).create(gmeRecording.inputs);
    expect(await plugin.invoke("tencent/gme:getRunningRecording", { bizId, roomId })).toMatchObject({
      taskId,
    });
  });

  test("fail with what is wrong", async () => {
    expect(await detailsOf(plugin.invoke("tencent/gme:getRunningRecording", { bizId, room: "1" }))).toContain(
      "tencent.gme.getRunningRecording: roomId is missing",
    );
  });

  test("show no secret among what they are asked with", async () => {
    const room = secret("canary-room");
    const details = await detailsOf(
      plugin.invoke("tencent/gme:getRunningRecording", { bizId: room, roomId: room }),
    );
    expect(details).toContain("bizId");
    expect(details).not.toContain("canary");
  });

  test("are in the schema, all of them", () => {
    expect(Object.keys(schema.functions)).toEqual(lookups.map(nativeType));
  });
});

describe("waiting", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());

  const inputs = videoGeneration.inputs;

  test("is as long as the engine allows, whatever the options say, and what is started is kept", async () => {
    const thing = plugin.resource(videoGeneration.type);
    const patient = { ...inputs, lifecycle: { timeouts: { create: "1h" } } };
    await expect(thing.create(patient, 1)).rejects.toThrow(Partly);
    const [task] = vendors.tasks();
    expect(thing.id).toBe(task?.id);
    expect(thing.outputs).toMatchObject({ taskId: thing.id });
    await expect(thing.update(patient, 1)).rejects.toThrow(
      /waited .*s for tencent\/tiw:VideoGeneration to be completed/,
    );
    expect(vendors.tasks()).toHaveLength(1);
  });

  test("ends at once where the run is cancelled, and goes on in the next one", async () => {
    await using other = await Plugin.start(settingsFor(vendors));
    const thing = other.resource(videoGeneration.type);
    const made = thing.create(inputs).then(String, String);
    await until(() => vendors.tasks().length === 1);
    await unary((done) => other.client.cancel(new Empty(), done));
    expect(await made).toContain("cancelled while waiting for tencent/tiw:VideoGeneration to be completed");
    expect(thing.id).toBe(vendors.tasks()[0]?.id);
  });
});

describe("reading before an update", () => {
  beforeEach(() => open(3_600));
  afterEach(() => vendors.close());

  test.each(typesThat("run", "read"))(
    "$type: where its end is acted on, or the provider says so",
    async (type) => {
      const isReadFirst = async (onEnded: string, trigger: number) => {
        const thing = plugin.resource(type.type);
        // Another one each time: what is the same may be recognised as the one before.
        await thing.create({
          ...type.quick,
          lifecycle: { ...type.quick.lifecycle, onEnded, triggers: [trigger] },
        });
        const { isReadFirst } = thing;
        await thing.delete();
        return isReadFirst;
      };
      expect(await isReadFirst("keep", 1)).toBe(false);
      expect(await isReadFirst("restart", 2)).toBe(true);
      expect(await isReadFirst("fail", 3)).toBe(true);
      await plugin.configure({ ...settingsFor(vendors), refreshBeforeUpdate: "true" });
      expect(await isReadFirst("keep", 4)).toBe(true);
    },
  );

  test("not where the vendor tells nothing", async () => {
    const thing = plugin.resource(cdnRelay.type);
    await thing.create({ ...cdnRelay.inputs, lifecycle: { onEnded: "restart" } });
    expect(thing.isReadFirst).toBe(false);
  });
});

describe("what is said", () => {
  beforeEach(() => open(1));
  afterEach(() => vendors.close());

  test("goes to the engine, each line with its resource and without its name", async () => {
    const thing = plugin.resource(gmeRecording.type);
    await thing.create(gmeRecording.inputs);
    gmeRecording.ends?.[0]?.by(vendors, thing.id);
    await thing.refresh();
    expect(plugin.lines).toContainEqual({
      urn: thing.urn,
      isWarning: true,
      text: expect.stringMatching(/^it ended by itself: /),
    });
  });
});

test("the plugin ends with its engine", async () => {
  await using other = await Plugin.start();
  other.loseEngine();
  expect(await other.exited).toBe(1);
});

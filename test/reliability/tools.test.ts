import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { adoptPending } from "../../provider/adoptPending";
import { untold } from "../../provider/core/untold";
import { readExportedStack } from "../../provider/exportedStack";
import { findOrphans, type Orphan } from "../../provider/findOrphans";
import { pulumiType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typesThat } from "../contract/typesThat";
import { failureOf, type Properties, type Resource, Stage } from "../provider/support";
import { type JournalKind, overJournals } from "./overJournals";
import { closeStarts, idKeyOf, openStarts, planFault, resourceOf, startOf } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function urnOf(type: TypeUnderTest, name: string = type.name): string {
  return `urn:pulumi:dev::school::${pulumiType(type)}::${name}`;
}

/** A resource as `pulumi stack export` shows it. */
function exported(
  type: TypeUnderTest,
  { id, state }: Partial<Resource> = {},
  inputs: Properties = type.quick,
) {
  const urn = urnOf(type);
  const own = { ...inputs, __urn: urn, __provider: "text" };
  return { urn, type: pulumiType(type), custom: true, id, inputs: own, outputs: state };
}

interface Contents {
  resources?: unknown[];
  pending?: unknown[];
}

/** An exported stack. */
function stackWith({ resources = [], pending = [] }: Contents) {
  const operations = pending.map((resource) => ({ resource, type: "creating" }));
  return { version: 3, deployment: { resources, pending_operations: operations } };
}

const config = (key: string) => stage.config[key];
/** The settings of the journal alone. */
const withoutKeys = (key: string) => (key === "pulumi-media-tasks:journal" ? config(key) : undefined);

function orphans(...stacks: Contents[]): Promise<Orphan[]> {
  const read = stacks.map((contents) => readExportedStack(stackWith(contents)));
  return findOrphans({ stacks: read, host: stage.host(), config });
}

/** Starts something, and loses its state. */
async function lost(type: TypeUnderTest): Promise<Resource> {
  const resource = resourceOf(stage, type);
  await resource.create(type.quick);
  stage.endRun();
  return resource;
}

describe("orphans", () => overJournals(() => stage, findsOrphans));

function findsOrphans(journal: JournalKind): void {
  test("are none where nothing runs", async () => {
    expect(await orphans({})).toEqual([]);
  });

  test("a relay of the journal that no state has is found, stopped and closed", async () => {
    const relay = await lost(cdnRelay);
    const [orphan, ...more] = await orphans({});
    expect(more).toEqual([]);
    expect(orphan).toMatchObject({
      type: "tencent/trtc:CdnRelay",
      id: relay.id,
      label: expect.stringContaining("in room 295066 of application 1400188366"),
      found: expect.stringMatching(/^it may run \(the vendor has no call.*is open in the journal/),
      advice: expect.stringContaining("which takes it over"),
    });
    expect(await orphan?.stop?.()).toBe("stopped; its start is closed");
    expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
    expect(openStarts(stage)).toEqual([]);
    expect(await orphans({})).toEqual([]);
  });

  test("a relay of the journal that a state has is owned", async () => {
    const relay = await lost(cdnRelay);
    expect(await orphans({}, { resources: [exported(cdnRelay, relay)] })).toEqual([]);
  });

  test("a start whose outcome is unknown is told, and not stopped", async () => {
    planFault(stage, videoGeneration, { kind: "dropAfter" });
    await failureOf(resourceOf(stage, videoGeneration).create(videoGeneration.inputs));
    expect(await orphans({})).toMatchObject([
      {
        id: undefined,
        label: "a video generation of recording recording1 of application 1400000001",
        found: expect.stringMatching(/^it is not known whether it runs/),
        advice: expect.stringContaining("lifecycle.adopt"),
        stop: undefined,
      },
    ]);
  });

  test("an application is told, and not destroyed", async () => {
    await lost(subApplication);
    expect(await orphans({})).toMatchObject([
      { id: "1500000001", found: expect.stringMatching(/^it runs/), stop: undefined },
    ]);
  });

  test("a job that is over only has its start closed", async () => {
    await lost(videoGeneration);
    stage.time.now += 3_600_000;
    const [orphan] = await orphans({});
    expect(orphan?.found).toMatch(/^it is over/);
    expect(await orphan?.stop?.()).toBe("it was over already; its start is closed");
    expect(openStarts(stage)).toEqual([]);
  });

  test("what was started at another endpoint, or without credentials, is told and not looked at", async () => {
    await lost(cdnRelay);
    const calls = stage.sent.length;
    const elsewhere = (key: string) => (key.endsWith(":endpoint") ? "http://127.0.0.1:9" : stage.config[key]);
    for (const [settings, text] of [
      [elsewhere, "it was not looked at, since it was sent to"],
      [withoutKeys, "it could not be looked at: no Tencent Cloud credentials"],
    ] as const) {
      const found = await findOrphans({ stacks: [], host: stage.host(), config: settings });
      expect(found).toMatchObject([{ found: expect.stringContaining(text), stop: undefined }]);
    }
    expect(stage.sent).toHaveLength(calls);
  });

  test("a pending create with an open start that reached the vendor", async () => {
    const resource = await lost(gmeRecording);
    const pending = [exported(gmeRecording)];
    const [orphan, ...more] = await orphans({ pending });
    expect(more).toEqual([]);
    expect(orphan).toMatchObject({ id: resource.id, advice: expect.stringContaining("run pulumi up") });
    expect(await orphans({ pending }, { resources: [exported(gmeRecording, resource)] })).toEqual([]);
    expect(await orphan?.stop?.()).toBe("stopped; its start is closed");
    expect(await orphans({ pending })).toEqual([]);
  });

  test.each(journal.typesThat("run", "be traced"))(
    "what an update of $type started that was stopped, and lost",
    async (type) => {
      const inputs = { ...type.inputs, lifecycle: { desired: "stopped" } };
      const resource = resourceOf(stage, type);
      await resource.create(inputs);
      const resources = () => [exported(type, resource, inputs)];
      expect(await orphans({ resources: resources() })).toEqual([]);
      const { state } = resource;
      await resource.update({ ...type.inputs });
      const taskId = resource.state[idKeyOf(type)];
      resource.state = state;
      stage.endRun();
      const [orphan, ...more] = await orphans({ resources: resources() });
      expect(more).toEqual([]);
      const found = expect.stringMatching(/ is stopped$|open in the journal/);
      expect(orphan).toMatchObject({ id: taskId, found });
      expect(await orphan?.stop?.()).toMatch(/^stopped/);
      expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
      expect(await orphans({ resources: resources() })).toEqual([]);
    },
  );

  test("a pending create under an id that the program names", async () => {
    const inputs = { ...volcengineRecording.inputs, taskId: "T1" };
    const recording = stage.resource(volcengineRecording.type, "recording");
    await recording.create(inputs);
    stage.endRun();
    expect(await orphans({ pending: [exported(volcengineRecording, {}, inputs)] })).toMatchObject([
      { id: "T1", found: "it runs; a create of it was pending" },
    ]);
  });

  test("two recordings of one id in two rooms do not hide each other", async () => {
    const inputs = { ...volcengineRecording.inputs, taskId: "T1" };
    const other = { ...inputs, roomId: "Room2" };
    const mine = stage.resource(volcengineRecording.type, "recording");
    await mine.create(inputs);
    await stage.resource(volcengineRecording.type, "other").create(other);
    stage.endRun();
    const resources = [exported(volcengineRecording, mine, inputs)];
    expect(await orphans({ resources, pending: [exported(volcengineRecording, {}, other)] })).toMatchObject([
      { id: "T1" },
    ]);
    expect(await orphans({ resources, pending: [exported(volcengineRecording, {}, inputs)] })).toEqual([]);
  });

  test("without keys: where this command reads them from", async () => {
    const relay = await lost(cdnRelay);
    const gme = await lost(gmeRecording);
    const read = readExportedStack(stackWith({ resources: [exported(gmeRecording, gme)] }));
    const found = await findOrphans({ stacks: [read], host: stage.host(), config: withoutKeys });
    expect(found).toMatchObject([{ id: relay.id }, { label: urnOf(gmeRecording) }]);
    for (const { advice } of found) {
      expect(advice).toContain("TENCENTCLOUD_SECRET_ID");
      expect(advice).not.toMatch(/take it over|which takes it over/);
    }
  });

  test("a pending create whose id is derived from hidden secrets", async () => {
    const hidden = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "v1:x",
    };
    const customConfig = { bucket: "b", accessKey: hidden, secretKey: hidden };
    const inputs = { ...volcengineRecording.inputs, storageConfig: { type: 2, customConfig } };
    expect(await orphans({ pending: [exported(volcengineRecording, {}, inputs)] })).toMatchObject([
      { id: undefined, advice: "export with --show-secrets" },
    ]);
  });

  test("a recording that runs in the room of one that is over", async () => {
    const mine = await lost(gmeRecording);
    stage.vendors.endTask(mine.id, "limit");
    const theirs = await lost(gmeRecording);
    closeStarts(stage);
    expect(theirs.id).not.toBe(mine.id);
    expect(await orphans({ resources: [exported(gmeRecording, mine)] })).toMatchObject([
      { id: theirs.id, found: expect.stringContaining("it runs beside urn:pulumi:dev") },
    ]);
  });

  test("a recording whose start is open is told once, with what to do", async () => {
    stage.vendors.faults.add({ match: startOf(gmeRecording), fault: { kind: "dropAfter" } });
    stage.vendors.faults.add({
      match: { action: "DescribeTaskInfo", nth: 2, times: 3 },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    await failureOf(resourceOf(stage, gmeRecording).create(gmeRecording.inputs));
    stage.vendors.faults.clear();
    stage.endRun();
    const [id] = stage.vendors.tasks().map((task) => task.id);
    const [orphan, ...more] = await orphans({ pending: [exported(gmeRecording)] });
    expect(more).toEqual([]);
    expect(orphan).toMatchObject({ id, found: expect.stringContaining("it runs; its start of") });
    expect(await orphan?.stop?.()).toBe("stopped; its start is closed");
    expect(openStarts(stage)).toEqual([]);
  });

  test("a redraw of somebody else in the same application", async () => {
    const mine = await lost(aigcVideoRedraw);
    const other = stage.resource(aigcVideoRedraw.type, "other");
    await other.create({ ...aigcVideoRedraw.quick, sessionId: "somebody-else" });
    expect(await orphans({ resources: [exported(aigcVideoRedraw, mine)] })).toMatchObject([{ id: other.id }]);
    stage.time.now += 3_600_000;
    expect(await orphans({ resources: [exported(aigcVideoRedraw, mine)] })).toEqual([]);
  });
}

describe("orphans that no journal has", () => {
  test.each(typesThat("start", "be met"))("a pending create of $type, which nothing shows", async (type) => {
    const resource = await lost(type);
    const pending = [exported(type)];
    expect(await orphans({ pending })).toMatchObject([
      {
        id: undefined,
        label: expect.stringContaining(resource.id),
        found: expect.stringMatching(/^it may run \(the vendor has no call .*\); a start of it broke off$/),
        advice: expect.stringContaining("run pulumi up"),
        stop: undefined,
      },
    ]);
    expect(await orphans({ resources: [exported(type, resource)] })).toEqual([]);
  });

  test.each(typesThat("start", "be recognised", "be traced"))(
    "a pending create of $type that reached the vendor",
    async (type) => {
      const resource = await lost(type);
      const pending = [exported(type)];
      const [orphan, ...more] = await orphans({ pending });
      expect(more).toEqual([]);
      expect(orphan).toMatchObject({
        id: resource.id,
        advice: expect.stringContaining("pulumi-media-tasks adopt"),
      });
      // The state of the same stack may have it by now.
      expect(await orphans({ pending }, { resources: [exported(type, resource)] })).toEqual([]);
      expect(await orphan?.stop?.()).toBe("stopped");
      expect(await orphans({ pending })).toEqual([]);
    },
  );
});

describe("adopt", () => overJournals(() => stage, adopts));

function adopts(journal: JournalKind): void {
  const repair = (contents: Contents, ids: readonly [string, string][] = []) =>
    adoptPending({ content: stackWith(contents), ids: new Map(ids), host: stage.host(), config });

  test.each(journal.typesThat("start"))(
    "takes in a pending create of $type that reached the vendor",
    async (type) => {
      const { id } = await lost(type);
      const other = { urn: "urn:pulumi:dev::school::other:Type::other", type: "other:Type" };
      const named: [string, string][] = typesThat("be traced").includes(type) ? [] : [[urnOf(type), id]];
      const pending = [other, exported(type)];
      const { content, adoptions } = await repair({ resources: [other], pending }, named);
      const missing = untold(type.contract, { outputs: {} });
      const text = [`taken into the state with the id ${id}`, missing ?? []].flat().join("; ");
      expect(adoptions).toEqual([{ urn: urnOf(type), id, settled: true, text }]);
      expect(content).toMatchObject({
        version: 3,
        deployment: {
          resources: [other, { urn: urnOf(type), id, inputs: type.quick, outputs: { __provider: "text" } }],
          pending_operations: [{ resource: other }],
        },
      });

      // What Pulumi has then is a resource like any other.
      const adopted = Object(content).deployment.resources.at(-1);
      const resource = resourceOf(stage, type);
      [resource.id, resource.state] = [id, { ...adopted.outputs }];
      expect(await resource.diff(type.quick)).toMatchObject({ replaces: [] });
      await resource.read();
      expect(resource.id).toBe(id);
      expect(resource.state).not.toHaveProperty("__ended");
      expect(openStarts(stage)).toEqual([]);
      await resource.delete();
    },
  );

  test("drops what certainly did not reach the vendor, and says what to do where nobody can tell", async () => {
    const pending = [exported(aigcVideoRedraw), exported(gmeRecording), exported(cdnRelay)];
    const { content, adoptions } = await repair({ pending });
    const otherwise = "pass its id with --id; if not, `pulumi refresh --clear-pending-creates` drops";
    expect(adoptions).toMatchObject([
      { id: undefined, settled: true, text: expect.stringContaining("the vendor has nothing of it") },
      {
        id: undefined,
        settled: false,
        text: expect.stringContaining("the journal has no record of its start"),
      },
      { id: undefined, settled: false, text: expect.stringContaining("the vendor cannot be asked") },
    ]);
    for (const { settled, text } of adoptions) if (!settled) expect(text).toContain(otherwise);
    expect(content).toEqual(stackWith({ pending: [exported(gmeRecording), exported(cdnRelay)] }));
  });

  test("does not guess: of redraws that nothing tells apart, none is taken", async () => {
    planFault(stage, aigcVideoRedraw, { kind: "dropAfter" });
    const inputs = { ...aigcVideoRedraw.quick, sessionId: "" };
    await failureOf(resourceOf(stage, aigcVideoRedraw).create(inputs));
    expect(openStarts(stage)).toHaveLength(1);
    const { adoptions } = await repair({ pending: [exported(aigcVideoRedraw, {}, inputs)] });
    expect(adoptions).toMatchObject([{ id: undefined, text: expect.stringContaining("--id") }]);
  });

  test.each(journal.typesThat("run"))(
    "drops a pending create of $type that was to be stopped",
    async (type) => {
      const inputs = { ...type.inputs, lifecycle: { desired: "stopped" } };
      const resource = resourceOf(stage, type);
      await resource.create(inputs);
      const pending = [exported(type, {}, inputs)];
      for (const resources of [[], [exported(type, resource, inputs)]]) {
        const { content, adoptions } = await repair({ resources, pending });
        expect(adoptions).toMatchObject([
          { settled: true, text: expect.stringContaining("nothing was to be started") },
        ]);
        expect(content).toEqual(stackWith({ resources }));
      }
      expect(stage.sent).toEqual([]);
    },
  );

  test("does not say of what is stopped that it is what a pending create started", async () => {
    const recording = await lost(volcengineRecording);
    const inputs = { ...volcengineRecording.inputs, lifecycle: { desired: "stopped" } };
    await recording.create(inputs);
    const resources = [exported(volcengineRecording, recording, inputs)];
    const { adoptions } = await repair({ resources, pending: [exported(volcengineRecording)] });
    expect(adoptions).toMatchObject([
      { settled: false, text: expect.stringContaining("has one of this name that is stopped") },
    ]);
  });

  test("takes the id that the caller knows", async () => {
    const { adoptions } = await repair({ pending: [exported(cdnRelay)] }, [[urnOf(cdnRelay), "task-1"]]);
    expect(adoptions).toMatchObject([{ id: "task-1" }]);
  });

  test("does not guess: an application of the same name without an open start is left", async () => {
    await resourceOf(stage, subApplication).create(subApplication.inputs);
    closeStarts(stage);
    const { adoptions } = await repair({ pending: [exported(subApplication)] });
    expect(adoptions).toMatchObject([{ id: undefined }]);
  });

  test("leaves a replacement to pulumi up, and other operations alone", async () => {
    const resources = [exported(gmeRecording, { id: "1", state: { taskId: "1" } })];
    const pending = [exported(gmeRecording, {}, { ...gmeRecording.inputs, roomId: "1988" })];
    const { content, adoptions } = await repair({ resources, pending });
    expect(adoptions).toMatchObject([
      { id: undefined, settled: false, text: expect.stringContaining("goes on with a replacement") },
    ]);
    expect(adoptions[0]?.text).toContain("`pulumi refresh --clear-pending-creates` drops the operation");
    expect(content).toEqual(stackWith({ resources, pending }));
  });

  test("drops the operation of what a later run took over or created", async () => {
    const { id, state } = await lost(cdnRelay);
    const resources = [exported(cdnRelay, { id, state })];
    const { content, adoptions } = await repair({ resources, pending: [exported(cdnRelay)] });
    expect(adoptions).toMatchObject([
      { settled: true, text: `the stack has it (${id}): the operation is dropped` },
    ]);
    expect(content).toEqual(stackWith({ resources }));
  });

  test("keeps the operation of a start that the stack has not, though it has one of its name", async () => {
    const { id, state } = await lost(subApplication);
    closeStarts(stage);
    stage.time.now += 60_000;
    planFault(stage, subApplication, { kind: "dropAfter" });
    stage.intercept = async ({ headers }, send) => {
      const isLookUp = headers["x-tc-action"] === "DescribeSubAppIds" && openStarts(stage).length > 0;
      if (isLookUp) throw new Error("cannot be reached");
      return send();
    };
    await failureOf(resourceOf(stage, subApplication).create(subApplication.inputs));
    stage.intercept = undefined;
    const resources = [exported(subApplication, { id, state })];
    const { adoptions } = await repair({ resources, pending: [exported(subApplication)] });
    expect(adoptions).toMatchObject([
      { settled: false, text: expect.stringContaining("is open in the journal") },
    ]);
  });

  test.each([[null], [[]], [{ version: 3 }], ["text"]])("refuses %j", async (content) => {
    const work = async () => adoptPending({ content, ids: new Map(), host: stage.host(), config });
    expect(await failureOf(work())).toContain("it is no exported stack");
  });
}

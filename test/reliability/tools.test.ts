import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { adoptPending } from "../../provider/adoptPending";
import { readExportedStack } from "../../provider/exportedStack";
import { findOrphans, type Orphan } from "../../provider/findOrphans";
import { pulumiType } from "../../sdk/core/resource";
import { failureOf, inputsOf, type Properties, type Resource, Stage, types } from "../provider/support";
import { quick } from "./crash";
import { closeStarts, openStarts, planFault, resourceOf, type Starter, startOf } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

type Kind = keyof typeof types;

function urnOf(kind: Kind, name: string = kind): string {
  return `urn:pulumi:dev::school::${pulumiType({ type: types[kind] })}::${name}`;
}

/** A resource as `pulumi stack export` shows it. */
function exported(kind: Kind, { id, state }: Partial<Resource> = {}, inputs: Properties = quickOf(kind)) {
  const urn = urnOf(kind);
  const own = { ...inputs, __urn: urn, __provider: "text" };
  return { urn, type: pulumiType({ type: types[kind] }), custom: true, id, inputs: own, outputs: state };
}

function quickOf(kind: Kind): Properties {
  return kind === "callback" ? inputsOf.callback : quick(kind);
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

function orphans(...stacks: Contents[]): Promise<Orphan[]> {
  const read = stacks.map((contents) => readExportedStack(stackWith(contents)));
  return findOrphans({ stacks: read, host: stage.host(), config });
}

/** Starts something, and loses its state. */
async function lost(kind: Starter): Promise<Resource> {
  const resource = resourceOf(stage, kind);
  await resource.create(quick(kind));
  stage.endRun();
  return resource;
}

describe("orphans", () => {
  test("are none where nothing runs", async () => {
    expect(await orphans({})).toEqual([]);
  });

  test("a relay of the journal that no state has is found, stopped and closed", async () => {
    const relay = await lost("relay");
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
    const relay = await lost("relay");
    expect(await orphans({}, { resources: [exported("relay", relay)] })).toEqual([]);
  });

  test("a start whose outcome is unknown is told, and not stopped", async () => {
    planFault(stage, "generation", { kind: "dropAfter" });
    await failureOf(resourceOf(stage, "generation").create(inputsOf.generation));
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
    await lost("application");
    expect(await orphans({})).toMatchObject([
      { id: "1500000001", found: expect.stringMatching(/^it runs/), stop: undefined },
    ]);
  });

  test("a job that is over only has its start closed", async () => {
    await lost("generation");
    stage.time.now += 3_600_000;
    const [orphan] = await orphans({});
    expect(orphan?.found).toMatch(/^it is over/);
    expect(await orphan?.stop?.()).toBe("it was over already; its start is closed");
    expect(openStarts(stage)).toEqual([]);
  });

  test("what was started at another endpoint, or without credentials, is told and not looked at", async () => {
    await lost("relay");
    const calls = stage.sent.length;
    const elsewhere = (key: string) => (key.endsWith(":endpoint") ? "http://127.0.0.1:9" : stage.config[key]);
    const none = () => undefined;
    for (const [settings, text] of [
      [elsewhere, "it was not looked at, since it was sent to"],
      [none, "it could not be looked at: no Tencent Cloud credentials"],
    ] as const) {
      const found = await findOrphans({ stacks: [], host: stage.host(), config: settings });
      expect(found).toMatchObject([{ found: expect.stringContaining(text), stop: undefined }]);
    }
    expect(stage.sent).toHaveLength(calls);
  });

  test("a pending create with an open start that reached the vendor", async () => {
    const resource = await lost("gme");
    const pending = [exported("gme")];
    const [orphan, ...more] = await orphans({ pending });
    expect(more).toEqual([]);
    expect(orphan).toMatchObject({ id: resource.id, advice: expect.stringContaining("run pulumi up") });
    expect(await orphans({ pending }, { resources: [exported("gme", resource)] })).toEqual([]);
    expect(await orphan?.stop?.()).toBe("stopped; its start is closed");
    expect(await orphans({ pending })).toEqual([]);
  });

  test.each(["redraw", "recording"] as const)(
    "a pending create of %s that reached the vendor",
    async (kind) => {
      const resource = await lost(kind);
      const pending = [exported(kind)];
      const [orphan, ...more] = await orphans({ pending });
      expect(more).toEqual([]);
      expect(orphan).toMatchObject({
        id: resource.id,
        advice: expect.stringContaining("pulumi-media-tasks adopt"),
      });
      // The state of the same stack may have it by now.
      expect(await orphans({ pending }, { resources: [exported(kind, resource)] })).toEqual([]);
      expect(await orphan?.stop?.()).toBe("stopped");
      expect(await orphans({ pending })).toEqual([]);
    },
  );

  test("a pending create under an id that the program names", async () => {
    const inputs = { ...inputsOf.recording, taskId: "T1" };
    const recording = stage.resource(types.recording, "recording");
    await recording.create(inputs);
    stage.endRun();
    expect(await orphans({ pending: [exported("recording", {}, inputs)] })).toMatchObject([
      { id: "T1", found: "it runs; a create of it was pending" },
    ]);
  });

  test("two recordings of one id in two rooms do not hide each other", async () => {
    const inputs = { ...inputsOf.recording, taskId: "T1" };
    const other = { ...inputs, roomId: "Room2" };
    const mine = stage.resource(types.recording, "recording");
    await mine.create(inputs);
    await stage.resource(types.recording, "other").create(other);
    stage.endRun();
    const resources = [exported("recording", mine, inputs)];
    expect(await orphans({ resources, pending: [exported("recording", {}, other)] })).toMatchObject([
      { id: "T1" },
    ]);
    expect(await orphans({ resources, pending: [exported("recording", {}, inputs)] })).toEqual([]);
  });

  test("without keys: where this command reads them from", async () => {
    const relay = await lost("relay");
    const gme = await lost("gme");
    const read = readExportedStack(stackWith({ resources: [exported("gme", gme)] }));
    const found = await findOrphans({ stacks: [read], host: stage.host(), config: () => undefined });
    expect(found).toMatchObject([{ id: relay.id }, { label: urnOf("gme") }]);
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
    const inputs = { ...inputsOf.recording, storageConfig: { type: 2, customConfig } };
    expect(await orphans({ pending: [exported("recording", {}, inputs)] })).toMatchObject([
      { id: undefined, advice: "export with --show-secrets" },
    ]);
  });

  test("a recording that runs in the room of one that is over", async () => {
    const mine = await lost("gme");
    stage.vendors.endTask(mine.id, "limit");
    const theirs = await lost("gme");
    closeStarts(stage);
    expect(theirs.id).not.toBe(mine.id);
    expect(await orphans({ resources: [exported("gme", mine)] })).toMatchObject([
      { id: theirs.id, found: expect.stringContaining("it runs beside urn:pulumi:dev") },
    ]);
  });

  test("a recording whose start is open is told once, with what to do", async () => {
    stage.vendors.faults.add({ match: startOf.gme, fault: { kind: "dropAfter" } });
    stage.vendors.faults.add({
      match: { action: "DescribeTaskInfo", nth: 2, times: 3 },
      fault: { kind: "error", code: "InvalidParameter" },
    });
    await failureOf(resourceOf(stage, "gme").create(inputsOf.gme));
    stage.vendors.faults.clear();
    stage.endRun();
    const [id] = stage.vendors.tasks().map((task) => task.id);
    const [orphan, ...more] = await orphans({ pending: [exported("gme")] });
    expect(more).toEqual([]);
    expect(orphan).toMatchObject({ id, found: expect.stringContaining("it runs; its start of") });
    expect(await orphan?.stop?.()).toBe("stopped; its start is closed");
    expect(openStarts(stage)).toEqual([]);
  });

  test("a redraw of somebody else in the same application", async () => {
    const mine = await lost("redraw");
    const other = stage.resource(types.redraw, "other");
    await other.create({ ...quick("redraw"), sessionId: "somebody-else" });
    expect(await orphans({ resources: [exported("redraw", mine)] })).toMatchObject([{ id: other.id }]);
    stage.time.now += 3_600_000;
    expect(await orphans({ resources: [exported("redraw", mine)] })).toEqual([]);
  });
});

describe("adopt", () => {
  const repair = (contents: Contents, ids: readonly [string, string][] = []) =>
    adoptPending({ content: stackWith(contents), ids: new Map(ids), host: stage.host(), config });

  test.each(["relay", "generation", "gme", "redraw", "recording", "application"] as const)(
    "takes in a pending create of %s that reached the vendor",
    async (kind) => {
      const { id } = await lost(kind);
      const other = { urn: "urn:pulumi:dev::school::other:Type::other", type: "other:Type" };
      const { content, adoptions } = await repair({ resources: [other], pending: [other, exported(kind)] });
      const text = `taken into the state with the id ${id}`;
      expect(adoptions).toEqual([{ urn: urnOf(kind), id, settled: true, text }]);
      expect(content).toMatchObject({
        version: 3,
        deployment: {
          resources: [other, { urn: urnOf(kind), id, inputs: quick(kind), outputs: { __provider: "text" } }],
          pending_operations: [{ resource: other }],
        },
      });

      // What Pulumi has then is a resource like any other.
      const [adopted] = readExportedStack(content).resources;
      const resource = resourceOf(stage, kind);
      [resource.id, resource.state] = [id, { ...adopted?.properties }];
      expect(await resource.diff(quick(kind))).toMatchObject({ replaces: [] });
      await resource.read();
      expect(resource.id).toBe(id);
      expect(resource.state).not.toHaveProperty("__ended");
      expect(openStarts(stage)).toEqual([]);
      await resource.delete();
    },
  );

  test("drops what certainly did not reach the vendor, and says what to do where nobody can tell", async () => {
    const pending = [exported("redraw"), exported("gme"), exported("relay")];
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
    expect(content).toEqual(stackWith({ pending: [exported("gme"), exported("relay")] }));
  });

  test("does not guess: of redraws that nothing tells apart, none is taken", async () => {
    planFault(stage, "redraw", { kind: "dropAfter" });
    const inputs = { ...quick("redraw"), sessionId: "" };
    await failureOf(resourceOf(stage, "redraw").create(inputs));
    expect(openStarts(stage)).toHaveLength(1);
    const { adoptions } = await repair({ pending: [exported("redraw", {}, inputs)] });
    expect(adoptions).toMatchObject([{ id: undefined, text: expect.stringContaining("--id") }]);
  });

  test("takes the id that the caller knows", async () => {
    const { adoptions } = await repair({ pending: [exported("relay")] }, [[urnOf("relay"), "task-1"]]);
    expect(adoptions).toMatchObject([{ id: "task-1" }]);
  });

  test("does not guess: an application of the same name without an open start is left", async () => {
    await resourceOf(stage, "application").create(inputsOf.application);
    closeStarts(stage);
    const { adoptions } = await repair({ pending: [exported("application")] });
    expect(adoptions).toMatchObject([{ id: undefined }]);
  });

  test("leaves a replacement to pulumi up, and other operations alone", async () => {
    const resources = [exported("gme", { id: "1", state: { taskId: "1" } })];
    const pending = [exported("gme", {}, { ...inputsOf.gme, roomId: "1988" })];
    const { content, adoptions } = await repair({ resources, pending });
    expect(adoptions).toMatchObject([
      { id: undefined, settled: false, text: expect.stringContaining("goes on with a replacement") },
    ]);
    expect(adoptions[0]?.text).toContain("`pulumi refresh --clear-pending-creates` drops the operation");
    expect(content).toEqual(stackWith({ resources, pending }));
  });

  test("drops the operation of what a later run took over or created", async () => {
    const { id, state } = await lost("relay");
    const resources = [exported("relay", { id, state })];
    const { content, adoptions } = await repair({ resources, pending: [exported("relay")] });
    expect(adoptions).toMatchObject([
      { settled: true, text: `the stack has it (${id}): the operation is dropped` },
    ]);
    expect(content).toEqual(stackWith({ resources }));
  });

  test("keeps the operation of a start that the stack has not, though it has one of its name", async () => {
    const { id, state } = await lost("application");
    closeStarts(stage);
    stage.time.now += 60_000;
    planFault(stage, "application", { kind: "dropAfter" });
    stage.intercept = async ({ headers }, send) => {
      const isLookUp = headers["x-tc-action"] === "DescribeSubAppIds" && openStarts(stage).length > 0;
      if (isLookUp) throw new Error("cannot be reached");
      return send();
    };
    await failureOf(resourceOf(stage, "application").create(inputsOf.application));
    stage.intercept = undefined;
    const resources = [exported("application", { id, state })];
    const { adoptions } = await repair({ resources, pending: [exported("application")] });
    expect(adoptions).toMatchObject([
      { settled: false, text: expect.stringContaining("is open in the journal") },
    ]);
  });

  test.each([[null], [[]], [{ version: 3 }], ["text"]])("refuses %j", async (content) => {
    const work = async () => adoptPending({ content, ids: new Map(), host: stage.host(), config });
    expect(await failureOf(work())).toContain("it is no exported stack");
  });
});

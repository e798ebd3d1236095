import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { asProperties } from "../../local/engine/values";
import { adoptPending } from "../../provider/adoptPending";
import { readExportedStack } from "../../provider/exportedStack";
import { findOrphans } from "../../provider/findOrphans";
import { nativeType } from "../../sdk/core/contract";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { Stage } from "../provider/support";
import { openStarts, startsOf } from "../reliability/support";
import { Plugin, settingsFor } from "./Plugin";

// What puts right what a killed run has left, for what the plugin made; the dynamic way: test/reliability/tools.test.ts.

/** One of each way in which a repeated start meets the first one. */
const types: readonly TypeUnderTest[] = [cdnRelay, gmeRecording, volcengineRecording];

let plugin: Plugin;
let stage: Stage;
beforeAll(async () => {
  plugin = await Plugin.start();
}, 60_000);
afterAll(() => plugin[Symbol.asyncDispose]());
beforeEach(async () => {
  stage = await Stage.start({ now: Date.now() });
  await plugin.configure({ ...settingsFor(stage.vendors), journal: stage.journal.setting });
});
afterEach(() => stage[Symbol.asyncDispose]());

/** A resource that was made, and as `pulumi stack export` shows it: as one that is, and as one that is being made. */
async function made(type: TypeUnderTest) {
  const thing = plugin.resource(type.type, type.name);
  await thing.create(type.quick);
  const being = { urn: thing.urn, type: nativeType(type), custom: true, inputs: type.quick };
  return { thing, is: { ...being, id: thing.id, outputs: thing.outputs }, being };
}

/** An exported stack. */
function stackWith({ resources = [], being = [] }: { resources?: unknown[]; being?: unknown[] }) {
  const operations = being.map((resource) => ({ type: "creating", resource }));
  return { version: 3, deployment: { resources, pending_operations: operations } };
}

const config = (key: string) => stage.config[key];

function orphans(contents: Parameters<typeof stackWith>[0]) {
  const stacks = [readExportedStack(stackWith(contents))];
  return findOrphans({ stacks, host: stage.host(), config });
}

test.each(types)("orphans: $type is owned where a state has it, else found and stopped", async (type) => {
  const { thing, is, being } = await made(type);
  expect(await orphans({ resources: [is] })).toEqual([]);
  const [orphan, ...more] = await orphans({ being: [being] });
  expect(more).toEqual([]);
  expect(orphan).toMatchObject({ type: type.type, id: thing.id });
  await orphan?.stop?.();
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  expect(openStarts(stage)).toEqual([]);
});

test.each(types)("adopt: a create of $type is taken in, and nothing is started for it", async (type) => {
  const { thing, being } = await made(type);
  const content = stackWith({ being: [being] });
  const repair = await adoptPending({ content, ids: new Map(), host: stage.host(), config });
  expect(repair.adoptions).toMatchObject([{ urn: thing.urn, id: thing.id, settled: true }]);
  const [resource] = Object(repair.content).deployment.resources;
  const adopted = plugin.resource(type.type, type.name);
  adopted.id = resource.id;
  adopted.inputs = asProperties(resource.inputs);
  adopted.sealed = asProperties(resource.outputs);
  expect(await adopted.diff(type.quick)).toMatchObject({ changes: false, replaces: [] });
  expect(await adopted.refresh()).toBe(true);
  expect(openStarts(stage)).toEqual([]);
  expect(startsOf(stage, type)).toBe(1);
  await adopted.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
});

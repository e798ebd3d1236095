import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { isServiceError } from "../../local/engine/rpc";
import { asProperties } from "../../local/engine/values";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { formOf, importIdOf } from "../../provider/core/importId";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { allTypes, typesThat } from "../contract/typesThat";
import type { Properties } from "../provider/support";
import { type NativeThing, Plugin, settingsFor } from "./Plugin";

let plugin: Plugin;
/** That of another stack, which knows nothing of this one. */
let other: Plugin;
let vendors: Vendors;
beforeAll(async () => {
  [plugin, other] = await Promise.all([Plugin.start(), Plugin.start()]);
}, 60_000);
afterAll(() => Promise.all([plugin[Symbol.asyncDispose](), other[Symbol.asyncDispose]()]));
beforeEach(async () => {
  vendors = await startVendors({ clock: new VirtualClock({ speed: 3_600 }) });
  for (const one of [plugin, other]) await one.configure(settingsFor(vendors));
});
afterEach(() => vendors.close());

/** Makes something, as another stack does, and gives its import id. */
async function made(type: TypeUnderTest): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
  const thing = other.resource(type.type);
  const inputs = { ...type.quick };
  const outputs = { ...(await thing.create(inputs)) };
  return { id: importIdOf(type.lifecycle, { inputs, outputs }), outputs, inputs };
}

/** How an import fails. */
async function refusal(thing: NativeThing, id: string): Promise<string> {
  const error: unknown = await thing.import(id).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isServiceError(error)) throw new Error("the import does not fail");
  return error.details;
}

describe.each(allTypes)("$type", (type) => {
  const { lifecycle } = type;

  test("is imported, becomes what the program says without another one, and is the same from then on", async () => {
    const { id, inputs } = await made(type);
    const before = vendors.tasks().length;
    const thing = plugin.resource(type.type);
    await thing.import(id);
    const difference = await thing.diff(inputs);
    expect(difference.replaces).toEqual([]);
    if (difference.changes) await thing.update(inputs);
    expect(await thing.diff(inputs)).toMatchObject({ changes: false, replaces: [] });
    expect(vendors.tasks()).toHaveLength(before);
    expect(await thing.refresh()).toBe(true);
    expect(await thing.diff(inputs)).toMatchObject({ changes: false });
    await thing.delete();
  });

  test("is not imported by an id of another form", async () => {
    const thing = plugin.resource(type.type);
    const form = formOf(lifecycle);
    const wrong = lifecycle.importId.length > 1 ? "1" : "";
    expect(await refusal(thing, wrong)).toContain(
      `"${wrong}" is not the import id of a ${type.type}, which is ${form}: `,
    );
    expect(vendors.journal).toEqual([]);
  });
});

describe("what is not there", () => {
  test.each(typesThat("run", "read"))("$type is not imported", async (type) => {
    const { id } = await made(type);
    const gone = id.replace(/[^/]+$/, (last) =>
      last.replace(/[A-Za-z0-9]/, (one) => (one === "1" ? "2" : "1")),
    );
    expect(await refusal(plugin.resource(type.type), gone)).toContain(`"${gone}" cannot be imported`);
  });
});

test("an import of all that the program says needs no update", async () => {
  const { id, inputs } = await made(gmeRecording);
  const thing = plugin.resource(gmeRecording.type);
  await thing.import(id);
  expect(thing.inputs).toMatchObject(inputs);
  expect(await thing.diff(inputs)).toMatchObject({ changes: false });
});

test("what whoever imports says of inputs that the vendor does not tell is taken for what there is", async () => {
  const { id, inputs } = await made(cdnRelay);
  const thing = plugin.resource(cdnRelay.type);
  await thing.import(id);
  expect(plugin.said(thing)).toContainEqual(
    expect.stringContaining("that it is there could not be verified"),
  );
  // As `pulumi import --file` does with "inputs".
  const { inputs: checked } = await thing.check(inputs);
  thing.inputs = { ...thing.inputs, ...checked };
  expect(await thing.diff(inputs)).toMatchObject({ changes: false });
  const changed = { ...inputs, ...cdnRelay.inPlace?.(1) };
  expect(await thing.diff(changed)).toMatchObject({ changes: true, replaces: [] });
  await thing.update(changed);
  expect(await thing.diff(changed)).toMatchObject({ changes: false });
});

test("a program gets what is not its own by that id, also with what it knows of it", async () => {
  const { id, inputs, outputs } = await made(cdnRelay);
  const thing = plugin.resource(cdnRelay.type);
  const { sdkAppId, roomId } = inputs;
  thing.sealed = asProperties({ sdkAppId, roomId });
  expect(await thing.import(id)).toMatchObject({ sdkAppId, roomId, taskId: outputs.taskId });
  // From then on, the engine has what this made.
  thing.inputs = {};
  expect(await thing.refresh()).toBe(true);
  expect(thing.outputs).toMatchObject({ roomId, taskId: outputs.taskId });
});

test("an import that differs in what cannot be changed replaces", async () => {
  const { id, inputs } = await made(volcengineRecording);
  const thing = plugin.resource(volcengineRecording.type);
  await thing.import(id);
  expect(await thing.diff({ ...inputs, roomId: "Another" })).toMatchObject({ replaces: ["roomId"] });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { asProperties } from "../../local/engine/values";
import { isOurs } from "../../policies/core/subject";
import { readExportedStack } from "../../provider/exportedStack";
import { nativeType } from "../../sdk/core/contract";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { allTypes } from "../contract/typesThat";
import { Stage } from "../provider/support";
import { openStarts } from "../reliability/support";
import { Plugin, settingsFor } from "./Plugin";

let plugin: Plugin;
beforeAll(async () => {
  plugin = await Plugin.start();
}, 60_000);
afterAll(() => plugin[Symbol.asyncDispose]());

/** The vendors at the present time, which is the plugin's. */
function stageNow(): Promise<Stage> {
  return Stage.start({ now: Date.now() });
}

describe.each(allTypes)("$type", (type) => {
  test("goes from the dynamic way to the plugin and back without a change", async () => {
    await using stage = await stageNow();
    await plugin.configure({ ...settingsFor(stage.vendors), journal: stage.journal.setting });
    const dynamic = stage.resource(type.type);
    await dynamic.create(type.quick);
    const native = plugin.resource(type.type);
    native.id = dynamic.id;
    native.sealed = asProperties(dynamic.state);
    native.inputs = asProperties({ ...type.quick, __urn: "urn", __provider: "the text" });
    stage.vendors.journal.clear();
    expect(await native.diff(type.quick)).toMatchObject({ changes: false, replaces: [], detailed: {} });
    expect(stage.actions()).toEqual([]);
    // Its start is settled, whichever way the resource was served then.
    expect(openStarts(stage)).toEqual([]);

    expect(await native.refresh()).toBe(true);
    expect(native.outputs).not.toHaveProperty("__provider");
    dynamic.state = { ...native.outputs };
    expect(await dynamic.diff(type.quick)).toMatchObject({ changes: false, replaces: [] });
    await dynamic.delete();
  });

  test("is read of an exported stack, and seen by policies", () => {
    const urn = `urn:pulumi:dev::school::${nativeType(type)}::lesson`;
    const resource = {
      urn,
      type: nativeType(type),
      inputs: type.inputs,
      outputs: { ...type.inputs, __createdAt: 5 },
    };
    const { resources } = readExportedStack({ version: 3, deployment: { resources: [resource] } });
    expect(resources).toMatchObject([{ lifecycle: type.lifecycle, state: { urn, kept: { createdAt: 5 } } }]);
    expect(isOurs(resource)).toBe(true);
  });
});

test("a profile that is left out for a provider of its own replaces nothing", async () => {
  await using stage = await stageNow();
  await plugin.configure({
    ...settingsFor(stage.vendors),
    tencentcloudProfiles: { archive: { secretId: "id", secretKey: "key" } },
  });
  const thing = plugin.resource(gmeRecording.type);
  await thing.create(gmeRecording.inputs);
  thing.sealed = { ...thing.sealed, lifecycle: { profile: "archive" } };
  expect(await thing.diff(gmeRecording.inputs)).toMatchObject({ changes: true, replaces: [] });
  expect(plugin.said(thing)).toContain(
    'lifecycle.profile "archive" is left out: it is in the account of its provider from now on, which has to be the same one',
  );
  const named = { ...gmeRecording.inputs, lifecycle: { profile: "archive" } };
  expect(await thing.diff(named)).toMatchObject({ changes: false });
});

import { readFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { dynamic } from "@pulumi/pulumi";
import { startVendors } from "../../local/vendors";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import released from "../fixtures/released.json";
import { failureOf, Stage } from "../provider/support";
import { fault } from "./matrix";
import { destroy } from "./mediaStack";
import { recordedProgram, recordedStates, stackOf } from "./upgrade";

const patience = 120_000;

describe(fault(41), () => {
  test.each(recordedStates())(
    "%s",
    async (name) => {
      await using stack = await stackOf(name);
      expect(await stack.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
      expect(stack.vendors.journal).toHaveLength(0);
      const refreshed = await stack.run("refresh --yes --skip-preview");
      expect(refreshed).toMatchObject({ exitCode: 0 });
      expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
      expect((await stack.exported()).deployment.resources ?? []).toEqual([]);
    },
    patience,
  );
});

/** The provider that a text in a state gives, as Pulumi's dynamic provider loads it. */
function providerOf(text: string): dynamic.ResourceProvider {
  const module = new Module(join(process.cwd(), "state.js"));
  module.paths = [join(process.cwd(), "node_modules")];
  Reflect.get(module, "_compile").call(module, text, module.filename ?? join(process.cwd(), "state.js"));
  return module.exports.handler();
}

describe(fault(42), () => {
  const oldest = 'exports.handler=()=>require("pulumi-media-tasks/provider").of("tencent/gme:Recording")';

  test(
    "the oldest text stops what an old state has",
    async () => {
      await using stage = await Stage.start({ now: Date.now() });
      const recording = stage.resource(gmeRecording.type);
      await recording.create(gmeRecording.inputs);
      const provider = providerOf(oldest);
      const get = (key: string) => stage.config[key];
      await provider.configure?.({ config: { get, require: (key) => String(get(key)) } });
      await provider.delete?.(recording.id, recording.state);
      expect(stage.vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
    },
    patience,
  );

  test("every recorded state has such texts", () => {
    for (const name of recordedStates()) {
      const text = readFileSync(join(__dirname, "../fixtures/states", name, "state.json"), "utf8");
      for (const { type } of recordedProgram(name))
        expect(text).toContain(JSON.stringify(oldest.replace(gmeRecording.type, type)).slice(1, -1));
    }
  });

  test("every type that was released is in a recorded state", () => {
    const recorded = recordedStates().flatMap((name) => recordedProgram(name).map(({ type }) => type));
    expect(released.map(({ type }) => type).filter((type) => !recorded.includes(type))).toEqual([]);
  });

  test("a type that this version does not have", async () => {
    await using vendors = await startVendors();
    const load = async () => providerOf(oldest.replace("gme:Recording", "gme:Choir"));
    const message = await failureOf(load());
    expect(message).toContain('pulumi-media-tasks has no resource type "tencent/gme:Choir"');
    expect(message).toContain("install the version of the package that the state was written by");
    expect(vendors.journal).toHaveLength(0);
  });
});

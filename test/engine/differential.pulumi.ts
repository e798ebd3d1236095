import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ExportedStack, type ProviderCall, Stack } from "./harness";
import { scenarios } from "./scenarios";

/** Same program, same commands: whatever the local engine does, the real one does, too. */
describe("the local engine beside the pulumi CLI", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario.steps] as const))(
    "%s",
    async (_, steps) => {
      using local = new Stack("local");
      using real = new Stack("pulumi");
      expect((await real.run("stack init")).exitCode).toBe(0);
      for (const step of steps) {
        const [mine, theirs] = await Promise.all(
          [local, real].map(async (stack) => {
            if (step.program !== undefined) stack.program(step.program);
            if (step.world !== undefined) stack.world(step.world);
            const { exitCode, text } = await stack.run(step.command);
            return {
              exitCode,
              text,
              calls: sortedCalls(stack.takeCalls()),
              state: normalized(await stack.exported()),
            };
          }),
        );
        const context = { command: step.command, mine: mine?.text, theirs: theirs?.text };
        expect({ ...mine, ...context, text: "" }).toEqual({ ...theirs, ...context, text: "" });
      }
    },
    240_000,
  );

  describe("a stack that moves to the CLI", () => {
    const local = new Stack("local");
    const real = new Stack("pulumi");

    beforeAll(async () => {
      const spec = scenarios[0]?.steps[0]?.program ?? {};
      for (const stack of [local, real]) stack.program(spec);
      await local.run("config set token canary-config --secret");
      await local.run("up --yes --skip-preview");
      writeFileSync(join(real.dir, "state.json"), JSON.stringify(await local.exported()));
    }, 60_000);

    afterAll(() => {
      local[Symbol.dispose]();
      real[Symbol.dispose]();
    });

    test("is taken over with nothing to change", async () => {
      await real.run("stack init");
      copyFileSync(join(local.dir, "Pulumi.dev.yaml"), join(real.dir, "Pulumi.dev.yaml"));
      expect(await real.run("stack import --file state.json")).toMatchObject({ exitCode: 0 });
      expect(await real.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
      expect((await real.run("stack output --json --show-secrets")).text).toContain("canary-one");
    }, 60_000);

    test("and back", async () => {
      writeFileSync(join(local.dir, "state.json"), (await real.run("stack export")).text);
      expect(await local.run("stack import --file state.json")).toMatchObject({ exitCode: 0 });
      expect(await local.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
    }, 60_000);
  });
});

function sortedCalls(calls: readonly ProviderCall[]): string[] {
  return calls.map((call) => JSON.stringify(call)).sort();
}

/** What two states of the same stack have in common: all but moments, positions, ids of providers and ciphertexts. */
function normalized({ deployment }: ExportedStack): unknown {
  const providerIds = /::default::[^"]+/g;
  const resources = (deployment.resources ?? []).map(
    ({ created, modified, sourcePosition, stackTrace, ...rest }) =>
      JSON.stringify(sortKeys(rest)).replace(providerIds, "::default::id"),
  );
  const pending = (deployment.pending_operations ?? []).map(
    ({ type, resource }) => `${type} ${resource.urn}`,
  );
  return { resources: resources.sort().map((text) => JSON.parse(text)), pending: pending.sort() };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  if ("ciphertext" in value) return "[secret]";
  const entries = Object.entries(value).map(([key, item]) => [key, sortKeys(item)] as const);
  const isProvider = "type" in value && value.type === "pulumi:providers:pulumi-nodejs";
  return Object.fromEntries(
    entries.filter(([key]) => !(isProvider && key === "id")).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { LiveEvent, playLiveEvent } from "./liveEvent";
import { outcomeOf } from "./outcome";
import { runStep, type ScenarioStep, scenarios } from "./scenarios";
import { type RunningCommand, Stack } from "./stack";
import { Things } from "./things";

const version = execFileSync("pulumi", ["version"], { encoding: "utf8" }).trim();

/** Whether the CLI is new enough to come to the same. */
function isNew({ since = "" }: ScenarioStep): boolean {
  return version.localeCompare(since, "en", { numeric: true }) >= 0;
}

/** An update that stands still in the first of two creations. */
async function heldUpdate(stack: Things): Promise<RunningCommand> {
  stack.program({ resources: [{ name: "a" }, { name: "b", props: { value: "$a.state" } }] });
  stack.world({ hold: ["create a"] });
  await stack.init();
  const running = stack.start("up --yes --skip-preview");
  await stack.called("create", "a");
  return running;
}

describe("the local engine and the pulumi CLI come to the same", () => {
  test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario.steps] as const))(
    "%s",
    async (_, steps) => {
      using local = new Things("local");
      using real = new Things("pulumi");
      await real.init();
      for (const step of steps) {
        const [mine, theirs] = await Promise.all(
          [local, real].map(async (stack) => {
            const result = await runStep(stack, step);
            const calls = stack.takeCalls().map((call) => JSON.stringify(call));
            return { text: result.text, ...(await outcomeOf(stack, result)), calls: calls.sort() };
          }),
        );
        if (!isNew(step)) continue;
        // Both texts are there to be read when something differs.
        const both = { command: step.command, text: { mine: mine?.text, theirs: theirs?.text } };
        expect({ ...mine, ...both }).toEqual({ ...theirs, ...both });
        for (const pattern of step.says ?? []) expect(theirs?.text).toMatch(pattern);
      }
    },
    600_000,
  );

  test.concurrent("an update that is interrupted", async () => {
    const interrupted = async (engine: "local" | "pulumi", times: number) => {
      using stack = new Things(engine);
      const running = await heldUpdate(stack);
      running.signal("SIGINT");
      await running.printed(engine === "local" ? "Cancelling" : "cancelling");
      if (times > 1) running.signal("SIGINT");
      else stack.world({});
      const result = await running.ended;
      const { exitCode, state } = await outcomeOf(stack, result);
      stack.world({});
      return { exitCode, state, changes: stack.takeChanges() };
    };
    for (const times of [1, 2]) {
      const [mine, theirs] = await Promise.all([interrupted("local", times), interrupted("pulumi", times)]);
      expect(mine).toEqual(theirs);
    }
  }, 600_000);

  test.concurrent("an update that is killed, and its lock", async () => {
    const killed = async (engine: "local" | "pulumi") => {
      using stack = new Things(engine);
      const running = await heldUpdate(stack);
      running.signal("SIGKILL");
      await running.ended;
      stack.world({});
      const said = [];
      for (const command of [
        "up --yes --skip-preview",
        "refresh --yes --skip-preview",
        "stack export --file state.json",
        "stack import --file state.json",
        "preview --expect-no-changes",
        "refresh --preview-only",
        "cancel --yes",
        "cancel --yes",
        "cancel --yes --stack organization/things/dev",
        "cancel --yes --stack acme/things/dev",
        "cancel --yes --stack organization/others/dev",
        "stack export --stack nosuch",
        "stack import --file state.json",
        "up --yes --skip-preview",
      ]) {
        const { exitCode, text } = await stack.run(command);
        const lines = text.match(/^.*(error: |warning: removing|canceled!|complete).*$/gm) ?? [];
        said.push({ command, exitCode, lines });
      }
      return { said, pending: await stack.pending(), names: await stack.names() };
    };
    const [mine, theirs] = await Promise.all([killed("local"), killed("pulumi")]);
    expect(mine).toEqual(theirs);
  }, 600_000);

  test.concurrent("the main example, from preview to destroy", async () => {
    const [mine, theirs] = await Promise.all([playLiveEvent("local"), playLiveEvent("pulumi")]);
    for (const [index, act] of mine.entries()) {
      const text = { mine: act.text, theirs: theirs[index]?.text };
      expect({ ...act, text }).toEqual({ ...theirs[index], text });
    }
  }, 600_000);
});

describe("a stack that moves to the pulumi CLI", () => {
  test.concurrent("has nothing to change there, and can be destroyed there", async () => {
    await using event = await LiveEvent.start("local", { speed: 600 });
    using real = new Stack("pulumi");
    expect(await event.run("up --yes --skip-preview")).toMatchObject({ exitCode: 0 });
    for (const file of [
      "Pulumi.yaml",
      "Pulumi.dev.yaml",
      "examples/main/package.json",
      "examples/main/index.js",
    ]) {
      real.write(file, event.read(file));
    }
    real.write("state.json", event.stateText());
    await real.init();
    for (const command of [
      "stack import --file state.json",
      "preview --expect-no-changes",
      "destroy --yes",
    ]) {
      expect(await real.run(command)).toMatchObject({ exitCode: 0 });
    }
    expect(event.vendors.tasks().filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
  }, 600_000);

  test.concurrent("keeps its secrets, also on the way back", async () => {
    using local = new Things("local");
    using real = new Things("pulumi");
    for (const stack of [local, real]) stack.program(scenarios[0]?.steps[0]?.program ?? {});
    await local.run("config set token canary-config --secret");
    expect(await local.run("up --yes --skip-preview")).toMatchObject({ exitCode: 0 });

    real.write("state.json", local.stateText());
    copyFileSync(join(local.dir, "Pulumi.dev.yaml"), join(real.dir, "Pulumi.dev.yaml"));
    await real.init();
    expect(await real.run("stack import --file state.json")).toMatchObject({ exitCode: 0 });
    expect(await real.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
    expect((await real.run("stack output --json --show-secrets")).text).toContain("canary-one");

    local.write(".pulumi-local/dev.json", (await real.run("stack export")).text);
    expect(await local.run("preview --expect-no-changes")).toMatchObject({ exitCode: 0 });
  }, 600_000);
});

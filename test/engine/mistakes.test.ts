import { describe, expect, test } from "@jest/globals";
import { EngineError } from "../../local/engine/engineError";
import { LocalEngine } from "../../local/engine/localEngine";
import { LiveEvent } from "./liveEvent";
import { type Stack, up } from "./stack";
import { Things } from "./things";

describe("a stack whose state is in order", () => {
  test("keeps everything when the program throws, or waits for something that never comes", async () => {
    using stack = new Things();
    stack.program({
      resources: [{ name: "a", props: { password: "$secret:canary" } }, { name: "b" }],
      outputs: { id: "$a.id", password: "$a.password" },
    });
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
    const before = await stack.names();
    stack.takeCalls();

    stack.program({ awaitsForever: true });
    const waits = await stack.run(up);
    expect(waits).toMatchObject({ exitCode: 1, text: expect.stringContaining("nothing was deleted") });

    stack.program({ throws: "a mistake" });
    const throws = await stack.run(up);
    expect(throws.exitCode).toBe(1);
    expect(throws.text.match(/Error: a mistake/g)).toHaveLength(1);
    expect(throws.text).toMatch(/at run \(.*index\.js:\d+/);

    expect(stack.takeChanges()).toEqual([]);
    expect(await stack.names()).toEqual(before);
    await showsOutputs(stack);
    await refusesPassphrases(stack);
  }, 120_000);

  async function showsOutputs(stack: Stack): Promise<void> {
    expect((await stack.run("stack output")).text).toContain("password: [secret]");
    expect((await stack.run("stack output password --show-secrets")).text).toContain("canary");
    expect((await stack.run("stack output --json")).text).toContain('"id": "a-0"');
    expect((await stack.run("stack output nothing")).text).toContain(
      'no output "nothing"; it has: id, password.',
    );
  }

  async function refusesPassphrases(stack: Stack): Promise<void> {
    const cases = [
      ["wrong", "incorrect passphrase"],
      [undefined, "set their passphrase with PULUMI_CONFIG_PASSPHRASE"],
    ] as const;
    for (const [passphrase, says] of cases) {
      const { exitCode, text } = await stack.run("stack output", { PULUMI_CONFIG_PASSPHRASE: passphrase });
      expect({ exitCode, text }).toEqual({ exitCode: 1, text: expect.stringContaining(says) });
    }
  }
});

describe("a command that cannot be carried out", () => {
  test.each([
    ["no agreement", "up", "pass --yes"],
    ["an unknown command", "import a b", 'the command "import" (it has: preview, up, '],
    ["an unknown flag", "up --target a", '--target for "up" (it has: --cwd, '],
    ["a flag of another command", "destroy --yes --json", '--json for "destroy"'],
    ["no stack output but another command of that name", "stack ls", "use the pulumi CLI for that"],
    ["a flag without its value", "preview --parallel", "--parallel"],
    [
      "a pack's configuration without the pack",
      "preview --policy-pack-config c.json",
      "needs a --policy-pack",
    ],
    ["too few words", "config set a", '"config set" takes <key> <value>'],
    ["a folder without a project", "preview --cwd policies", "There is no Pulumi.yaml in"],
  ])(
    "is refused: %s",
    async (_, command, says) => {
      using stack = new Things();
      const { exitCode, text } = await stack.run(command);
      expect(exitCode).toBeGreaterThan(0);
      expect(text).toContain(says);
      expect(text).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  test.each([
    ["no YAML", "name: [", "cannot be read"],
    ["no name", "runtime: nodejs", "has no name"],
    ["another runtime", "name: p\nruntime: python", 'does not support the runtime "python"'],
    ["a key that would be ignored", "name: p\nruntime: nodejs\nplugins: {}", '"plugins"'],
    ["no program", "name: p\nruntime: nodejs\nmain: nowhere", "does not exist"],
  ])("is refused: a Pulumi.yaml with %s", async (_, yaml, says) => {
    using stack = new Things();
    stack.write("Pulumi.yaml", yaml);
    const message = await refusal(stack);
    expect(message).toContain(says);
    expect(message).toContain(stack.dir);
  });
});

describe("a program that cannot reach its vendors", () => {
  test("says which credentials are missing, before any call", async () => {
    await using event = await LiveEvent.start("lean", { speed: 0 });
    event.set({ "tencentcloud:secretKey": undefined });
    const { exitCode, text } = await event.run("preview");
    expect({ exitCode, text }).toEqual({
      exitCode: 1,
      text: expect.stringContaining("tencentcloud:secretKey is not set"),
    });
    expect(text).toContain("`pulumi config set --secret tencentcloud:secretKey`");
    expect(event.vendors.journal).toHaveLength(0);
  }, 60_000);

  test("names the endpoint where nobody listens, and keeps nothing", async () => {
    await using event = await LiveEvent.start("lean", { speed: 0 });
    const { endpoint } = event.vendors;
    await event.vendors.close();
    const { exitCode, text } = await event.run(up);
    expect({ exitCode, text }).toEqual({
      exitCode: 1,
      text: expect.stringContaining(`${endpoint} cannot be reached`),
    });
    expect(text).not.toMatch(/\n\s+at /);
    expect(await event.names()).toEqual(["default", "pulumi-media-tasks-dev"]);
  }, 60_000);
});

describe("a state file that cannot be used", () => {
  const root = "urn:pulumi:dev::things::pulumi:pulumi:Stack::things-dev";
  const thing = "urn:pulumi:dev::things::things:index:Group::a";
  const sound = JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        { urn: root, type: "pulumi:pulumi:Stack", custom: false },
        { urn: thing, type: "things:index:Group", custom: false, parent: root },
      ],
    },
  });

  test.each([
    ["no JSON", "{ half a", "JSON"],
    ["another version", sound.replace('"version":3', '"version":4'), "version 4"],
    ["a missing parent", sound.replaceAll('"parent":"urn', '"parent":"other'), "not before it"],
    ["a field that would be lost", sound.replace('"custom":false', '"custom":false,"taint":true'), '"taint"'],
    ["a list that is none", sound.replace('"resources":[', '"resources":"x","x":['), "a list was expected"],
    ["an object that is none", sound.replace('"deployment":{', '"deployment":[],"x":{'), "not a list"],
    ["a field of another type", sound.replace('"parent":"', '"protect":"yes","parent":"'), "protect of urn"],
    [
      "another stack",
      sound.replaceAll("urn:pulumi:dev", "urn:pulumi:prod"),
      "from a different stack (prod != dev)",
    ],
  ])("because of %s is named and left alone", async (_, broken, says) => {
    using stack = new Things();
    stack.write(".pulumi-local/dev.json", broken);
    const message = await refusal(stack);
    expect(message).toContain(stack.stateFile);
    expect(message).toContain(says);
    expect(stack.stateText()).toBe(broken);
  });
});

/** Why an update of the stack did not begin. */
async function refusal({ dir }: Stack): Promise<string> {
  const engine = new LocalEngine({ projectDir: dir, stack: "dev" });
  const error = await engine.up().catch((reason: unknown) => reason);
  if (!(error instanceof EngineError)) throw new Error(`it began: ${JSON.stringify(error)}`);
  return error.message;
}

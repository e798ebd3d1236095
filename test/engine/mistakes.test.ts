import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Stack } from "./harness";

const up = "up --yes --skip-preview";

describe("a stack whose state is in order", () => {
  const stack = new Stack();

  beforeAll(async () => {
    stack.program({
      resources: [{ name: "a", props: { password: "$secret:canary" } }, { name: "b" }],
      outputs: { id: "$a.id", password: "$a.password" },
    });
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  }, 30_000);

  afterAll(() => stack.remove());

  test("keeps everything when the program waits for something that never comes", async () => {
    const before = stack.stateText();
    stack.program({ awaitsForever: true });
    const { exitCode, text } = await stack.run(up);
    expect({
      exitCode,
      changes: stack.takeChanges().filter((change) => change.startsWith("delete")),
    }).toEqual({ exitCode: 1, changes: [] });
    expect(text).toContain("nothing was deleted");
    expect(names(stack.stateText())).toEqual(names(before));
  }, 30_000);

  test("keeps everything when the program throws, and shows the message once", async () => {
    stack.program({ throws: "a mistake" });
    const { exitCode, text } = await stack.run(up);
    expect(exitCode).toBe(1);
    expect(text.match(/Error: a mistake/g)).toHaveLength(1);
    expect(names(stack.stateText())).toContain("b");
  }, 30_000);

  test("shows outputs, secret ones only on demand", async () => {
    expect((await stack.run("stack output")).text).toMatch(/password\s+\[secret\]/);
    expect((await stack.run("stack output password --show-secrets")).text).toContain("canary");
    expect((await stack.run("stack output --json")).text).toContain('"id": "a-0"');
    expect((await stack.run("stack output nothing")).exitCode).toBe(1);
  }, 30_000);

  test.each([
    ["another passphrase", "preview", { PULUMI_CONFIG_PASSPHRASE: "wrong" }, "incorrect passphrase"],
    ["no passphrase", "stack output", { PULUMI_CONFIG_PASSPHRASE: undefined }, "PULUMI_CONFIG_PASSPHRASE"],
    ["no agreement", "up", {}, "--yes"],
    ["an unknown command", "frobnicate", {}, 'no command "frobnicate"'],
    ["an unknown flag", "up --yes --target x", {}, "--target"],
    ["a flag of another command", "preview --json", {}, "--json"],
  ])(
    "refuses %s",
    async (_, command, environment, says) => {
      const { exitCode, text } = await stack.run(command, environment);
      expect(exitCode).toBeGreaterThan(0);
      expect(text).toContain(says);
      expect(text).not.toMatch(/\n\s+at /);
    },
    30_000,
  );
});

describe("a state file that cannot be used", () => {
  const stack = new Stack();

  beforeAll(async () => {
    stack.program({ resources: [{ name: "a" }] });
    await stack.run(up);
  }, 30_000);

  afterAll(() => stack.remove());

  test.each([
    ["no JSON", () => "{ half a", "JSON"],
    ["another version", (text: string) => text.replace('"version":3', '"version":4'), "version"],
    [
      "a missing parent",
      (text: string) => text.replaceAll('"parent":"urn', '"parent":"other'),
      "not before it",
    ],
    [
      "a field that would be lost",
      (text: string) => text.replace('"custom":true', '"custom":true,"taint":true'),
      "taint",
    ],
    [
      "another stack",
      (text: string) => text.replaceAll("urn:pulumi:dev", "urn:pulumi:prod"),
      "not of stack dev",
    ],
  ])(
    "because of %s is named and left alone",
    async (_, breakIt, says) => {
      const sound = stack.stateText();
      const broken = breakIt(sound);
      stack.write(".pulumi-local/dev.json", broken);
      const { exitCode, text } = await stack.run(up);
      expect(exitCode).toBe(1);
      expect(text).toContain(stack.stateFile);
      expect(text).toContain(says);
      expect(stack.stateText()).toBe(broken);
      stack.write(".pulumi-local/dev.json", sound);
    },
    30_000,
  );
});

function names(state: string): string[] {
  return [...state.matchAll(/"urn":"[^"]*::([^":]+)"/g)].map(([, name]) => name ?? "").sort();
}

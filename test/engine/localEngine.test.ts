import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EngineOptions, LocalEngine } from "../../local/engine/localEngine";
import { Things } from "./things";

describe("LocalEngine", () => {
  const stack = new Things();
  const printed: string[] = [];

  function engine(options: Partial<EngineOptions> = {}): LocalEngine {
    return new LocalEngine({
      projectDir: stack.dir,
      stack: "dev",
      passphrase: "pw",
      environment: process.env,
      display: { write: (text) => void printed.push(text), isTerminal: true },
      ...options,
    });
  }

  beforeAll(() => {
    stack.program({
      resources: [{ name: "a", props: { value: 1, password: "$secret:canary" } }],
      outputs: { id: "$a.id", nested: { password: "$a.password" } },
      evaluate: "pulumi.log.warn('take care of canary')",
    });
  });

  afterAll(() => stack[Symbol.dispose]());

  test("tells in its result what happened, and shows it on a terminal", async () => {
    const result = await engine().up({ skipPreview: true });
    expect(result).toEqual({
      exitCode: 0,
      changes: { create: 2 },
      outputs: { id: "a-0", nested: "[secret]" },
      diagnostics: [expect.objectContaining({ severity: "warning", message: "take care of [secret]" })],
    });
    expect(printed.join("")).toContain("\u001b[32m +  pulumi-nodejs:dynamic:Thing a created");
    expect(printed.join("")).not.toContain("canary");
    expect(await engine().outputs({ showSecrets: true })).toEqual({
      id: "a-0",
      nested: { password: "canary" },
    });
  }, 30_000);

  test("does nothing once it is cancelled", async () => {
    stack.takeCalls();
    const result = await engine({ signal: AbortSignal.abort() }).up({ skipPreview: true });
    expect(result.exitCode).toBe(1);
    expect(result.diagnostics).toEqual([
      expect.objectContaining({ message: expect.stringContaining("cancelled") }),
    ]);
    expect(stack.takeCalls()).toEqual([]);
  }, 30_000);

  test("names its commands and their flags", async () => {
    const { exitCode, text } = await stack.run("--help");
    expect({ exitCode, text }).toEqual({
      exitCode: 0,
      text: expect.stringContaining("  config set <key> <value>\n      --secret\n"),
    });
  });

  test.each([
    ["a stack's name", { stack: "../x" }, "no name for a stack"],
    ["a project", { projectDir: __dirname }, "no Pulumi.yaml"],
    ["a passphrase", { passphrase: "wrong" }, "incorrect passphrase"],
  ])("refuses to work without %s", async (_, options, says) => {
    await expect((async () => engine(options).preview())()).rejects.toThrow(says);
  });
});

import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCommand } from "../../local/engine/commandLine";
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

  test("exports secrets as they are kept, or in plain, and takes both back", async () => {
    const file = "state.json";
    const isIn = async (flags: string) => {
      expect(
        await stack.run(`stack export --file ${file}${flags}`, { PULUMI_CONFIG_PASSPHRASE: "pw" }),
      ).toEqual({
        exitCode: 0,
        text: "",
      });
      return stack.read(file).includes("canary");
    };
    expect(await isIn("")).toBe(false);
    expect(await isIn(" --show-secrets")).toBe(true);
    await engine().importState(JSON.parse(stack.read(file)));
    expect(stack.stateText()).not.toContain("canary");
    expect(await engine().outputs({ showSecrets: true })).toMatchObject({ nested: { password: "canary" } });
  });

  test("takes no state of another stack, or that is none, and leaves its own as it is", async () => {
    const before = stack.stateText();
    const of = (text: string) => engine().importState(JSON.parse(text));
    await expect(of(before.replaceAll(":dev::", ":prod::"))).rejects.toThrow(
      "from a different stack (prod != dev)",
    );
    await expect(of(before.replaceAll("::things::", "::others::"))).rejects.toThrow(
      "from a different project (others != things)",
    );
    await expect(of("[]")).rejects.toThrow("an object was expected");
    await expect(of('{"version":9}')).rejects.toThrow("state files of version 9");
    expect(stack.stateText()).toBe(before);
    expect(existsSync(stack.lockFile)).toBe(false);
  });

  test("drops what was pending in an imported state, and says so", async () => {
    const state = JSON.parse(stack.stateText());
    const { deployment } = state;
    const resource = deployment.resources.at(-1);
    stack.write("state.json", {
      ...state,
      deployment: { ...deployment, pending_operations: [{ resource, type: "updating" }] },
    });
    const { exitCode, text } = await stack.run("stack import --file state.json", {
      PULUMI_CONFIG_PASSPHRASE: "pw",
    });
    expect([exitCode, text]).toEqual([
      0,
      `warning: removing pending operation 'updating' on '${resource.urn}' from snapshot\nImport complete.\n`,
    ]);
    expect(await stack.pending()).toEqual([]);
  });

  test.each(["cancel", "stack export"])("%s of a stack that is not there", async (command) => {
    const context = {
      cwd: stack.dir,
      environment: {},
      display: { write: () => undefined, isTerminal: false },
    };
    const of = (name: string) => runCommand([...command.split(" "), "--stack", name], context);
    await expect(of("nosuch")).rejects.toMatchObject({
      message: "no stack named 'nosuch' found",
      exitCode: 6,
    });
    await expect(of("organization/others/dev")).rejects.toMatchObject({
      message: "no stack named 'organization/others/dev' found",
      exitCode: 6,
    });
    await expect(of("acme/things/dev")).rejects.toMatchObject({
      message: "organization name must be 'organization'",
      exitCode: 1,
    });
    expect(await of("organization/things/dev")).toBe(0);
  });

  test.each([
    ["a stack's name", { stack: "../x" }, "no name for a stack"],
    ["a project", { projectDir: __dirname }, "no Pulumi.yaml"],
    ["a passphrase", { passphrase: "wrong" }, "incorrect passphrase"],
  ])("refuses to work without %s", async (_, options, says) => {
    await expect((async () => engine(options).preview())()).rejects.toThrow(says);
  });
});

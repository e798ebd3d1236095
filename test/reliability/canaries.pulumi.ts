import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { accounts, canariesIn, config, filesWithCanaries } from "./canaries";
import { anotherCallbackKey, everything } from "./everything";
import { destroy, MediaStack, up } from "./mediaStack";

test("on the pulumi CLI: output, preview as JSON, states, their backups and history, settings, journal", async () => {
  await using stack = await MediaStack.start("pulumi", { accounts, config });
  stack.program(everything);
  await stack.init();
  const run = async (command: string) => {
    const { exitCode, text } = await stack.run(command);
    if (exitCode !== 0) throw new Error(`${command}: ${text}`);
    expect([command, canariesIn(text)]).toEqual([command, []]);
  };
  await run("preview --json");
  await run("preview --diff");
  await run(up);
  stack.program({ ...everything, ...anotherCallbackKey });
  await run("preview --json");
  await run(`${up} --diff`);
  await run("refresh --yes --skip-preview");
  await run("stack export");
  expect(readdirSync(join(stack.dir, ".pulumi"))).toEqual(
    expect.arrayContaining(["backups", "history", "stacks"]),
  );
  // The program itself holds them, as its author wants it to.
  expect(filesWithCanaries(stack.dir, ["resources.json"])).toEqual([]);
  await run(destroy);
  expect(filesWithCanaries(stack.dir, ["resources.json"])).toEqual([]);
}, 240_000);

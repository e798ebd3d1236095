import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { tool } from "../cli/tool";
import { holdLesson } from "./engineCrash";
import { destroy, lesson, MediaStack, up } from "./mediaStack";

test("the pulumi CLI goes on with a state that adopt repaired", async () => {
  await using stack = await MediaStack.start("pulumi");
  stack.program(lesson);
  await stack.init();
  const held = holdLesson(stack.vendors, "after");
  const killed = stack.start(up);
  await held.reached;
  await stack.kill(killed, "both");
  held.drop();
  const run = async (command: string) => {
    const { exitCode, text } = await stack.run(command);
    if (exitCode !== 0) throw new Error(`${command}: ${text}`);
  };
  await run("cancel --yes");
  await run("stack export --file state.json");
  const relay = stack.running().find(({ kind }) => kind === "relay");
  const urn = "urn:pulumi:dev::school::pulumi-nodejs:dynamic/tencent/trtc:CdnRelay::relay";
  const repaired = ["--out", "repaired.json", "--id", `${urn}=${relay?.id}`];
  expect(await tool(stack, "adopt", join(stack.dir, "state.json"), ...repaired)).toMatchObject({
    exitCode: 0,
  });

  const before = stack.vendors.journal.length;
  await run("stack import --file repaired.json");
  await run("refresh --yes --skip-preview");
  await run(up);
  const actions = stack.vendors.journal.slice(before).map(({ action }) => action);
  expect(actions.filter((action) => action.startsWith("Start"))).toEqual([]);
  expect(stack.running()).toHaveLength(3);
  await run(destroy);
  expect(stack.running()).toEqual([]);
}, 240_000);

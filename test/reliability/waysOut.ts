import { join } from "node:path";
import { expect } from "@jest/globals";
import { tool } from "../cli/tool";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import type { EngineName } from "../engine/stack";
import { holdLesson } from "./engineCrash";
import { destroy, lesson, MediaStack, taught, up } from "./mediaStack";
import { closeStarts } from "./support";

const relayUrn = "urn:pulumi:dev::school::pulumi-nodejs:dynamic/tencent/trtc:CdnRelay::trtcCdnRelay";

/** A stack whose update was killed, with its engine, after the vendors had started everything. */
async function killed(engine: EngineName): Promise<MediaStack> {
  const stack = await MediaStack.start(engine);
  stack.program(lesson);
  await stack.init();
  const held = holdLesson(stack, "after");
  const running = stack.start(up);
  await held.reached;
  await stack.kill(running, "both");
  held.drop();
  await ok(stack, "cancel --yes");
  return stack;
}

async function ok(stack: MediaStack, command: string): Promise<string> {
  const { exitCode, text } = await stack.run(command);
  if (exitCode !== 0) throw new Error(`${command}: ${text}`);
  return text;
}

async function exportTo(stack: MediaStack, file: string): Promise<void> {
  await ok(stack, `stack export --file ${file}`);
}

async function importFrom(stack: MediaStack, file: string): Promise<void> {
  await ok(stack, `stack import --file ${file}`);
}

/** Nothing is left of the broken run: no change, no orphan, no pending operation; a destroy and a new up work. */
async function expectSettled(stack: MediaStack, before: readonly string[]): Promise<void> {
  const text = await ok(stack, "preview --expect-no-changes");
  expect(text).not.toMatch(/pending/i);
  expect(stack.running().map(({ id }) => id)).toEqual(before);
  expect(stack.openStarts()).toEqual([]);
  await exportTo(stack, "settled.json");
  const orphans = await tool(stack, "orphans", "--stack-file", join(stack.dir, "settled.json"));
  expect(orphans).toEqual({ exitCode: 0, text: "Nothing runs that the given states do not have.\n" });
  await ok(stack, destroy);
  expect(stack.running()).toEqual([]);
  stack.program(lesson);
  await ok(stack, up);
  expect(stack.running()).toHaveLength(taught.length);
  await ok(stack, "preview --expect-no-changes");
}

/** Out of a killed run with `adopt --id`, an import and a refresh. */
export async function expectOutByAdopt(engine: EngineName): Promise<void> {
  await using stack = await killed(engine);
  const ids = stack.running().map(({ id }) => id);
  const relay = stack.running().find(({ kind }) => kind === "relay");
  await exportTo(stack, "broken.json");
  const state = join(stack.dir, "broken.json");
  const args = ["--out", "repaired.json", "--id", `${relayUrn}=${relay?.id}`];
  expect(await tool(stack, "adopt", state, ...args)).toMatchObject({ exitCode: 0 });
  await importFrom(stack, "repaired.json");
  await ok(stack, "refresh --yes --skip-preview");
  await ok(stack, up);
  await expectSettled(stack, ids);
}

/** Out of it with lifecycle.adopt, which an update says, and with the command that it names for the rest. */
export async function expectOutByOption(engine: EngineName): Promise<void> {
  await using stack = await killed(engine);
  const ids = stack.running().map(({ id }) => id);
  const relay = stack.running().find(({ kind }) => kind === "relay");
  const refused = await stack.run(up);
  expect(refused).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("set lifecycle.adopt to its id"),
  });
  stack.program({ ...lesson, [cdnRelay.name]: { ...cdnRelay.inputs, lifecycle: { adopt: relay?.id } } });
  await ok(stack, up);
  stack.program(lesson);
  await ok(stack, up);
  expect(refused.text).toContain("refresh --clear-pending-creates");
  await ok(stack, "refresh --clear-pending-creates --yes --skip-preview");
  await expectSettled(stack, ids);
}

/** Out of it with `adopt` after an update went on with the rest: it drops what the stack has by then. */
export async function expectOutByLateAdopt(engine: EngineName): Promise<void> {
  await using stack = await killed(engine);
  const ids = stack.running().map(({ id }) => id);
  const relay = stack.running().find(({ kind }) => kind === "relay");
  stack.program({ ...lesson, [cdnRelay.name]: { ...cdnRelay.inputs, lifecycle: { adopt: relay?.id } } });
  await ok(stack, up);
  stack.program(lesson);
  await ok(stack, up);
  await exportTo(stack, "late.json");
  const late = await tool(stack, "adopt", join(stack.dir, "late.json"), "--out", "repaired.json");
  expect(late).toMatchObject({ exitCode: 0, text: expect.stringContaining("the operation is dropped") });
  await importFrom(stack, "repaired.json");
  await expectSettled(stack, ids);
}

/** Out of it where the vendor has nothing: the record is deleted, as the error says. */
export async function expectOutByRecord(engine: EngineName): Promise<void> {
  await using stack = await killed(engine);
  const relay = stack.running().find(({ kind }) => kind === "relay");
  if (relay) stack.vendors.endTask(relay.id, "idle");
  await exportTo(stack, "broken.json");
  const { text } = await tool(stack, "orphans", "--stack-file", join(stack.dir, "broken.json"));
  const record = stack.openStarts().find(({ type }) => type === cdnRelay.type);
  expect(text).toContain(`is open in the journal (${record?.path})`);
  closeStarts(stack, cdnRelay.type);
  await ok(stack, up);
  await ok(stack, "refresh --clear-pending-creates --yes --skip-preview");
  await expectSettled(
    stack,
    stack.running().map(({ id }) => id),
  );
}

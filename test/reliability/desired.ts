import { join } from "node:path";
import { expect } from "@jest/globals";
import { tool } from "../cli/tool";
import type { TypeUnderTest } from "../contract/describeType";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typesThat } from "../contract/typesThat";
import type { EngineName } from "../engine/stack";
import type { Properties } from "../provider/support";
import { destroy, MediaStack, type Program, up } from "./mediaStack";
import { idKeyOf, startOf } from "./support";

const tasks = typesThat("run");
const count = tasks.length;

/** Every task with lifecycle options, and a change of its inputs. */
function programOf(lifecycle: Properties, changeOf: (type: TypeUnderTest) => unknown = () => ({})): Program {
  return Object.fromEntries(
    tasks.map((type) => [type.name, { ...type.inputs, ...Object(changeOf(type)), lifecycle }]),
  );
}

async function ok(stack: MediaStack, command: string): Promise<string> {
  const { exitCode, text } = await stack.run(command);
  if (exitCode !== 0) throw new Error(`${command}: ${text}`);
  return text;
}

/** The tasks whose id a preview knew. */
function knownIds(text: string): string[] {
  return tasks
    .filter((type) => text.includes(`known: ${type.name}.${idKeyOf(type)}\n`))
    .map(({ name }) => name);
}

/** The tasks of which a preview says something; the CLI says it twice. */
function saidOf(text: string, line: string): string[] {
  return tasks.map(({ name }) => name).filter((name) => text.includes(`${name}: ${line}`));
}

async function statusesIn(stack: MediaStack): Promise<unknown[]> {
  const found = await Promise.all(tasks.map(({ name }) => stack.resource(name)));
  return found.map((resource) => Object(resource?.outputs).status);
}

function idsOf(stack: MediaStack): string[] {
  return stack.running().map(({ id }) => id);
}

/** A switch in the program starts, stops and starts again all that runs, in place; also where it is protected. */
export async function expectSwitch(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  const options: Program = Object.fromEntries(tasks.map(({ name }) => [name, { protect: true }]));
  const calls = () => stack.vendors.journal.length;
  const stopped = { desired: "stopped" };
  const allStopped = tasks.map(() => "stopped");

  stack.program(programOf(stopped), options);
  await ok(stack, up);
  expect(calls()).toBe(0);
  expect(await statusesIn(stack)).toEqual(allStopped);
  await ok(stack, "preview --expect-no-changes");

  stack.program(programOf({}), options);
  const starting = await ok(stack, "preview");
  expect(starting).toContain(`${count} to update`);
  expect(saidOf(starting, "it is stopped; this update starts it")).toHaveLength(count);
  expect(knownIds(starting)).toEqual([]);
  expect(calls()).toBe(0);
  await ok(stack, up);
  const first = idsOf(stack);
  expect(first).toHaveLength(count);

  // What would replace a task that runs changes one that stops, though all are protected.
  stack.program(
    programOf(stopped, ({ replacing }) => replacing?.[0]),
    options,
  );
  const stopping = await ok(stack, "preview");
  expect(stopping).toContain(`${count} to update`);
  expect(saidOf(stopping, "this update stops it (lifecycle.desired is stopped)")).toHaveLength(count);
  expect(knownIds(stopping)).toHaveLength(count);
  await ok(stack, up);
  expect(idsOf(stack)).toEqual([]);
  expect(await statusesIn(stack)).toEqual(allStopped);

  const whileStopped = calls();
  await ok(stack, "refresh --yes --skip-preview");
  await ok(stack, "preview --expect-no-changes");
  // An output that the program gives changes though nothing starts, and the preview knows it.
  const region = { region: "ap-hongkong" };
  const dependent = { businessId: `$output:${cdnRelay.name}.region` };
  const regional = (type: TypeUnderTest) =>
    type.name === cdnRelay.name ? region : type.name === volcengineRecording.name ? dependent : {};
  stack.program(programOf({ ...stopped, triggers: ["again"] }, regional), options);
  const staying = await ok(stack, `preview${engine === "pulumi" ? " --diff" : ""}`);
  expect(staying).toMatch(/businessId *: "ap-hongkong"/);
  expect(staying).toContain(`${count} to update`);
  expect(saidOf(staying, "it stays stopped")).toHaveLength(count);
  expect(knownIds(staying)).toHaveLength(count);
  await ok(stack, up);
  expect(await statusesIn(stack)).toEqual(allStopped);
  expect(calls()).toBe(whileStopped);

  stack.program(programOf({ triggers: ["again"] }), options);
  expect(knownIds(await ok(stack, "preview"))).toEqual([]);
  await ok(stack, up);
  await ok(stack, "preview --expect-no-changes");
  const second = idsOf(stack);
  expect(second).toHaveLength(count);
  expect(first.filter((id) => second.includes(id))).toEqual([]);
  expect(stack.openStarts()).toEqual([]);

  stack.program(programOf(stopped));
  await ok(stack, up);
  expect(idsOf(stack)).toEqual([]);
  const atTheEnd = calls();
  await ok(stack, destroy);
  expect(calls()).toBe(atTheEnd);
  expect(await stack.names()).not.toContain(tasks[0]?.name);
}

/** A run that is killed with its engine while it starts tasks again: the tools tell of each, and the next run has it. */
export async function expectKilledSwitch(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  await stack.init();
  stack.program(programOf({ desired: "stopped" }));
  await ok(stack, up);
  for (const type of tasks)
    stack.vendors.faults.add({ match: startOf(type), fault: { kind: "hold", at: "after", name: "start" } });
  stack.program(programOf({}));
  // All at once, however many an engine would start by itself.
  const starting = stack.start(`${up} --parallel ${count}`);
  await stack.vendors.faults.whenHeld("start", count);
  await stack.kill(starting, "both");
  stack.vendors.faults.release("start", { drop: true });
  await ok(stack, "cancel --yes");
  const started = stack.running();
  expect(started).toHaveLength(count);

  await ok(stack, "stack export --file state.json");
  const { exitCode, text } = await tool(stack, "orphans", "--stack-file", join(stack.dir, "state.json"));
  expect(exitCode).toBe(1);
  const found = typesThat("run", "be found");
  const unknown = tasks.filter((type) => !found.includes(type));
  // Some ids are derived from secrets, which the export hides.
  const hidden = text.match(/the export hides secrets that its id is derived from/g) ?? [];
  expect(started.filter(({ id }) => text.includes(id))).toHaveLength(found.length - hidden.length);
  expect(hidden.length).toBeLessThan(found.length);
  for (const { type } of tasks) expect(text).toContain(`${type}: `);

  const adopting = unknown.map((type) => {
    const task = started.find(({ kind, service }) => kind === type.task && service === type.service);
    return [type.name, { ...type.inputs, lifecycle: { adopt: task?.id } }] as const;
  });
  stack.program({ ...programOf({}), ...Object.fromEntries(adopting) });
  await ok(stack, up);
  expect(idsOf(stack)).toEqual(started.map(({ id }) => id));
  stack.program(programOf({ desired: "stopped" }));
  await ok(stack, up);
  expect(idsOf(stack)).toEqual([]);
  expect(stack.openStarts()).toEqual([]);
  await ok(stack, "preview --expect-no-changes");
  await ok(stack, destroy);
}

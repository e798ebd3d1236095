import { expect } from "@jest/globals";
import type { FaultMatch, Vendors } from "../../local/vendors";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { typesThat } from "../contract/typesThat";
import { destroy, type EngineName, type RunningCommand, until, up } from "../engine/stack";
import { type BucketJournal, BucketServer } from "../provider/BucketServer";
import { lesson, MediaStack, taught } from "./mediaStack";
import { closeStarts, idKeyOf, startOf, tasksOf } from "./support";
import type { InputsByType, TaskStack, Victims } from "./taskStack";

/** Makes an empty stack that its engine knows; where a test has a bucket for states, the pulumi CLI keeps its there. */
export type MakeStack = (states?: BucketServer) => Promise<TaskStack>;

/** Stacks of the package's classes. */
export function classesOn(engine: EngineName, bucket?: BucketJournal): MakeStack {
  return async (states) => {
    const stack = await MediaStack.start(engine, { bucket, states });
    await stack.init();
    return stack;
  };
}

/** Whether the vendor acts on a call before it is held. */
export type Moment = "before" | "after";

/** At which point of a start something is killed. */
export type Point = Moment | "polling";

/** What stands still. */
interface Held {
  /** Resolves when all of it does. */
  readonly reached: Promise<unknown>;
  /** Breaks it off. */
  drop(): void;
}

/** Holds the first of each of some calls. */
function holdCalls(vendors: Vendors, calls: readonly FaultMatch[], at: Moment): Held {
  for (const match of calls) vendors.faults.add({ match, fault: { kind: "hold", at, name: at } });
  return {
    reached: vendors.faults.whenHeld(at, calls.length),
    drop: () => void vendors.faults.release(at, { drop: true }),
  };
}

/** The first calls that ask for what was started; a relay cannot be asked for. */
const polls = [
  { service: "gme", action: "DescribeRecordInfo" },
  { service: "rtc", action: "GetRecordTask" },
] as const;

/** Holds an update of the lesson at a point: all of its calls are there at once. */
export function holdLesson(stack: TaskStack, point: Point): Held {
  if (point !== "polling") return holdCalls(stack.vendors, taught.map(startOf), point);
  const { reached, drop } = holdCalls(stack.vendors, polls, "after");
  // The relay is not read: it is as far when its id is noted.
  return { reached: reached.then(() => whenNoted(stack)), drop };
}

/** Resolves when the journal has the ids of all whose starts are written there. */
function whenNoted(stack: TaskStack): Promise<void> {
  const journaled = typesThat("be journaled").filter((type) => taught.includes(type));
  return until(() => stack.openStarts().filter(({ id }) => id !== undefined).length === journaled.length);
}

/** Holds an update of the lesson where all is started, and the engine writes the first state that has something of it. */
function holdSaving(stack: TaskStack, states: BucketServer): Held {
  const { vendors } = stack;
  const writes = new Set<{ destroy(): void }>();
  const whenWritten = () =>
    new Promise<void>((resolve) => {
      states.intercept = ({ method, url = "", socket }) => {
        if (method !== "PUT" || !new URL(url, states.endpoint).pathname.endsWith("/dev.json")) return false;
        writes.add(socket);
        resolve();
        return true;
      };
    });
  const starts = holdCalls(vendors, taught.map(startOf), "after");
  const started = starts.reached.then(async () => {
    const written = whenWritten();
    vendors.faults.release("after");
    await written;
    await whenNoted(stack);
  });
  const polled = polls.map((poll) => vendors.journal.waitFor(({ action }) => action === poll.action));
  return {
    reached: Promise.all([started, ...polled]),
    drop: () => {
      states.intercept = () => false;
      for (const socket of writes) socket.destroy();
    },
  };
}

/** Begins a command, and waits until it stands still. */
async function begin(stack: TaskStack, command: string, held: Held): Promise<RunningCommand> {
  const running = stack.start(command);
  const tooSoon = running.ended.then(({ text }) => {
    throw new Error(`${command} has ended:\n${text}`);
  });
  await Promise.race([held.reached, tooSoon]);
  return running;
}

/** Begins a command, kills processes of it where it stands still, and takes away the lock. */
async function kill(stack: TaskStack, command: string, held: Held, victims: Victims): Promise<void> {
  const ended = stack.kill(await begin(stack, command, held), victims);
  // An engine that lives on has its own calls answered.
  if (victims !== "provider") await ended;
  held.drop();
  await ended;
  if (victims !== "provider") await succeed(stack, "cancel --yes");
}

async function succeed(stack: TaskStack, command: string): Promise<void> {
  const { exitCode, text } = await stack.run(command);
  if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}:\n${text}`);
}

/** Kills in the middle of an update, then does what a user would do, and sees that each task is there once. */
export async function surviveKill(make: MakeStack, victims: Victims, point: Point): Promise<void> {
  await using stack = await make();
  stack.declare(lesson);
  await kill(stack, up, holdLesson(stack, point), victims);
  expect(stack.running()).toHaveLength(point === "before" ? 0 : taught.length);
  await expectRecovery(stack);
}

/** Kills when everything is started, and no state has any of it. */
export async function surviveKillInSaving(make: MakeStack, victims: Victims): Promise<void> {
  await using states = await BucketServer.start();
  await using stack = await make(states);
  stack.declare(lesson);
  await kill(stack, up, holdSaving(stack, states), victims);
  const pending = victims === "provider" ? [] : taught.map(({ name }) => `creating ${name}`);
  expect((await stack.pending()).sort()).toEqual(pending.sort());
  await expectRecovery(stack);
}

/** Kills in a change in place, and later in a destroy; all that it takes is to run them again. */
export async function surviveKillInChanges(make: MakeStack, victims: Victims, at: Moment): Promise<void> {
  await using stack = await make();
  const holdEach = (call: "update" | "stop") => {
    const calls = taught.map((type) => ({ service: type.service, action: type.calls[call]?.[0] ?? "" }));
    return holdCalls(stack.vendors, calls, at);
  };
  stack.declare(placed(0));
  await succeed(stack, up);
  const started = stack.running();
  stack.declare(placed(1));
  await kill(stack, up, holdEach("update"), victims);
  await succeed(stack, up);
  await expectOwned(stack);
  expect(stack.running().map(({ id }) => id)).toEqual(started.map(({ id }) => id));
  await succeed(stack, "preview --expect-no-changes");
  await kill(stack, destroy, holdEach("stop"), victims);
  await expectDestroyed(stack);
  expect(stack.vendors.tasks().map(({ reason }) => reason)).toEqual(taught.map(() => "stopped"));
}

/** The lesson with the changes of a number, which the vendors make in place. */
function placed(number: number): InputsByType {
  return Object.fromEntries(taught.map((type) => [type.name, type.placed(number)]));
}

/** Interrupts an update twice, which ends it at once, then goes on as after a kill. */
export async function surviveInterrupts(make: MakeStack): Promise<void> {
  await using stack = await make();
  stack.declare(lesson);
  const held = holdLesson(stack, "after");
  const running = await begin(stack, up, held);
  running.signal("SIGINT");
  await running.printed("ancelling");
  running.signal("SIGINT");
  await running.ended;
  held.drop();
  await expectRecovery(stack);
}

/** The next update after an interruption, up to the end of the stack. */
async function expectRecovery(stack: TaskStack): Promise<void> {
  // Nobody knows whether the relay was started: the user looks, and says so.
  if (stack.openStarts().some(({ id, type }) => id === undefined && type === cdnRelay.type)) {
    expect(await stack.run(up)).toMatchObject({
      exitCode: 1,
      text: expect.stringMatching(
        /it is not known whether a relay by the robot "trtcCdnRelay-\w+" in room 295066/,
      ),
    });
    const relay = stack.running().find(({ kind }) => kind === "relay");
    if (relay)
      stack.declare({ ...lesson, [cdnRelay.name]: { ...cdnRelay.inputs, lifecycle: { adopt: relay.id } } });
    else closeStarts(stack, cdnRelay.type);
  }
  await succeed(stack, up);
  await expectOwned(stack);
  await expectDestroyed(stack);
}

/** Each task was started once, runs, and is the one that the state has. */
async function expectOwned(stack: TaskStack): Promise<void> {
  const { resources = [] } = (await stack.exported()).deployment;
  const owned = taught.map((type) => {
    const found = resources.find(({ urn }) => urn.endsWith(`::${type.name}`));
    return { type: type.type, tasks: [{ id: Object(found?.["outputs"])[idKeyOf(type)], status: "running" }] };
  });
  const there = taught.map((type) => {
    const tasks = tasksOf(stack.vendors, type).map(({ id, status }) => ({ id, status }));
    return { type: type.type, tasks };
  });
  expect(there).toEqual(owned);
}

/** Nothing is left of the stack once it is destroyed. */
async function expectDestroyed(stack: TaskStack): Promise<void> {
  await succeed(stack, destroy);
  expect(stack.running()).toEqual([]);
  expect((await stack.exported()).deployment.resources ?? []).toEqual([]);
  expect(stack.openStarts()).toEqual([]);
}

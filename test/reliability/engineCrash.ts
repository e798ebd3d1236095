import { expect } from "@jest/globals";
import type { Vendors } from "../../local/vendors";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import type { EngineName } from "../engine/stack";
import type { BucketJournal } from "../provider/BucketServer";
import { destroy, lesson, MediaStack, taught, up } from "./mediaStack";
import { closeStarts, startOf, tasksOf } from "./support";

/** At which point of a run something is killed. */
export type Point = "before" | "after" | "polling";

/** Holds an update of the lesson at a point: all of its calls are there at once. */
export function holdLesson(vendors: Vendors, point: Point): { reached: Promise<unknown>; drop(): void } {
  const starts = taught.map(startOf);
  const reads = [
    { service: "gme", action: "DescribeTaskInfo" },
    { service: "rtc", action: "GetRecordTask" },
  ] as const;
  const calls = point === "polling" ? reads : starts;
  const at = point === "polling" ? "after" : point;
  for (const match of calls) vendors.faults.add({ match, fault: { kind: "hold", at, name: point } });
  const isStart = ({ action }: { action: string }) => action === startOf(cdnRelay).action;
  return {
    reached: Promise.all([
      vendors.faults.whenHeld(point, calls.length),
      point === "polling" ? vendors.journal.waitFor(isStart) : undefined,
    ]),
    drop: () => void vendors.faults.release(point, { drop: true }),
  };
}

/** What is killed: processes of a run. */
export type Victims = "provider" | "engine" | "both";

/** What a run is killed under. */
interface Conditions {
  readonly engine?: EngineName;
  readonly bucket?: BucketJournal | undefined;
}

/** Kills in the middle of an update, then does what a user would do, and sees that each task is there once. */
export async function surviveKill(
  victims: Victims,
  point: Point,
  { engine, bucket }: Conditions = {},
): Promise<void> {
  await using stack = await MediaStack.start(engine, { bucket });
  stack.program(lesson);
  await stack.init();
  const held = holdLesson(stack.vendors, point);
  const command = stack.start(up);
  await held.reached;
  await stack.kill(command, victims);
  held.drop();
  if (victims !== "provider") await stack.run("cancel --yes");
  await expectRecovery(stack);
}

/** Interrupts an update twice, which ends it at once, then goes on as after a kill. */
export async function surviveInterrupts(engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  stack.program(lesson);
  await stack.init();
  const held = holdLesson(stack.vendors, "after");
  const command = stack.start(up);
  await held.reached;
  command.signal("SIGINT");
  await command.printed("ancelling");
  command.signal("SIGINT");
  await command.ended;
  held.drop();
  await expectRecovery(stack);
}

/** The next update after an interruption, up to the end of the stack. */
async function expectRecovery(stack: MediaStack): Promise<void> {
  const open = stack.openStarts();
  const next = await stack.run(up);
  // In polling, the relay's answer may have come, or not yet.
  if (open.every(({ id }) => id !== undefined)) {
    expect(next).toMatchObject({ exitCode: 0 });
  } else {
    // Nobody knows whether the relay was started: the user looks, and says so.
    expect(next).toMatchObject({
      exitCode: 1,
      text: expect.stringMatching(
        /it is not known whether a relay by the robot "trtcCdnRelay-\w+" in room 295066/,
      ),
    });
    const relay = stack.running().find(({ kind }) => kind === "relay");
    if (relay)
      stack.program({ ...lesson, [cdnRelay.name]: { ...cdnRelay.inputs, lifecycle: { adopt: relay.id } } });
    else closeStarts(stack);
    expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
  }
  for (const type of taught) {
    const running = tasksOf(stack.vendors, type).filter(({ status }) => status === "running");
    expect([type.type, running.length]).toEqual([type.type, 1]);
  }
  expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
  expect(stack.running()).toEqual([]);
  expect((await stack.exported()).deployment.resources ?? []).toEqual([]);
  expect(stack.openStarts()).toEqual([]);
}

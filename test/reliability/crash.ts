import { expect } from "@jest/globals";
import type { FaultMatch } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import { type Ability, typesThat } from "../contract/typesThat";
import type { Properties, Stage } from "../provider/support";
import {
  callsAfterStart,
  closeStarts,
  madeBy,
  openStarts,
  orphans,
  startOf,
  startsOf,
  thingsOf,
} from "./support";

/** A resource as the engine handles it, whichever way it is served. */
export interface Handled {
  readonly id: string;
  readonly state: Properties;
  create(inputs: Properties): Promise<unknown>;
  diff(inputs: Properties): Promise<unknown>;
  update(inputs: Properties): Promise<unknown>;
  delete(): Promise<unknown>;
}

/** What a provider process is to do, for all resources at a time. */
export interface Job {
  readonly verb: "create" | "update" | "delete";
  /** What the resources are to be: by default what they accept in the least time. */
  readonly resources: readonly {
    readonly type: TypeUnderTest;
    readonly inputs?: Properties;
    readonly before?: Handled;
  }[];
  /** False: the process stands still between the provider's answer and the engine's save. */
  readonly saves?: boolean;
}

/** A provider process that carries out a job. */
export interface Victim {
  /** Resolves when so many of its verbs have returned. */
  returned(times: number): Promise<void>;
  /** Kills it as the kernel does, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A way in which the engine reaches the provider: the table of crashes is the same for all. */
export interface Way extends AsyncDisposable {
  readonly stage: Stage;
  /** The types that are tried, all of which start something. */
  readonly types: readonly TypeUnderTest[];
  /** Whether a wait takes its time: one for a lost start to be shown is half a minute. */
  readonly hasRealTime: boolean;
  /** Begins a job in a process of its own. */
  begin(job: Job): Promise<Victim>;
  /** A resource in the runs that are not killed: as it was saved, or not at all. */
  resource(type: TypeUnderTest): Handled;
  /** Ends a run that was not killed. */
  endRun(): void;
}

/** Those of a way's types that can do all of it. */
export function typesOf({ types }: Way, ...able: readonly Ability[]): readonly TypeUnderTest[] {
  return typesThat(...able).filter((type) => types.includes(type));
}

/** Puts a hold on the start of each. */
export function holdStarts({ stage, types }: Way, at: "before" | "after"): void {
  for (const type of types) {
    stage.vendors.faults.add({ match: startOf(type), fault: { kind: "hold", at, name: "start" } });
  }
}

/**
 * The next up: creates what the state lacks. Where that ends in an error about an open start, it does what the error
 * says: looks at the vendor, then adopts what is there, or removes the record. Tells what it was told.
 */
async function upAfterCrash(way: Way, resource: Handled, type: TypeUnderTest): Promise<string> {
  const { stage } = way;
  way.endRun();
  const inputs = type.quick;
  if (resource.id !== "") {
    await resource.diff(inputs);
    return "kept";
  }
  const starts = startsOf(stage, type);
  try {
    await resource.create(inputs);
    return startsOf(stage, type) > starts ? "started" : "taken over";
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!message.includes("it is not known whether")) throw error;
    const found = thingsOf(stage.vendors, type).find(({ isOver }) => !isOver);
    way.endRun();
    if (found) {
      const lifecycle = { ...inputs.lifecycle, adopt: found.id };
      await resource.create({ ...inputs, lifecycle });
      return "adopted";
    }
    closeStarts(stage, type.type);
    await resource.create(inputs);
    return "started after asking";
  }
}

/** The next up after a crash: sees that each is there once and owned, and tells what became of it. */
export async function recover(way: Way): Promise<Map<TypeUnderTest, string>> {
  const { stage } = way;
  const outcomes = new Map<TypeUnderTest, string>();
  const resources = new Map<TypeUnderTest, Handled>();
  for (const type of way.types) {
    const resource = way.resource(type);
    outcomes.set(type, await upAfterCrash(way, resource, type));
    resources.set(type, resource);
    expect([type.type, madeBy(stage, type)]).toEqual([type.type, 1]);
  }
  expect(orphans(stage, [...resources.values()])).toEqual([]);
  for (const [type, resource] of resources) await resource.diff(type.quick);
  expect(openStarts(stage)).toEqual([]);
  return outcomes;
}

/** Begins to create everything that can be lost. */
export function createAll(way: Way, { saves = true }: Pick<Job, "saves"> = {}): Promise<Victim> {
  return way.begin({ verb: "create", resources: way.types.map((type) => ({ type })), saves });
}

/** Kills a provider that creates everything so many milliseconds after it began, and recovers. */
export async function surviveKillAt(way: Way, milliseconds: number): Promise<void> {
  const provider = await createAll(way);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await provider.kill();
  await recover(way);
}

/** What became of some types, for each of which the same was expected. */
export function expectOutcomes(
  found: ReadonlyMap<TypeUnderTest, string>,
  expected: string,
  types: readonly TypeUnderTest[],
): void {
  const outcomes = types.map((type) => `${type}: ${found.get(type)}`);
  expect(outcomes).toEqual(types.map((type) => `${type}: ${expected}`));
}

/** The call by which a create first asks what became of its start. */
export async function firstPollOf(type: TypeUnderTest): Promise<Pick<FaultMatch, "service" | "action">> {
  const [poll] = await callsAfterStart(type);
  if (poll === undefined) throw new Error(`${type} asks for nothing after its start`);
  return { service: poll.service, action: poll.action };
}

/** Those of some types that are not among others. */
export function without(types: readonly TypeUnderTest[], others: readonly TypeUnderTest[]): TypeUnderTest[] {
  return types.filter((type) => !others.includes(type));
}

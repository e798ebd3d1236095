import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "@jest/globals";
import type { FaultMatch } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import { typesThat } from "../contract/typesThat";
import type { Properties, Resource, Stage } from "../provider/support";
import {
  callsAfterStart,
  closeStarts,
  type Ground,
  madeBy,
  openStarts,
  orphans,
  resourceOf,
  startOf,
  startsOf,
  thingsOf,
} from "./support";

/** All that start something. */
const starters = typesThat("start");

/** What a provider process is to do. */
export interface Job {
  readonly verb: "create" | "update" | "delete";
  /** What the resources are to be; by default they are created with inputs that they accept. */
  readonly resources?: readonly { type: TypeUnderTest; inputs?: Properties; before?: Resource }[];
  /** False: the process stands still between the provider's answer and the engine's save. */
  readonly saves?: boolean;
}

function statesOf(stage: Stage): string {
  const folder = join(stage.home, "states");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A provider in a process of its own, which can be killed. */
export class ProviderProcess {
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly events: string[] = [];
  private watch: () => void = () => undefined;

  constructor(
    private readonly stage: Stage,
    { verb, resources = starters.map((type) => ({ type })), saves = true }: Job,
  ) {
    const job = {
      verb,
      saves,
      config: stage.config,
      states: statesOf(stage),
      resources: resources.map(({ type, inputs, before }: NonNullable<Job["resources"]>[number]) => ({
        type: type.type,
        name: type.name,
        inputs: inputs ?? type.quick,
        id: before?.id,
        state: before?.state,
      })),
    };
    this.child = spawn(process.execPath, [join(__dirname, "runner.js"), JSON.stringify(job)], {
      env: { ...process.env, PULUMI_HOME: join(stage.home, ".pulumi") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.ended = new Promise((done) => this.child.once("close", () => done()));
    if (!this.child.stdout) throw new Error("the process has no output");
    createInterface({ input: this.child.stdout }).on("line", (line) => {
      // The provider's own lines are not for us.
      if (!line.startsWith("{")) return;
      const { event, name } = JSON.parse(line);
      this.events.push(`${event} ${name}`.trim());
      this.watch();
    });
  }

  /** Resolves when the process has told so many events of a kind. */
  told(event: string, times = 1): Promise<void> {
    return new Promise((resolve) => {
      this.watch = () => {
        if (this.events.filter((told) => told.startsWith(event)).length >= times) resolve();
      };
      this.watch();
    });
  }

  /** Kills the process as the kernel does, and waits until it is gone. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
    await this.stage.bucket?.server.settled();
  }
}

/** Puts a hold on the start of each. */
export function holdStarts(stage: Ground, at: "before" | "after", types = starters): void {
  for (const type of types) {
    stage.vendors.faults.add({ match: startOf(type), fault: { kind: "hold", at, name: "start" } });
  }
}

/** The resource as the state has it after a crash: as it was saved, or not at all. */
function afterCrash(stage: Stage, type: TypeUnderTest): Resource {
  const resource = resourceOf(stage, type);
  const path = join(statesOf(stage), `${type.name}.json`);
  if (existsSync(path)) Object.assign(resource, JSON.parse(readFileSync(path, "utf8")));
  return resource;
}

/** Forgets what was saved. */
export function clearStates(stage: Stage): void {
  rmSync(statesOf(stage), { recursive: true });
}

/** A resource as the next run handles it, whichever way it is served. */
export interface Recovered {
  readonly id: string;
  readonly state: Properties;
  create(inputs: Properties): Promise<unknown>;
  diff(inputs: Properties): Promise<unknown>;
}

/**
 * The next up: creates what the state lacks. Where that ends in an error about an open start, it does what the error
 * says: looks at the vendor, then adopts what is there, or removes the record. Tells what it was told.
 */
async function upAfterCrash(
  stage: Ground & Pick<Stage, "endRun">,
  resource: Recovered,
  type: TypeUnderTest,
): Promise<string> {
  stage.endRun();
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
    stage.endRun();
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
export function recover(stage: Stage): Promise<Map<TypeUnderTest, string>> {
  return recoverAs(stage, starters, (type) => afterCrash(stage, type));
}

/** The same for resources of some types, as the state has them after the crash. */
export async function recoverAs(
  stage: Ground & Pick<Stage, "endRun">,
  types: readonly TypeUnderTest[],
  resourceFor: (type: TypeUnderTest) => Recovered,
): Promise<Map<TypeUnderTest, string>> {
  const outcomes = new Map<TypeUnderTest, string>();
  const resources = new Map<TypeUnderTest, Recovered>();
  for (const type of types) {
    const resource = resourceFor(type);
    outcomes.set(type, await upAfterCrash(stage, resource, type));
    resources.set(type, resource);
    expect([type.type, madeBy(stage, type)]).toEqual([type.type, 1]);
  }
  expect(orphans(stage, [...resources.values()])).toEqual([]);
  for (const [type, resource] of resources) await resource.diff(type.quick);
  expect(openStarts(stage)).toEqual([]);
  return outcomes;
}

/** Kills a provider that creates everything so many milliseconds after it began, and recovers. */
export async function surviveKillAt(stage: Stage, milliseconds: number): Promise<void> {
  const provider = new ProviderProcess(stage, { verb: "create" });
  await provider.told("ready");
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await provider.kill();
  await recover(stage);
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

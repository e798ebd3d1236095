import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BehaviourOptions,
  type Fault,
  startVendors,
  type Vendors,
  VirtualClock,
} from "../../local/vendors";
import { type LifecycleOption, lifecycleOptionsOf } from "../../sdk/core/lifecycle";
import type { TypeUnderTest } from "../contract/describeType";
import { allTypes, typesThat } from "../contract/typesThat";
import { FolderJournal } from "../provider/Journal";
import { configFor, type Properties } from "../provider/support";
import { MiniEngine, RunFailed } from "./miniEngine";
import { ProviderServer, type Usage } from "./providerServer";
import { Random } from "./random";
import { openStarts, tasksOf, thingsOf } from "./support";

/** How many times faster time goes: waiting half an hour takes three seconds. */
const speed = 600;

/** Reads show a new task late; what takes the vendors minutes takes them less here. */
const behaviour: BehaviourOptions = {
  common: { visibleAfterMs: 2_000 },
  tiw: { queuedMs: 5_000, processingMs: 20_000 },
  vod: { waitingMs: 5_000, processingMs: 20_000, statusChangeMs: 20_000 },
};

/** How often a run is repeated until it succeeds; a user would have given up. */
const mostRuns = 40;

/** The part of the calls that goes wrong. */
const faultRate = 0.1;

/** The part of the runs whose provider is killed. */
const killRate = 0.03;

/** What goes wrong with a call; most of them after the vendor acted. */
const faults: readonly [Fault, ...Fault[]] = [
  { kind: "dropBefore" },
  { kind: "dropAfter" },
  { kind: "truncated" },
  { kind: "malformedJson" },
  { kind: "missingTaskId" },
  { kind: "status", status: 500, acted: true },
  { kind: "status", status: 502 },
  { kind: "status", status: 503, acted: true },
  { kind: "status", status: 429 },
  { kind: "status", status: 200, body: "<html>", acted: true },
  { kind: "error", code: "InternalError", acted: true },
  { kind: "error", code: "InternalError" },
  { kind: "error", code: "RequestLimitExceeded" },
  { kind: "error", code: "FlowLimitExceeded" },
  { kind: "error", code: "UnauthorizedOperation" },
  { kind: "clockSkew", ms: 1_000_000 },
  { kind: "raw", bytes: "nonsense\r\n\r\n", acted: true },
];

/** At which point of a run its provider is killed: at a call, or between an answer to the engine and its save. */
const killPoints = ["before", "after", "unsaved"] as const;

/** So often a process is looked at: what it holds goes up and down by some megabytes, whatever it has let go. */
const samples = 10;

/** What many cycles came to. */
export interface Tally {
  cycles: number;
  runs: number;
  failedRuns: number;
  calls: number;
  faults: number;
  kills: number;
  /** Tasks that the vendors started. */
  tasks: number;
  /** How often an error sent the user to the vendor's console. */
  questions: number;
  /** What there is, or was, and was never in the state. */
  readonly orphans: string[];
  /** Tasks that ran at a time with another one of the same resource. */
  readonly doubles: string[];
  /** What was left after a destroy, and runs that never succeeded. */
  readonly leftovers: string[];
  /** What the provider process held when it was warm. */
  readonly warm: Usage[];
  /** What it held at the end. */
  readonly end: Usage[];
}

/** Cycles of up, changes and destroy against the emulated vendors, with faults in between. */
export class Cycles implements AsyncDisposable {
  readonly tally: Tally = {
    ...{ cycles: 0, runs: 0, failedRuns: 0, calls: 0, faults: 0, kills: 0, tasks: 0, questions: 0 },
    ...{ orphans: [], doubles: [], leftovers: [], warm: [], end: [] },
  };
  private readonly home = mkdtempSync(join(tmpdir(), "cycles-home-"));
  private readonly random: Random;
  private readonly server: ProviderServer;
  private engine: MiniEngine;
  /** Tasks that were in the state at some time, or that the user took care of. */
  private readonly known = new Set<string>();

  private constructor(
    private readonly vendors: Vendors,
    private readonly began: number,
    private readonly cycles: number,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.server = this.startServer();
    this.engine = this.startStack();
    vendors.journal.onRecord(({ fault }) => {
      this.tally.calls += 1;
      if (fault !== undefined && fault !== "hold") {
        this.tally.faults += 1;
        this.planFault();
      }
      this.watch();
    });
  }

  static async start(cycles: number, seed: number): Promise<Cycles> {
    const began = Date.now();
    const clock = new VirtualClock({ wall: () => began + (Date.now() - began) * speed });
    return new Cycles(await startVendors({ clock, behaviour }), began, cycles, seed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.kill();
    await this.vendors.close();
    rmSync(this.home, { recursive: true });
  }

  /** Runs all cycles, or up to the first that ends badly. */
  async run(): Promise<Tally> {
    const { tally, cycles } = this;
    // Up to then the process compiles, and takes what memory it works with.
    const warm = Math.min(cycles, Math.max(100, Math.ceil(cycles / 5)));
    while (tally.cycles < cycles && this.isGood) {
      await this.cycle();
      tally.cycles += 1;
      const isWarm = tally.cycles > warm - samples && tally.cycles <= warm;
      if (isWarm) tally.warm.push(await this.server.usage());
      if (tally.cycles > cycles - samples) tally.end.push(await this.server.usage());
    }
    return tally;
  }

  private get isGood(): boolean {
    const { orphans, doubles, leftovers } = this.tally;
    return orphans.length + doubles.length + leftovers.length === 0;
  }

  /** One stack: some updates of its program, with refreshes in between, and its destroy. */
  private async cycle(): Promise<void> {
    const { random } = this;
    this.engine = this.startStack();
    this.planFault();
    const program = new Map<TypeUnderTest, Properties>();
    for (let changes = 1 + random.below(3); changes > 0; changes -= 1) {
      for (const type of allTypes) this.change(program, type);
      await this.untilDone(program, () => this.engine.up(program));
      this.expectOwned();
      if (random.chance(0.3)) this.endSomething();
      if (random.chance(0.5)) await this.untilDone(program, () => this.engine.refresh());
    }
    await this.untilDone(new Map(), () => this.engine.destroy());
    this.expectNothing();
    this.tally.tasks += this.vendors.tasks().length;
    this.vendors.reset();
    this.known.clear();
  }

  private change(program: Map<TypeUnderTest, Properties>, type: TypeUnderTest): void {
    const { random } = this;
    if (program.has(type) && random.chance(0.5)) return;
    if (random.chance(0.2)) program.delete(type);
    else program.set(type, anyInputs(type, random));
  }

  /** Repeats a run, as people do, until it succeeds. */
  private async untilDone(program: Map<TypeUnderTest, Properties>, run: () => Promise<void>): Promise<void> {
    let failure = "";
    for (let runs = 0; runs < mostRuns; runs += 1) {
      this.tally.runs += 1;
      try {
        await (this.random.chance(killRate) ? this.killing(run) : run());
        // What was taken over needs no word any more.
        for (const [type, inputs] of program) program.set(type, withOptions(inputs, { adopt: undefined }));
        return;
      } catch (error) {
        if (!(error instanceof RunFailed)) throw error;
        this.tally.failedRuns += 1;
        failure = error.message;
        for (const [type, message] of error.errors) this.follow(program, type, message);
      } finally {
        await this.server.endRun();
      }
    }
    this.tally.leftovers.push(`it did not succeed in ${mostRuns} runs: ${failure}`);
  }

  /** A run whose provider is killed, if it gets so far. */
  private async killing(run: () => Promise<void>): Promise<void> {
    const { engine, random, vendors } = this;
    const doomed = this.startServer();
    const point = random.pick(killPoints);
    const nth = 1 + random.below(12);
    const name = `kill in run ${this.tally.runs}`;
    const kill = async () => {
      this.tally.kills += 1;
      await doomed.kill();
      vendors.faults.release(name, { drop: true });
    };
    if (point === "unsaved") {
      let saves = 0;
      engine.beforeSave = async () => {
        saves += 1;
        if (saves === nth) await kill();
        if (saves >= nth) throw new Error("the engine was killed before it saved");
      };
    } else {
      vendors.faults.add({ match: { nth }, fault: { kind: "hold", at: point, name } });
      vendors.faults.whenHeld(name).then(kill);
    }
    engine.providerOf = (type) => doomed.provider(type);
    try {
      await run();
    } finally {
      engine.providerOf = (type) => this.server.provider(type);
      engine.beforeSave = async () => undefined;
      vendors.faults.clear();
      this.planFault();
      await doomed.kill();
    }
  }

  /** Does what an error tells the user to do. */
  private follow(program: Map<TypeUnderTest, Properties>, type: TypeUnderTest, message: string): void {
    const record = /delete (\/\S+\.json)/.exec(message)?.[1];
    if (record === undefined) return;
    this.tally.questions += 1;
    const wanted = program.get(type);
    const [found] = this.unowned(type);
    if (found !== undefined && wanted !== undefined && message.includes("set lifecycle.adopt")) {
      program.set(type, withOptions(wanted, { adopt: found.id }));
      return;
    }
    for (const { id, isOver } of this.unowned(type)) {
      if (!isOver && type.entity !== undefined) this.vendors.endEntity(id);
      else if (!isOver) this.vendors.endTask(id, "stopped");
      this.known.add(id);
    }
    rmSync(record);
  }

  /** What there is, or was, of a type, and no state ever had. */
  private unowned(type: TypeUnderTest) {
    return thingsOf(this.vendors, type).filter(({ id }) => !this.known.has(id));
  }

  /** Two tasks of one resource must not run at a time. Jobs cannot be stopped: a replaced one runs to its end. */
  private watch(): void {
    for (const type of typesThat("run")) {
      const running = tasksOf(this.vendors, type).filter(({ status }) => status === "running");
      if (running.length > 1) this.tally.doubles.push(`${type} ${running.map(({ id }) => id).join(" and ")}`);
    }
    const ousted = this.vendors.tasks().find(({ reason }) => reason === "robotInUse");
    if (ousted)
      this.tally.doubles.push(`${ousted.kind} ${ousted.id} was ended by another one of the same robot`);
  }

  /** After a run that succeeded, the state has, or had, every task. */
  private expectOwned(): void {
    for (const type of allTypes)
      this.tally.orphans.push(...this.unowned(type).map(({ id }) => `${type} ${id}`));
  }

  private endSomething(): void {
    const running = this.vendors.tasks().filter(({ status }) => status === "running");
    const ended = running[this.random.below(running.length)];
    if (ended) this.vendors.endTask(ended.id, "idle");
  }

  /** At the end of a cycle nothing is left anywhere. Jobs that cannot be stopped are known, and run to their end. */
  private expectNothing(): void {
    const { engine, tally, vendors } = this;
    vendors.faults.clear();
    this.expectOwned();
    for (const { type, id } of engine.all()) tally.leftovers.push(`the state still has ${type} ${id}`);
    for (const type of typesThat("stay"))
      for (const { id, isOver } of thingsOf(vendors, type))
        if (!isOver) tally.orphans.push(`${type} ${id} is there after the destroy`);
    for (const open of openStarts({ journal: FolderJournal.ofHome(this.home) }))
      tally.leftovers.push(`a start is open: ${JSON.stringify(open)}`);
  }

  /** Plans the fault of the next call that goes wrong. */
  private planFault(): void {
    let nth = 1;
    while (!this.random.chance(faultRate)) nth += 1;
    this.vendors.faults.add({ match: { nth }, fault: this.random.pick(faults) });
  }

  private startServer(): ProviderServer {
    const { home, began } = this;
    return new ProviderServer({ home, config: configFor(this.vendors), began, speed });
  }

  private startStack(): MiniEngine {
    const engine = new MiniEngine((type) => this.server.provider(type));
    engine.saved = (id) => this.known.add(id);
    return engine;
  }
}

/** Inputs that differ from others in what is changed in place, in what replaces, or not at all. */
function anyInputs(type: TypeUnderTest, random: Random): Properties {
  const { kind, waitFor } = type.contract;
  const options: readonly LifecycleOption[] = lifecycleOptionsOf[kind];
  const inputs = type.inPlace ? type.placed(random.below(1_000_000)) : type.inputs;
  return withOptions(inputs, {
    ...(waitFor.length > 1 && { waitFor: random.pick([undefined, "accepted"]) }),
    ...(options.includes("onEnded") && { onEnded: random.pick([undefined, "restart"]) }),
    ...(options.includes("desired") && { desired: random.pick([undefined, undefined, "stopped"]) }),
    ...(options.includes("triggers") && { triggers: [random.below(3)] }),
  });
}

function withOptions(inputs: Properties, options: Properties): Properties {
  return { ...inputs, lifecycle: { ...Object(inputs.lifecycle), ...options } };
}

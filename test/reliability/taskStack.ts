import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Accounts, TaskView, Vendors } from "../../local/vendors";
import { type EngineName, type RunningCommand, Stack } from "../engine/stack";
import type { BucketServer } from "../provider/BucketServer";
import { FolderJournal, type Journal } from "../provider/Journal";
import type { Properties } from "../provider/support";
import { type OpenStart, openStarts } from "./support";

/** Inputs by the name of the resource type. */
export type InputsByType = Readonly<Record<string, Properties>>;

/** Which processes of a run are killed. */
export type Victims = "provider" | "engine" | "both";

/** What a stack is set up with. */
export interface TaskStackOptions {
  readonly accounts?: Partial<Accounts>;
  /** Where the pulumi CLI keeps states, when not in the project's folder. */
  readonly states?: BucketServer | undefined;
}

/** A program of media tasks as a stack of an engine, in whichever way they are served, and emulated vendors of its own. */
export abstract class TaskStack extends Stack implements AsyncDisposable {
  protected constructor(
    engine: EngineName,
    readonly vendors: Vendors,
    { states }: TaskStackOptions,
  ) {
    super(engine);
    if (states) Object.assign(this.environment, states.backend());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.vendors.close();
    this[Symbol.dispose]();
  }

  /** What the arguments of a process that serves the resources have in them. */
  protected abstract readonly providerArgument: string;

  /** Writes a program of one resource of each type, which is named after its type. */
  abstract declare(resources: InputsByType): void;

  /** Where providers keep their own on the machine. */
  protected get machineFolder(): string {
    return join(this.dir, ".pulumi-home/media-tasks");
  }

  /** The journal of starts. */
  get journal(): Journal {
    return new FolderJournal(join(this.machineFolder, "journal"));
  }

  openStarts(): OpenStart[] {
    return openStarts(this);
  }

  running(): TaskView[] {
    return this.vendors.tasks().filter(({ status }) => status === "running");
  }

  /** Kills the provider of a running command, its engine, or both; and whatever else it had started. */
  async kill(command: RunningCommand, victims: Victims): Promise<void> {
    const started = descendantsOf(command.pid ?? 0);
    const providers = started.filter(({ args }) => args.includes(this.providerArgument));
    if (providers.length === 0) throw new Error("there is no provider");
    // The engine first: one that sees its provider die writes that down.
    if (victims !== "provider") command.signal("SIGKILL");
    if (victims !== "engine") for (const { pid } of providers) killIfThere(pid);
    await command.ended;
    for (const { pid } of started) killIfThere(pid);
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly args: string;
}

/** The processes that a process has started, and those that they have started. */
function descendantsOf(ancestor: number): RunningProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const all = lines.flatMap((line) => {
    const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const below = (pid: number): RunningProcess[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(ancestor);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

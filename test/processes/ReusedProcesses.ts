import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough, type Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Child, Command, Environment, Launch } from "../../local/engine/processes.ts";

const host = join(import.meta.dirname, "host.cjs");
/** What a process takes from its environment when it starts, and never again. */
const startVariables = /^(NODE_|TZ$|LANG$|LC_)/;
/** Of each program something stays in memory. */
const mostPrograms = 50;
const endMark = /^(.*)\0ended (\d+)$/;

function startVariablesOf(environment: Environment): string {
  return JSON.stringify(Object.entries(environment).filter(([name]) => startVariables.test(name)));
}

/** What a process writes, which is one program's until its end is marked. */
class Output {
  #program = new PassThrough();
  #exitCode: number | null = null;

  readonly #stream: Socket;

  constructor(stream: Readable | null) {
    if (!(stream instanceof Socket)) throw new Error("a child process has no output");
    this.#stream = stream.unref();
    const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("close", () => this.#program.end());
    lines.on("line", (line) => this.#take(line));
  }

  #take(line: string): void {
    const [, rest, exitCode] = endMark.exec(line) ?? [];
    if (rest === undefined) {
      this.#program.write(`${line}\n`);
    } else {
      this.#exitCode = Number(exitCode);
      this.#program.end(rest);
    }
  }

  /** The output of a program that begins. */
  begin(): Readable {
    this.#stream.ref();
    this.#exitCode = null;
    this.#program = new PassThrough();
    return this.#program;
  }

  /** Waits for the program's end; null if that was the process's, too. */
  async ended(): Promise<number | null> {
    await finished(this.#program);
    this.#stream.unref();
    return this.#exitCode;
  }
}

/** A process that runs one program after the other. */
class ReusedProcess {
  readonly startVariables: string;
  isFree = true;
  #programs = 0;
  readonly #child: ChildProcess;
  readonly #closed: Promise<number | null>;
  readonly #stdout: Output;
  readonly #stderr: Output;

  constructor(environment: Environment) {
    this.startVariables = startVariablesOf(environment);
    const child = spawn(process.execPath, [host], {
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    this.#closed = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    // Nothing waits for a process that waits for a program.
    child.unref();
    child.channel?.unref();
    this.#stdout = new Output(child.stdout);
    this.#stderr = new Output(child.stderr);
  }

  get isThere(): boolean {
    return this.#child.connected && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  run({ args, cwd, environment }: Command): Child {
    this.isFree = false;
    let isOver = false;
    const [stdout, stderr] = [this.#stdout.begin(), this.#stderr.begin()];
    const exited = Promise.all([this.#stdout.ended(), this.#stderr.ended()]).then(([exitCode]) => {
      isOver = true;
      if (exitCode === null) return this.#closed;
      this.#programs += 1;
      if (this.#programs < mostPrograms) this.isFree = true;
      else this.#child.kill("SIGKILL");
      return exitCode;
    });
    this.#child.send({ args, cwd, environment });
    const kill = (signal: NodeJS.Signals) => {
      if (isOver || !this.isThere) return;
      if (signal === "SIGTERM") this.#child.send("stop");
      else this.#child.kill(signal);
    };
    return { stdout, stderr, exited, kill };
  }
}

/** Processes that are kept for the next program. Each ends with the process that started it. */
export class ReusedProcesses {
  readonly #processes: ReusedProcess[] = [];

  readonly launch: Launch = (command: Command) => {
    const wanted = startVariablesOf(command.environment);
    const free = this.#processes.find((one) => one.isFree && one.isThere && one.startVariables === wanted);
    if (free !== undefined) return free.run(command);
    const fresh = new ReusedProcess(command.environment);
    this.#processes.push(fresh);
    return fresh.run(command);
  };
}

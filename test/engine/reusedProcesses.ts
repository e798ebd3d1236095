import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PassThrough, type Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { afterAll } from "@jest/globals";
import type { Child, Command, Environment, Launch } from "../../local/engine/processes";

const host = join(__dirname, "programs/reused.js");
/** What a process takes from its environment when it starts, and never again. */
const startVariables = /^(NODE_|TZ$|LANG$|LC_)/;
const endMark = /^(.*)\0ended (\d+)$/;

function startVariablesOf(environment: Environment): string {
  return JSON.stringify(Object.entries(environment).filter(([name]) => startVariables.test(name)));
}

/** What a process writes, which is one program's until its end is marked. */
class Output {
  private program = new PassThrough();
  private exitCode: number | null = null;

  constructor(stream: Readable | null) {
    if (stream === null) throw new Error("a child process has no output");
    const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("close", () => this.program.end());
    lines.on("line", (line) => {
      const [, rest, exitCode] = endMark.exec(line) ?? [];
      if (rest === undefined) return this.program.write(`${line}\n`);
      this.exitCode = Number(exitCode);
      this.program.end(rest);
    });
  }

  /** The output of a program that begins. */
  begin(): Readable {
    this.exitCode = null;
    this.program = new PassThrough();
    return this.program;
  }

  /** Waits for the program's end; null if that was the process's, too. */
  async ended(): Promise<number | null> {
    await finished(this.program);
    return this.exitCode;
  }
}

/** A process that runs one program after the other. */
class ReusedProcess {
  readonly startVariables: string;
  isFree = true;
  private readonly child: ChildProcess;
  private readonly closed: Promise<number | null>;
  private readonly stdout: Output;
  private readonly stderr: Output;

  constructor(environment: Environment) {
    this.startVariables = startVariablesOf(environment);
    this.child = spawn(process.execPath, [host], {
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.closed = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", resolve);
    });
    this.stdout = new Output(this.child.stdout);
    this.stderr = new Output(this.child.stderr);
  }

  get isThere(): boolean {
    return this.child.connected && this.child.exitCode === null && this.child.signalCode === null;
  }

  run({ args, cwd, environment }: Command): Child {
    this.isFree = false;
    let isOver = false;
    const [stdout, stderr] = [this.stdout.begin(), this.stderr.begin()];
    const exited = Promise.all([this.stdout.ended(), this.stderr.ended()]).then(([exitCode]) => {
      isOver = true;
      if (exitCode === null) return this.closed;
      this.isFree = true;
      return exitCode;
    });
    this.child.send({ args, cwd, environment });
    const kill = (signal: NodeJS.Signals) => {
      if (isOver || !this.isThere) return;
      if (signal === "SIGTERM") this.child.send("stop");
      else void this.end();
    };
    return { stdout, stderr, exited, kill };
  }

  async end(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.closed;
  }
}

const processes: ReusedProcess[] = [];
afterAll(async () => {
  await Promise.all(processes.map((one) => one.end()));
});

/**
 * Runs a program in a process that has run others of this file, as if it had one of its own. It is for programs of
 * CommonJS whose packages are there: what is an ES module, or was not found, Node.js looks for no second time.
 */
export const reuseProcess: Launch = (command) => {
  const wanted = startVariablesOf(command.environment);
  const free = processes.find((one) => one.isFree && one.isThere && one.startVariables === wanted);
  if (free !== undefined) return free.run(command);
  const fresh = new ReusedProcess(command.environment);
  processes.push(fresh);
  return fresh.run(command);
};

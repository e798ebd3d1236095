import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { clock } from "./clock";
import { EngineError, messageOf } from "./engineError";

const stopGraceMilliseconds = 2000;

/** What a child process is and sees. */
export interface ProcessOptions {
  readonly what: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The user's variables, from which those of another run are left out. */
  readonly environment: Environment;
  /** The child's own variables. */
  readonly variables: Environment;
  /** Called for each line of output. */
  readonly onLine: (line: string) => void;
  readonly launch: Launch;
}

/** What a Node.js process is started with. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
}

/** A process that was started. */
export interface Child {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code once all output was read, null if a signal ended it; fails if it did not start. */
  readonly exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a process. */
export type Launch = (command: Command) => Child;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of an outer run, which would confuse an inner one or slow it down. */
const outerVariables = /^(PULUMI_NODEJS_(?!TRANSPILE_ONLY$)|PULUMI_CONFIG|PULUMI_PROJECT$|TRACEPARENT$)/;

/**
 * Run by each child first: ends it when the engine is gone, however that came. The pipe to its stdin then closes.
 * Threads and children of the child see the same arguments, and are none of this.
 */
const endWithEngine = `
  import { isMainThread } from "node:worker_threads";
  if (isMainThread && process.ppid === ${process.pid}) {
    process.stdin.on("close", () => process.exit(1)).resume().unref();
  }`;

/** Starts a process of its own for each command. */
export const launchProcess: Launch = ({ args, cwd, environment }) => {
  // A process group of its own: Ctrl-C on a terminal then reaches the engine alone, which stops things in order.
  const guard = `--import=data:text/javascript,${encodeURIComponent(endWithEngine)}`;
  const child = spawn(process.execPath, [guard, ...args], {
    cwd,
    detached: true,
    env: { ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => undefined);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const kill = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It ended by itself in between.
    }
  };
  return { stdout: child.stdout, stderr: child.stderr, exited, kill };
};

const running = new Set<Process>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** One child: a program, a provider or a policy pack. */
export class Process {
  /** The exit code once all output was read; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  private readonly child: Child;
  private readonly stdout: AsyncIterableIterator<string>;
  private readonly output: Promise<unknown>;

  private constructor(
    private readonly options: ProcessOptions,
    firstLineIsPort: boolean,
  ) {
    const { args, cwd, launch } = options;
    const inherited = Object.entries(options.environment).filter(([name]) => !outerVariables.test(name));
    const variables = [...inherited, ...Object.entries(options.variables)];
    const environment = Object.fromEntries(variables.filter(([, value]) => value !== undefined));
    this.child = launch({ args, cwd, environment });
    running.add(this);
    this.exited = this.child.exited.catch((error: unknown) => {
      throw new EngineError(`${options.what} did not start: ${messageOf(error)}`);
    });
    this.exited.catch(() => undefined).finally(() => running.delete(this));
    this.stdout = linesOf(this.child.stdout);
    const errors = this.forward(linesOf(this.child.stderr));
    this.output = firstLineIsPort ? errors : Promise.all([errors, this.forward(this.stdout)]);
  }

  static start(options: ProcessOptions): Process {
    return new Process(options, false);
  }

  /** Starts a child that serves gRPC and prints its port as the first line. */
  static async serve(options: ProcessOptions): Promise<{ child: Process; port: number }> {
    const child = new Process(options, true);
    const first = await Promise.race([child.stdout.next(), child.exited]);
    const line = typeof first === "object" && first !== null && first.done !== true ? first.value : "";
    if (!/^\d+$/.test(line)) {
      await child.output;
      await child.stop();
      throw new EngineError(`${options.what} did not start${line === "" ? "" : `: it printed ${line}`}`);
    }
    void child.forward(child.stdout);
    return { child, port: Number(line) };
  }

  /** Asks the child to end, and makes it end if it does not. */
  async stop(): Promise<void> {
    this.kill("SIGTERM");
    void clock.wait(stopGraceMilliseconds).then(() => this.kill("SIGKILL"));
    await this.exited.catch(() => undefined);
  }

  private async forward(lines: AsyncIterable<string>): Promise<void> {
    for await (const line of lines) this.options.onLine(line);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

function linesOf(stream: Readable): AsyncIterableIterator<string> {
  return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
}

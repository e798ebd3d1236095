import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { clock } from "./clock";
import { EngineError } from "./engineError";

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
}

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

const running = new Set<Process>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** One child: a program, a provider or a policy pack. */
export class Process {
  /** The exit code once all output was read; null if a signal ended it. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly stdout: AsyncIterableIterator<string>;
  private readonly output: Promise<unknown>;

  private constructor(
    private readonly options: ProcessOptions,
    firstLineIsPort: boolean,
  ) {
    // A process group of its own: Ctrl-C on a terminal then reaches the engine alone, which stops things in order.
    const guard = `--import=data:text/javascript,${encodeURIComponent(endWithEngine)}`;
    const inherited = Object.entries(options.environment).filter(([name]) => !outerVariables.test(name));
    const variables = [...inherited, ...Object.entries(options.variables)];
    this.child = spawn(process.execPath, [guard, ...options.args], {
      cwd: options.cwd,
      detached: true,
      env: Object.fromEntries(variables.filter(([, value]) => value !== undefined)),
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child.stdin?.on("error", () => undefined);
    running.add(this);
    this.exited = new Promise((resolve, reject) => {
      this.child.once("error", (error) =>
        reject(new EngineError(`${options.what} did not start: ${error.message}`)),
      );
      this.child.once("close", resolve);
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
    if (this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null)
      return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // It ended by itself in between.
    }
  }
}

function linesOf(stream: Readable | null): AsyncIterableIterator<string> {
  if (stream === null) throw new EngineError("a child process has no output stream");
  return createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
}

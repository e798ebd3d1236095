import { type ChildProcessByStdio, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { dynamic } from "@pulumi/pulumi";

/** What a provider process needs to know. */
export interface ProviderServerOptions {
  /** The user's home folder, where the journal of starts is. */
  readonly home: string;
  /** The stack's configuration. */
  readonly config: Readonly<Record<string, string | undefined>>;
  /** When its clock began to run faster, in milliseconds since 1970. */
  readonly began: number;
  /** How many times faster its clock runs. */
  readonly speed: number;
}

/** What a process holds: bytes in use on its heap, bytes of memory, open sockets. */
export interface Usage {
  readonly heap: number;
  readonly rss: number;
  readonly sockets: number;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(failure: Error): void;
}

/** The provider in a process of its own, which serves verbs until it is killed. */
export class ProviderServer {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly waiting = new Map<number, Waiting>();
  private readonly gone: Promise<void>;
  private number = 0;

  constructor({ home, ...options }: ProviderServerOptions) {
    const script = join(__dirname, "serve.js");
    // Else the part of the heap for new objects grows as V8 likes, and hides what does not end.
    const flags = ["--expose-gc", "--max-semi-space-size=8"];
    this.child = spawn(process.execPath, [...flags, script, JSON.stringify(options)], {
      env: { ...process.env, HOME: home, PULUMI_HOME: join(home, ".pulumi") },
      stdio: ["pipe", "pipe", "inherit"],
    });
    // A process that was killed takes no more; that it is gone is said below.
    this.child.stdin.on("error", () => undefined);
    createInterface({ input: this.child.stdout }).on("line", (line) => this.receive(JSON.parse(line)));
    this.gone = new Promise((resolve) => {
      this.child.once("close", () => {
        for (const { reject } of this.waiting.values()) reject(new Error("the provider process is gone"));
        this.waiting.clear();
        resolve();
      });
    });
  }

  /** The provider of a resource type, as the engine calls it. */
  provider(type: string): Required<Omit<dynamic.ResourceProvider, "configure">> {
    const tell =
      <Values extends unknown[], Result>(verb: string) =>
      (...values: Values): Promise<Result> =>
        this.tell({ type, verb, values });
    return {
      check: tell("check"),
      diff: tell("diff"),
      create: tell("create"),
      read: tell("read"),
      update: tell("update"),
      delete: tell("delete"),
    };
  }

  /** What comes now is another run of the engine. */
  endRun(): Promise<void> {
    return this.tell({ verb: "endRun" });
  }

  usage(): Promise<Usage> {
    return this.tell({ verb: "usage" });
  }

  /** Kills the process as the kernel does, and waits until it is gone. What it was told fails. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.gone;
  }

  private tell<Result>(what: { type?: string; verb: string; values?: unknown[] }): Promise<Result> {
    this.number += 1;
    const { child, number } = this;
    return new Promise((resolve, reject) => {
      if (child.exitCode !== null || child.signalCode !== null)
        return reject(new Error("the provider process is gone"));
      this.waiting.set(number, { resolve, reject });
      child.stdin.write(`${JSON.stringify({ number, ...what })}\n`);
    });
  }

  private receive(message: unknown): void {
    const { number, result, failure } = Object(message);
    const waiting = this.waiting.get(number);
    this.waiting.delete(number);
    if (failure) waiting?.reject(Object.assign(new Error(failure.message), failure));
    else waiting?.resolve(result);
  }
}

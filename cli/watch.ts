import { Settings } from "../provider/core/config/Settings";
import { endsByItself } from "../provider/core/ended";
import { keysForTools } from "../provider/keysForTools";
import { command, Failure, Misuse } from "./command";
import { configFlag, configOf } from "./configFlag";
import { onSystemHost } from "./onSystemHost";
import { readPrices } from "./readPrices";
import { readStack, stackFilesFlag } from "./readStack";
import { follow } from "./watching/follow";
import type { Screen } from "./watching/Screen";
import { Watched } from "./watching/Watched";

/** Seconds between two looks: the one without the flag, and the shortest one. */
const usualInterval = 10;
const shortestInterval = 5;

/** Follows the tasks of stacks. */
export const watch = command({
  name: "watch",
  summary: "Follows the tasks of exported states: status, running time, cost so far, what ends when.",
  notes: `It only reads, at no more than half the documented rates, until nothing runs any more or Ctrl-C ends it. On a terminal it redraws its lines; elsewhere it prints one for each change. ${keysForTools}`,
  words: [],
  flags: {
    "stack-file": stackFilesFlag,
    prices: { type: "string", value: "FILE", description: "a table like policies/prices.example.json" },
    interval: {
      type: "string",
      value: "SECONDS",
      description: `the pause between two looks, ${usualInterval} by default, at least ${shortestInterval}`,
    },
    once: { type: "boolean", description: "looks once; exits with 1 where something could not be looked at" },
    config: configFlag,
  },
  async run({ flags, print }) {
    const files = flags["stack-file"] ?? [];
    if (files.length === 0) throw new Misuse("--stack-file is needed.");
    const interval = intervalOf(flags.interval);
    const prices = flags.prices === undefined ? undefined : readPrices(flags.prices);
    const tasks = files
      .flatMap((file) => readStack(file).resources)
      .filter(({ lifecycle }) => endsByItself(lifecycle.contract))
      .map((resource) => new Watched(resource));
    if (tasks.length === 0) throw new Failure("There is no task or job of this package in the given states.");
    return onSystemHost("", async (host) => {
      using interruption = new Interruption();
      const settings = new Settings(configOf(flags.config), host.surroundings);
      const once = flags.once === true;
      const screen = screenOf(process.stdout, print);
      await follow({ tasks, host, settings, prices, screen, interval, once, signal: interruption.signal });
      return once && tasks.some(({ problem }) => problem !== undefined) ? 1 : 0;
    });
  },
});

function intervalOf(text: string | undefined): number {
  const seconds = text === undefined ? usualInterval : Number(text);
  if (seconds >= shortestInterval && seconds <= 86_400) return seconds * 1_000;
  throw new Misuse(`--interval "${text}" is no number of seconds from ${shortestInterval} to 86400.`);
}

function screenOf(stream: NodeJS.WriteStream, print: (text: string) => void): Screen {
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    get rows() {
      return stream.rows;
    },
    write(text) {
      if (stream.isTTY) stream.write(text);
      else print(text.replace(/\n$/, ""));
    },
  };
}

/** Whether the user wants an end: Ctrl-C, SIGTERM, or nobody who reads any more. */
class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #end = () => this.#controller.abort();

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, this.#end);
    process.stdout.on("error", this.#end);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, this.#end);
    process.stdout.off("error", this.#end);
  }
}

import type { Prices } from "../../policies/cost";
import type { Settings } from "../../provider/core/config/Settings";
import type { Host } from "../../provider/core/host";
import { createRateLimit, type RateLimit } from "../../provider/http/rateLimit";
import { Redrawn } from "./Redrawn";
import type { Screen } from "./Screen";
import { cellsOf, remarksOf, summaryOf, taskTable } from "./taskTable";
import type { Watched } from "./Watched";

/** What is followed, and how. */
export interface Following {
  readonly tasks: readonly Watched[];
  readonly host: Host;
  readonly settings: Settings;
  readonly prices: Prices | undefined;
  readonly screen: Screen;
  /** The pause between two looks, in milliseconds. */
  readonly interval: number;
  /** Whether one look is all that is wanted. */
  readonly once: boolean;
  /** Ends it, and all that it waits for. */
  readonly signal: AbortSignal;
}

/** Between two looks running times go on, on a terminal. */
const tick = 1_000;
/** In a stream of lines, something is said at least as often: what is silent for long is taken for dead. */
const longestSilence = 5 * 60_000;
/** One look at many tasks takes its time. */
const patience = 20_000;
const patiencePerTask = 1_000;
/** The other part of the rate is for whoever deploys at the same time. */
const ownShare = 0.5;

/** Follows tasks until all are over, or the signal comes. */
export async function follow(following: Following): Promise<void> {
  const { tasks, prices, screen, interval, once, signal } = following;
  const host = endingWith(signal, following.host);
  const { clock } = host.runtime;
  const limit = patience + patiencePerTask * tasks.length;
  const scene = { host, settings: following.settings, limit };
  const show = screen.isTerminal ? redrawing(screen, tasks, prices) : saying(screen, tasks, prices);
  try {
    for (;;) {
      await ending(signal, Promise.all(tasks.map((task) => task.look(scene))));
      show.now(clock.now());
      if (once || tasks.every(({ isOver }) => isOver)) return;
      const next = clock.now() + interval;
      for (let left = interval; left > 0; left = next - clock.now()) {
        await clock.sleep(screen.isTerminal ? Math.min(tick, left) : left);
        if (screen.isTerminal) show.now(clock.now());
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    show.end();
  }
}

/** Something that is waited for, unless the signal comes first. */
async function ending(signal: AbortSignal, work: Promise<unknown>): Promise<void> {
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Whichever comes second has nobody who listens.
  aborted.catch(() => undefined);
  work.catch(() => undefined);
  await Promise.race([work, aborted]);
}

/** A host whose waiting ends with a signal, which takes a part of the rate alone, and which says nothing. */
function endingWith(signal: AbortSignal, host: Host): Host {
  const { runtime } = host;
  const clock = {
    ...runtime.clock,
    sleep: async (milliseconds: number) => {
      signal.throwIfAborted();
      await runtime.clock.sleep(milliseconds, signal);
    },
  };
  const limit = createRateLimit(clock);
  const rateLimit: RateLimit = {
    take: (key, ratePerSecond, deadline) => limit.take(key, ratePerSecond * ownShare, deadline),
    slowDown: (key) => limit.slowDown(key),
  };
  const output = { info: () => undefined, warning: () => undefined };
  return { ...host, output, runtime: { ...runtime, clock, rateLimit } };
}

/** How tasks are shown. */
interface Show {
  now(time: number): void;
  end(): void;
}

function redrawing(screen: Screen, tasks: readonly Watched[], prices: Prices | undefined): Show {
  const redrawn = new Redrawn(screen);
  return {
    now: (time) =>
      redrawn.draw([
        summaryOf(tasks, prices, time),
        "",
        ...taskTable(tasks, prices, time),
        ...tasks.flatMap(remarksOf),
      ]),
    end: () => redrawn.end(),
  };
}

/** A line for each task whose status is another one than before, and a summary after a long silence. */
function saying(screen: Screen, tasks: readonly Watched[], prices: Prices | undefined): Show {
  const said = new Map<Watched, string>();
  let lastLine = Number.NEGATIVE_INFINITY;
  return {
    now(time) {
      const stamp = new Date(time).toISOString().replace(/\.\d+/, "");
      const changed = tasks.filter((task) => said.get(task) !== sayingOf(task));
      for (const task of changed) {
        said.set(task, sayingOf(task));
        const cells = cellsOf(task, prices, time).filter((cell) => cell !== "");
        for (const text of [cells.join("  "), ...remarksOf(task)]) screen.write(`${stamp}  ${text}\n`);
      }
      if (changed.length > 0 || time - lastLine >= longestSilence) {
        screen.write(`${summaryOf(tasks, prices, time)}\n`);
        lastLine = time;
      }
    },
    end: () => undefined,
  };
}

/** What of a task is worth a line when it is another one. */
function sayingOf({ view, problem }: Watched): string {
  return JSON.stringify([view?.status, view?.reason, problem]);
}

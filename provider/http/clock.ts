import { setTimeout as wait } from "node:timers/promises";

/** Time, as everything in the provider sees it. Tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds; rejects, and leaves no timer, where the signal comes first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Aborts after so many milliseconds; it does not keep the process alive. */
  timeout(milliseconds: number): AbortSignal;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal && { signal }),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
};

/** An hour in milliseconds. */
export const hour = 3_600_000;

/** How far a vendor's clock may be behind, in milliseconds. */
export const clockTolerance = 60_000;

/** A duration as a person reads it. */
export function readable(duration: number): string {
  if (duration < 1_000) return `${duration} ms`;
  if (duration < 120_000) return `${Math.round(duration / 1_000)} s`;
  if (duration < 48 * hour) return `${Math.round(duration / 60_000)} min`;
  return `${Math.round(duration / (24 * hour))} days`;
}

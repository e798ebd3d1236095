import { setTimeout as wait } from "node:timers/promises";

/** Time, as everything in the provider sees it. Tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Aborts after so many milliseconds; it does not keep the process alive. */
  timeout(milliseconds: number): AbortSignal;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => wait(milliseconds),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
};

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a duration such as "90s", "10m" or "1h". */
export function milliseconds(duration: string): number {
  const match = /^(\d+)(ms|s|m|h)$/.exec(duration);
  const unit = Object.entries(units).find(([name]) => name === match?.[2])?.[1];
  if (match === null || unit === undefined)
    throw new RangeError(`"${duration}" is not a duration such as "10m"`);
  return Number(match[1]) * unit;
}

/** A duration as a person reads it. */
export function readable(duration: number): string {
  if (duration < 1_000) return `${duration} ms`;
  if (duration < 120_000) return `${Math.round(duration / 1_000)} s`;
  if (duration < 48 * units.h) return `${Math.round(duration / 60_000)} min`;
  return `${Math.round(duration / (24 * units.h))} days`;
}

import type { Clock } from "../core/clock";

/** Spaces out calls so that no more than so many a second leave this process. */
export interface RateLimit {
  /** Resolves when the next call of this key may leave. */
  take(key: string, ratePerSecond: number): Promise<void>;
}

/** One limit per key: vendor, account and action, as the vendors count. */
export function createRateLimit(clock: Clock): RateLimit {
  const nextFree = new Map<string, number>();
  return {
    async take(key, ratePerSecond) {
      const now = clock.now();
      const free = Math.max(now, nextFree.get(key) ?? now);
      // Rounded up: a millisecond too early would be one call too many in the vendor's window.
      nextFree.set(key, free + Math.ceil(1_000 / ratePerSecond));
      if (free > now) await clock.sleep(free - now);
    },
  };
}

import type { Clock } from "../core/clock";

/** Spaces out calls so that no more than so many a second leave this process. */
export interface RateLimit {
  /** Whether the next call of this key may leave, as soon as that is so; false when its turn is not before the deadline. */
  take(key: string, ratePerSecond: number, deadline: number): Promise<boolean>;
}

/** Room for calls that overtake each other on their way: the vendor counts when they arrive. */
const margin = 1.05;

/** One limit per key: vendor, account and action, as the vendors count. */
export function createRateLimit(clock: Clock): RateLimit {
  const nextFree = new Map<string, number>();
  return {
    async take(key, ratePerSecond, deadline) {
      const now = clock.now();
      const free = Math.max(now, nextFree.get(key) ?? now);
      if (free >= deadline) return false;
      // Rounded up: a millisecond too early would be one call too many in the vendor's window.
      nextFree.set(key, free + Math.ceil((margin * 1_000) / ratePerSecond));
      if (free > now) await clock.sleep(free - now);
      return clock.now() < deadline;
    },
  };
}

import type { Clock } from "./clock";

/** Spaces out calls so that no more than so many a second leave this process. */
export interface RateLimit {
  /** Whether the next call of this key may leave, as soon as that is so; false when its turn is not before the deadline. */
  take(key: string, ratePerSecond: number, deadline: number): Promise<boolean>;
  /** The vendor took a call of this key for one too many: others call it as well, so this process slows down. */
  slowDown(key: string): void;
}

/** Room for calls that overtake each other on their way: the vendor counts when they arrive. */
const margin = 1.05;
/** A share of the rate that was halved comes back in so many milliseconds at most. */
const recovery = 30_000;
/** What is refused within a second was sent at one and the same rate. */
const oneDecision = 1_000;
const leastShare = 1 / 16;

/** The calls of one key, which leave one after the other. */
interface Lane {
  /** When the next one may leave. */
  free: number;
  waiting: number;
  last: Promise<unknown>;
  /** What part of the documented rate this process took for its own when it was slowed down, and when that was. */
  share: number;
  slowedAt: number;
}

/**
 * One limit per key: vendor, account and action, as the vendors count. Processes that share an account share its rate:
 * each halves its own when the vendor refuses a call, and takes it up again little by little.
 */
export function createRateLimit(clock: Clock): RateLimit {
  const lanes = new Map<string, Lane>();

  function laneOf(key: string): Lane {
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = {
      free: Number.NEGATIVE_INFINITY,
      waiting: 0,
      last: Promise.resolve(),
      share: 1,
      slowedAt: Number.NEGATIVE_INFINITY,
    };
    lanes.set(key, lane);
    return lane;
  }

  function shareOf({ share, slowedAt }: Lane): number {
    return Math.min(1, share + (clock.now() - slowedAt) / recovery);
  }

  return {
    async take(key, ratePerSecond, deadline) {
      const lane = laneOf(key);
      // Rounded up: a millisecond too early would be one call too many in the vendor's window.
      const gap = () => Math.ceil((margin * 1_000) / (ratePerSecond * shareOf(lane)));
      const next = () => Math.max(clock.now(), lane.free);
      if (next() + lane.waiting * gap() >= deadline) return false;
      lane.waiting += 1;
      const turn = lane.last.then(async () => {
        const at = next();
        const pause = at - clock.now();
        if (pause > 0) await clock.sleep(pause);
        lane.waiting -= 1;
        lane.free = at + gap();
        return clock.now() < deadline;
      });
      lane.last = turn;
      return turn;
    },
    slowDown(key) {
      const lane = laneOf(key);
      if (clock.now() - lane.slowedAt < oneDecision) return;
      lane.share = Math.max(leastShare, shareOf(lane) / 2);
      lane.slowedAt = clock.now();
    },
  };
}

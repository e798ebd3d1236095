import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../provider/http/clock";
import { MediaError } from "../../provider/http/errors";
import { createRateLimit, type RateLimit } from "../../provider/http/rateLimit";
import { createRetryBudget, retry } from "../../provider/http/retry";

/** A clock whose sleepers wake in the order of their times, when it is told to go on. */
class ManualClock implements Clock {
  #now = 1_000_000;
  #sleepers: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#now + milliseconds, wake }));
  }

  timeout(): AbortSignal {
    return new AbortController().signal;
  }

  /** Goes on until nobody sleeps any more; all wake so many milliseconds late. */
  async run(lag: number): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const [next, ...others] = this.#sleepers.sort((one, other) => one.until - other.until);
      if (next === undefined) return;
      this.#sleepers = others;
      this.#now = Math.max(this.#now, next.until + lag);
      next.wake();
    }
  }
}

/** When each call left, in milliseconds after the first; undefined for those that may not. */
async function departures(
  calls: { key: string; rate: number; within?: number }[],
  lag = 0,
): Promise<unknown[]> {
  const clock = new ManualClock();
  const limit = createRateLimit(clock);
  const began = clock.now();
  const leaving = calls.map(async ({ key, rate, within = Number.POSITIVE_INFINITY }) =>
    (await limit.take(key, rate, began + within)) ? clock.now() - began : undefined,
  );
  await clock.run(lag);
  return Promise.all(leaving);
}

/** So many processes that share an account, each with so many calls at once, and a vendor that counts. */
async function race(processes: number, calls: number, perSecond = 20) {
  const clock = new ManualClock();
  const began = clock.now();
  let admitted: number[] = [];
  let refused = 0;
  const call = async (limit: RateLimit) => {
    if (!(await limit.take("start", perSecond, began + 600_000))) throw new Error("no turn");
    admitted = admitted.filter((at) => at > clock.now() - 1_000);
    if (admitted.length < perSecond) return void admitted.push(clock.now());
    refused += 1;
    limit.slowDown("start");
    throw new MediaError({
      kind: "throttled",
      outcome: "refused",
      call: "gme StartRecord",
      code: "RequestLimitExceeded",
      detail: "",
    });
  };
  // As random as a test may be: the same numbers each time.
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const work = Array.from({ length: processes }, () => {
    const limit = createRateLimit(clock);
    const policy = {
      clock,
      random,
      safety: "unsafe" as const,
      budget: createRetryBudget(),
      deadline: began + 600_000,
    };
    return Array.from({ length: calls }, () => retry(policy, () => call(limit)));
  }).flat();
  const outcomes = Promise.allSettled(work);
  await clock.run(0);
  const failed = (await outcomes).filter(({ status }) => status === "rejected").length;
  return { failed, refused, seconds: (clock.now() - began) / 1_000 };
}

describe("processes that share an account", () => {
  test.each([
    [1, 60],
    [2, 60],
    [4, 60],
    [8, 60],
    [4, 500],
  ])("%i of them with %i calls each all get through", async (processes, calls) => {
    const { failed, refused, seconds } = await race(processes, calls);
    const all = processes * calls;
    expect(failed).toBe(0);
    expect(refused).toBeLessThan(processes === 1 ? 1 : all / 2);
    // Nothing goes faster than the vendor lets it, and nothing takes three times as long.
    expect(seconds).toBeGreaterThan(all / 20 - 2);
    expect(seconds).toBeLessThan((3 * all) / 20 + 10);
  });

  test("one that was slowed down comes back to the full rate", async () => {
    const clock = new ManualClock();
    const limit = createRateLimit(clock);
    const gapAfter = async (milliseconds: number) => {
      const ready = (async () => {
        await clock.sleep(milliseconds);
        await limit.take("start", 20, Number.POSITIVE_INFINITY);
        const first = clock.now();
        await limit.take("start", 20, Number.POSITIVE_INFINITY);
        return clock.now() - first;
      })();
      await clock.run(0);
      return ready;
    };
    limit.slowDown("start");
    // What was refused at the same time is one and the same reason.
    limit.slowDown("start");
    expect(await gapAfter(0)).toBe(105);
    expect(await gapAfter(7_500)).toBeLessThan(75);
    expect(await gapAfter(15_000)).toBe(53);
    for (let second = 0; second < 30; second += 1) {
      limit.slowDown("start");
      await gapAfter(1_000);
    }
    // However much is refused, it goes on trying.
    expect(await gapAfter(0)).toBeLessThanOrEqual(16 * 53);
  });
});

describe("calls leave at the documented rate", () => {
  test.each([1, 5, 20, 60, 100])("%i a second, with one twentieth of room", async (rate) => {
    const times = await departures(Array.from({ length: 3 * rate + 1 }, () => ({ key: "start", rate })));
    const gap = Math.ceil(1_050 / rate);
    expect(times).toEqual(times.map((_, index) => index * gap));
    // The room is for jitter only: nobody is held to much less than the rate.
    expect(gap * rate).toBeLessThanOrEqual(1_100);
  });

  test("each action and account has a limit of its own", async () => {
    const calls = ["start", "stop", "start", "stop"].map((key) => ({ key, rate: 20 }));
    expect(await departures(calls)).toEqual([0, 0, 53, 53]);
  });

  test("a turn that does not come before the deadline is refused at once, and taken by nobody", async () => {
    const calls = [
      { key: "start", rate: 20 },
      { key: "start", rate: 20, within: 53 },
      { key: "start", rate: 20, within: 54 },
    ];
    expect(await departures(calls)).toEqual([0, undefined, 53]);
  });

  test("who wakes after the deadline may not leave", async () => {
    const calls = [
      { key: "start", rate: 20 },
      { key: "start", rate: 20, within: 100 },
    ];
    expect(await departures(calls, 46)).toEqual([0, 99]);
    expect(await departures(calls, 47)).toEqual([0, undefined]);
  });
});

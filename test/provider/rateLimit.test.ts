import { describe, expect, test } from "@jest/globals";
import type { Clock } from "../../provider/core/clock";
import { createRateLimit } from "../../provider/http/rateLimit";

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

import type { VirtualClock } from "./clock";

/** The vendors' documented limits: so many calls of an action per account in any one second. Real time counts. */
export class RateLimiter {
  readonly #recent = new Map<string, number[]>();

  constructor(private readonly clock: VirtualClock) {}

  /** Counts a call; false when it comes too soon. Calls that were refused do not count. */
  admits(account: string, action: string, perSecond: number): boolean {
    const now = this.clock.wall();
    const key = `${account} ${action}`;
    const recent = (this.#recent.get(key) ?? []).filter((at) => at > now - 1000);
    const admitted = recent.length < perSecond;
    if (admitted) recent.push(now);
    this.#recent.set(key, recent);
    return admitted;
  }
}

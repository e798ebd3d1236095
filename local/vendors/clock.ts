import { setTimeout as wait } from "node:timers/promises";

/** How a virtual clock starts. */
export interface ClockOptions {
  /** Virtual seconds per real second: 1 by default, 60 plays an hour in a minute, 0 stands still until it is advanced. */
  speed?: number;
  /** Real time in milliseconds; only tests replace it. */
  wall?: () => number;
}

/**
 * The emulator's two times. Tasks live by virtual time, which can be advanced or run faster.
 * Signatures and rate limits are judged by real time, as the clients that sign and pace their calls know no other.
 */
export class VirtualClock {
  readonly #speed: number;
  readonly #wall: () => number;
  readonly #startedAt: number;
  #advanced = 0;

  constructor({ speed = 1, wall = Date.now }: ClockOptions = {}) {
    if (!(speed >= 0)) throw new RangeError("The speed of a clock is a number, 0 or more.");
    this.#speed = speed;
    this.#wall = wall;
    this.#startedAt = wall();
  }

  /** Virtual time in Unix milliseconds. */
  now(): number {
    return Math.round(this.#startedAt + (this.#wall() - this.#startedAt) * this.#speed) + this.#advanced;
  }

  /** Real time in Unix milliseconds. */
  wall(): number {
    return this.#wall();
  }

  /** Moves virtual time forward. */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0))
      throw new RangeError("A clock only moves forward: give milliseconds, 0 or more.");
    this.#advanced += milliseconds;
  }
}

/** Waits in real time; for faults that make the network slow. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}

/** The time, as what depends on it is given it. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

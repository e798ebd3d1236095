/** Time for the engine: the only file that reads the clock or starts a timer. */
export const clock = {
  /** Milliseconds that only ever grow; for durations. */
  elapsed: (): number => performance.now(),

  /** The present moment as state files write it. */
  timestamp: (): string => new Date().toISOString(),

  /** Resolves after some milliseconds; for limits on something else, so it does not keep the process alive. */
  wait: (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      setTimeout(done, milliseconds).unref();
    }),
};

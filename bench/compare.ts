async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Measures our work against another, and prints both and how they compare. Runs them in turn, so that what else the
 * machine does meets both, and compares the fastest runs: those that it met least.
 */
export async function compare(
  what: string,
  other: string,
  times: number,
  target: number,
  theirs: () => Promise<void>,
  ours: () => Promise<void>,
): Promise<void> {
  const measured: { theirs: number[]; ours: number[] } = { theirs: [], ours: [] };
  for (let round = 0; round < times; round += 1) {
    measured.theirs.push(await milliseconds(theirs));
    measured.ours.push(await milliseconds(ours));
  }
  const [without, withOurs] = [Math.min(...measured.theirs), Math.min(...measured.ours)];
  const ratio = (withOurs / without).toFixed(2);
  console.log(
    `${what}: ${withOurs.toFixed(0)} ms, with ${other} ${without.toFixed(0)} ms: ${ratio} × (target ${target})`,
  );
}

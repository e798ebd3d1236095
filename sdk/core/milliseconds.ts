const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a duration such as "90s", "10m" or "1h". */
export function milliseconds(duration: string): number {
  const match = /^(\d+)(ms|s|m|h)$/.exec(duration);
  const unit = Object.entries(units).find(([name]) => name === match?.[2])?.[1];
  if (match === null || unit === undefined)
    throw new RangeError(`"${duration}" is not a duration such as "10m"`);
  return Number(match[1]) * unit;
}

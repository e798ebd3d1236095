/** The present time in milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** The present day, as exemptions write it: "2027-01-31". */
export function today(): string {
  return new Date(now()).toISOString().slice(0, 10);
}

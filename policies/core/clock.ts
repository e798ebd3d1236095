/** The present day, as exemptions write it: "2027-01-31". */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

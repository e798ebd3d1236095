const millisecondsPerDay = 86_400_000;

/** Days from the beginning of a day ("2027-01-31") to a moment (ISO 8601); NaN when one of them is neither. */
export function daysUntil(moment: string, today: string): number {
  return (Date.parse(moment) - Date.parse(today)) / millisecondsPerDay;
}

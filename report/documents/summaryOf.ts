import type { Report } from "../Report";
import { operations } from "../read/PlannedStack";

/** What is done, in words of one line: "1 to replace, 2 to create, 5 unchanged". */
export function summaryOf({ changes, source }: Report): string {
  if (source === "state") return `${changes.length} ${changes.length === 1 ? "resource" : "resources"}`;
  const counts = operations.flatMap((operation) => {
    const count = changes.filter((change) => change.operation === operation).length;
    if (count === 0) return [];
    return [operation === "same" ? `${count} unchanged` : `${count} to ${operation}`];
  });
  return counts.length === 0 ? "no resources of this package" : counts.join(", ");
}

/** The cost of an hour, and by how much it changes. */
export function costSummary({ currency, perHour, perHourBefore }: Report): string | undefined {
  if (perHour === null) return undefined;
  const amount = (value: number) => `${value.toFixed(4)} ${currency}`;
  const now = `${amount(perHour)} an hour while everything runs`;
  if (perHourBefore === null || perHourBefore === perHour) return now;
  const more = perHour - perHourBefore;
  return `${now} (${more > 0 ? "+" : "−"}${amount(Math.abs(more))})`;
}

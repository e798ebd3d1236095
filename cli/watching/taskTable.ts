import type { Prices } from "../../policies/cost";
import { readable } from "../../provider/http/clock";
import type { Cost, Watched } from "./Watched";

/** Texts of a state may have what terminals obey. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "�");
}

/** What a task is, how it is, what it has cost, and what ends it. */
export function cellsOf(task: Watched, prices: Prices | undefined, now: number): string[] {
  const ran = task.ran(now);
  return [
    task.name,
    task.type,
    task.view?.status ?? "unknown",
    ran === undefined ? "" : readable(ran),
    ...(prices === undefined ? [] : [costText(task.cost(prices, now))]),
    task.ends(now),
  ].map(plain);
}

/** All tasks as a table. */
export function taskTable(tasks: readonly Watched[], prices: Prices | undefined, now: number): string[] {
  const head = ["NAME", "TYPE", "STATUS", "RAN", ...(prices ? [`COST ${prices.currency}`] : []), "ENDS"];
  const rows = [head, ...tasks.map((task) => cellsOf(task, prices, now))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** How many there are of each status, and what all have cost. */
export function summaryOf(tasks: readonly Watched[], prices: Prices | undefined, now: number): string {
  const counts = Map.groupBy(tasks, ({ view }) => view?.status ?? "unknown");
  const texts = [...counts].map(([status, of]) => `${of.length} ${status}`);
  const time = new Date(now).toISOString().replace(/\.\d+/, "");
  return [
    `${time}  ${texts.join(", ")}`,
    ...(prices === undefined ? [] : [`${costText(costOfAll(tasks, prices, now))} ${prices.currency} so far`]),
  ].join("; ");
}

function costOfAll(tasks: readonly Watched[], prices: Prices, now: number): Cost {
  const costs = tasks.map((task) => task.cost(prices, now));
  return {
    amount: costs.reduce((sum, cost) => sum + (cost?.amount ?? 0), 0),
    isAtMost:
      costs.every((cost) => cost !== undefined && !cost.isAtLeast) && costs.some((cost) => cost?.isAtMost),
    isAtLeast: costs.some((cost) => cost === undefined || cost.isAtLeast),
  };
}

function costText(cost: Cost | undefined): string {
  if (cost === undefined) return "unknown";
  const mark = cost.isAtLeast ? "at least " : cost.isAtMost ? "at most " : "";
  return `${mark}${cost.amount.toFixed(4)}`;
}

/** What has to be known of a task beside its row. */
export function remarksOf({ name, view, problem }: Watched): string[] {
  const reason = view?.phase === "running" || view?.phase === "waiting" ? undefined : view?.reason;
  const texts = [reason, problem && `not looked at: ${problem}`];
  return texts.flatMap((text) => (text === undefined ? [] : [plain(`${name}: ${text}`)]));
}

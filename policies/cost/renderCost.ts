import type { CostReport } from "./costOf";

type Row = readonly string[];

/** Rows as a table: the first column is for texts, the others for numbers and short words. */
function table(rows: readonly Row[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

const amount = (value: number) => value.toFixed(4);

function asText(report: CostReport): string {
  const { currency, date, lines, unpriced, sources } = report;
  const rows: Row[] = [
    ["Meter", "Size", "Count", "1,000 minutes", "Hour", "Each run"],
    ...lines.map(({ meter, tier, count, atLeast, ...costs }) => [
      meter,
      tier ?? "",
      `${atLeast ? "at least " : ""}${count}`,
      ...[costs.per1000Minutes, costs.perHour, costs.once].map(amount),
    ]),
    ["In all", "", "", ...[report.per1000Minutes, report.perHour, report.once].map(amount)],
  ];
  const notes = new Map(lines.flatMap(({ meter, note }) => (note === undefined ? [] : [[meter, note]])));
  return [
    `Cost in ${currency} while everything runs, by prices of ${date}`,
    "",
    ...table(rows),
    ...(notes.size > 0 ? ["", "Notes:", ...[...notes].map(([meter, note]) => `  ${meter}: ${note}`)] : []),
    ...(unpriced.length > 0 ? ["", "Not in it:"] : []),
    ...unpriced.map(({ resource, meter, reason }) => `  ${resource}: ${meter}: ${reason}`),
    "",
    "Sources:",
    ...sources.map((source) => `  ${source}`),
    "",
  ].join("\n");
}

/** A cost report for people, or for programs. */
export function renderCost(report: CostReport, form: "text" | "json"): string {
  return form === "json" ? `${JSON.stringify(report, null, 2)}\n` : asText(report);
}

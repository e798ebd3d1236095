import { printable, shortened } from "../printable";
import type { Report } from "../Report";
import { costSummary, summaryOf } from "./summaryOf";
import { type Cell, type Table, tablesOf } from "./tables";

/** What GitHub takes for a comment, less room for what a pipeline puts around it. */
const mostCharacters = 65_536 - 1_536;

/** How many rows of a section are kept, the most that fits; the longest text of a cell goes with it. */
const limits = [
  [1_000, 600],
  [200, 300],
  [50, 300],
  [20, 200],
  [8, 160],
  [3, 100],
] as const;

/** What would be markup, a mention, a link or a reference to an issue. */
function escapedText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]#|~^$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "@&#8288;")
    .replace(/\\#(?=\d)/g, "\\#&#8288;")
    .replace(/:\/\//g, ":&#8288;//")
    .replace(/\bwww\./gi, "www&#8288;.");
}

/** A text as code: backticks would end it. */
function asCode(text: string): string {
  return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

function written(cell: Cell, longest: number): string {
  if (typeof cell === "string") return cell;
  if ("code" in cell) {
    const text = shortened(printable(cell.code), longest);
    return text === "" ? "" : asCode(text);
  }
  return escapedText(shortened(printable(cell.text), longest));
}

function section({ title, head, rows, empty, folded }: Table, most: number, longest: number): string[] {
  if (rows.length === 0) return empty === "" ? [] : [`### ${title}`, empty];
  const shown = rows.slice(0, most);
  const lines = [
    head,
    head.map(() => "---"),
    ...shown.map((row) => row.map((cell) => written(cell, longest))),
  ];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  const left = rows.length - shown.length;
  const rest =
    left === 0 ? [] : [`**${left} more of ${rows.length} are left out here**; report.html has all of them.`];
  const heading = `${title} (${rows.length})`;
  if (!folded) return [`### ${heading}`, table, ...rest];
  return [`<details><summary>${heading}</summary>`, table, ...rest, "</details>"];
}

function layouts({ layouts: all }: Report, most: number, longest: number): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(0, most);
  const rows = shown.map(({ name, file, changed, problems }) => {
    const problem = problems.length === 0 ? "" : `: ${escapedText(shortened(problems.join(" "), longest))}`;
    return `- ${asCode(shortened(printable(name), longest))}${changed ? ", before and after" : ""} (${asCode(`layouts/${file}`)})${problem}`;
  });
  const left = all.length - shown.length;
  const rest =
    left === 0 ? [] : [`**${left} more of ${all.length} are left out here**; report.html has all of them.`];
  return [`<details><summary>Layouts (${all.length})</summary>`, rows.join("\n"), ...rest, "</details>"];
}

function limited(report: Report, most: number, longest: number): string {
  const cost = costSummary(report);
  const tables = tablesOf(report);
  const notes = tables.filter(({ id }) => id === "notes");
  const others = tables.filter((table) => !notes.includes(table));
  const stack = escapedText(shortened(printable([report.project, report.stack].join("/")), longest));
  return [
    // A pipeline finds its comment by this line.
    "<!-- pulumi-media-tasks report -->",
    `## Media tasks of ${stack}`,
    `**${summaryOf(report)}**${cost === undefined ? "" : ` · ${cost}`}`,
    ...others.flatMap((table) => section(table, most, longest)),
    ...layouts(report, most, longest),
    ...notes.flatMap((table) => section(table, most, longest)),
    "",
  ].join("\n\n");
}

/**
 * A report as a comment on a pull request: the most important first, the rest to be opened. What does not fit into a
 * comment is left out, and how much that is is said.
 */
export function markdownReport(report: Report): string {
  for (const [most, longest] of limits) {
    const text = limited(report, most, longest);
    if (text.length <= mostCharacters) return text;
  }
  return limited({ ...report, notes: [] }, 1, 60);
}

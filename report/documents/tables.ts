import type { Report } from "../Report";
import { costSummary } from "./summaryOf";

/** What a cell holds: words of the report's own, or a text of somebody's, which is shown as it is. */
export type Cell = string | { readonly code: string } | { readonly text: string };

/** A section of a report, whatever it is written in. */
export interface Table {
  /** The heading's anchor. */
  readonly id: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What stands there without rows. */
  readonly empty: string;
  /** Whether it stays closed until somebody opens it. */
  readonly folded: boolean;
}

const code = (text: string): Cell => (text === "" ? "" : { code: text });
const list = (texts: readonly string[]): Cell => ({ text: texts.join(", ") });

/** The sections of a report, in the order in which one reads them. */
export function tablesOf(report: Report): Table[] {
  const { changes, events, policies, costs, connections, messages, notes } = report;
  const changed = changes.filter(({ operation }) => operation !== "same");
  const kept = changes.filter(({ operation }) => operation === "same");
  const interrupting = changed.filter(({ interrupts }) => interrupts);
  return [
    {
      id: "messages",
      title: "Errors and warnings",
      head: ["Level", "Resource", "Message"],
      rows: messages.map(({ level, urn, text }) => [level, code(urn.split("::").at(-1) ?? ""), { text }]),
      empty: "",
      folded: false,
    },
    {
      id: "interruptions",
      title: "What is interrupted",
      head: ["Resource", "What becomes of it", "Because of"],
      rows: interrupting.map(({ name, effect, reasons, changed: inputs }) => [
        code(name),
        effect,
        list(reasons.length > 0 ? reasons : inputs),
      ]),
      empty: report.source === "state" ? "" : "Nothing that runs is interrupted.",
      folded: false,
    },
    {
      id: "changes",
      title: "Changes",
      head: ["Step", "Resource", "Type", "What becomes of it", "Inputs"],
      rows: changed.map(({ operation, name, type, effect, reasons, changed: inputs }) => [
        operation,
        code(name),
        type,
        effect,
        list(
          operation === "replace"
            ? reasons
                .map((reason) => `${reason} (replaces)`)
                .concat(inputs.filter((path) => !reasons.includes(path)))
            : inputs,
        ),
      ]),
      empty: report.source === "state" ? "" : "Nothing changes.",
      folded: false,
    },
    {
      id: "kept",
      title: report.source === "state" ? "Resources" : "Unchanged",
      head: ["Resource", "Type"],
      rows: kept.map(({ name, type }) => [code(name), type]),
      empty: "",
      folded: report.source !== "state",
    },
    {
      id: "policies",
      title: "Policies",
      head: ["Level", "Severity", "Rule", "Resource", "Input", "What is wrong, and what to do"],
      rows: policies.map(({ level, severity, rule, name, path, message }) => [
        level,
        severity,
        code(rule),
        code(name),
        code(path),
        { text: message },
      ]),
      empty: "The rules that ran found nothing.",
      folded: policies.every(({ level }) => level === "advisory"),
    },
    {
      id: "events",
      title: "What happens by itself",
      head: ["Resource", "What to expect", "Input"],
      rows: events.map(({ name, text, path }) => [code(name), { text }, code(path)]),
      empty: "",
      folded: true,
    },
    {
      id: "costs",
      title: `Cost: ${costSummary(report) ?? "no price table"}`,
      head: ["Meter", "Size", "Count", "An hour", "Each run", "Resources"],
      rows: costs.map(({ meter, size, count, atLeast, perHour, once, resources }) => [
        code(meter),
        size,
        `${atLeast ? "at least " : ""}${count}`,
        perHour.toFixed(4),
        once.toFixed(4),
        list(resources),
      ]),
      empty: "",
      folded: true,
    },
    {
      id: "connections",
      title: "Where streams and files go",
      head: ["From", "How", "To"],
      rows: connections.map(({ from, to, kind }) => [code(from), arrows[kind], code(to)]),
      empty: "",
      folded: true,
    },
    {
      id: "notes",
      title: "What is not in this report",
      head: ["Note"],
      rows: notes.map((text) => [{ text }]),
      empty: "",
      folded: true,
    },
  ];
}

const arrows = {
  takes: "is taken by",
  sends: "sends into",
  loads: "is loaded by",
  pushes: "pushes to",
  stores: "stores in",
} as const;

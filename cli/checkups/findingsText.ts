import { wrapped } from "../wrapped";
import type { Finding } from "./Finding";

/** Findings as lines for a terminal, and how many of them are not ok. */
export function findingsText(findings: readonly Finding[]): string {
  const counts = (["error", "warning"] as const).map((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return `${count} ${level}${count === 1 ? "" : "s"}`;
  });
  return [...findings.flatMap(linesOf), "", counts.join(", ")].join("\n");
}

function linesOf({ check, level, text, remedy }: Finding): string[] {
  const label = level.padEnd("warning".length);
  const indent = " ".repeat(label.length + 2);
  const lines = [`${check}: ${text}`, ...(remedy === undefined ? [] : [`What to do: ${remedy}`])];
  return lines
    .flatMap((line) => wrapped(line, indent.length))
    .map((line, index) => (index === 0 ? `${label}  ${line}` : indent + line));
}

import type { z } from "zod";

const longestShown = 60;

/** A value in a message: short, and found in no time however large the value is. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length} ${value.length === 1 ? "item" : "items"}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  return value.length > longestShown
    ? `${JSON.stringify(value.slice(0, longestShown))}… (${value.length} characters)`
    : JSON.stringify(value);
}

/** Words in a row: "1, 2 or 3". */
export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** What zod knows by a name, in words; every other form says itself what it is. */
const formats: Readonly<Record<string, string>> = {
  datetime: 'a time as ISO 8601 has it, with a time zone, for example "2027-01-31T12:00:00Z",',
};

/** What a schema allows, in words: what its issue asks for. */
export function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `${issue.expected === "int" ? "a whole number" : `a value of type ${issue.expected}`} is needed`;
    case "invalid_value":
      return issue.values.length === 1
        ? `only ${shown(issue.values[0])} is allowed`
        : `one of ${issue.values.map((value) => shown(value)).join(", ")} is allowed`;
    case "too_small":
      return issue.origin === "string" || issue.origin === "array"
        ? `at least ${issue.minimum} ${issue.origin === "string" ? "characters" : "items"} are needed`
        : `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum} is needed`;
    case "too_big":
      return issue.origin === "string" || issue.origin === "array"
        ? `at most ${issue.maximum} ${issue.origin === "string" ? "characters" : "items"} are allowed`
        : `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum} is allowed`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor} is needed`;
    case "invalid_format":
      return `${formats[issue.format] ?? issue.message} is needed`;
    case "invalid_union":
      return `one of several forms is needed: ${[...new Set(issue.errors.flat().map(allowed))].join(", or ")}`;
    default:
      return issue.message;
  }
}

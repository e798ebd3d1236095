import { listed, shown } from "./allowed";
import type { Plain, Range, When } from "./holds";
import { blockOf } from "./path";
import type { Requirement } from "./requirements";

function code(path: string): string {
  return `\`${path}\``;
}

function valueText(value: Plain | Range): string {
  if (typeof value !== "object") return shown(value);
  return value.to === undefined ? `${value.from} or more` : `${value.from} to ${value.to}`;
}

function valuesText(values: readonly (Plain | Range)[]): string {
  return values.length === 0 ? "anything" : listed(values.map(valueText), "or");
}

/** A condition, after the name of its input: "is 1 or 2". */
function stateText(when: When<string>): string {
  if ("given" in when) return when.given ? "is given" : "is left out";
  if ("not" in when) return `is not ${valuesText(when.not)}`;
  return `is ${valuesText(when.values)}${when.meaning === undefined ? "" : ` (${when.meaning})`}`;
}

function whenText(when: readonly When<string>[] = []): string {
  if (when.length === 0) return "";
  return ` where ${listed(
    when.map((one) => `${code(one.path)} ${stateText(one)}`),
    "and",
  )}`;
}

/** What a rule asks for, without when it does. */
function claimOf(rule: Exclude<Requirement, { kind: "given" }>): string {
  switch (rule.kind) {
    case "counted": {
      const count = rule.least === 0 ? "At most" : rule.most === undefined ? "At least" : "Exactly";
      const block = blockOf(rule.paths[0]);
      return `${count} one of ${listed(rule.paths.map(code), "and")} is given${block && ` in ${code(block)}`}`;
    }
    case "sized":
      return `${code(rule.path)} has at most ${rule.most} bytes`;
    case "limited": {
      const sum = rule.start === undefined ? code(rule.path) : `${code(rule.start)} + ${code(rule.path)}`;
      const limit = typeof rule.limit === "number" ? rule.limit : code(rule.limit);
      return `${sum} is ${rule.below ? "less than" : "at most"} ${limit}`;
    }
    case "unique":
      return `Each ${code(rule.path)} is there once`;
    case "matched":
      return `Each ${code(rule.path)} is also a ${code(rule.by)}`;
    case "heeded":
      return rule.only.some((one) => "values" in one && one.values.length === 0)
        ? `${code(rule.path)} has no effect`
        : `${code(rule.path)} has an effect only${whenText(rule.only)}`;
  }
}

/** What an input has to be, or must not be: its own conditions are what is excluded. */
function givenClaim({ path, given, when = [] }: Extract<Requirement, { kind: "given" }>): string {
  const own = when.filter((one) => one.path === path);
  const others = whenText(when.filter((one) => one.path !== path));
  if (own.length === 0) return `${code(path)} is ${given ? "needed" : "left out"}${others}`;
  const [first] = own;
  if (own.length === 1 && first && "not" in first)
    return `${code(path)} is ${valuesText(first.not)}${others}`;
  return `${code(path)} is not ${listed(
    own.map((one) => stateText(one).slice(3)),
    "and",
  )}${others}`;
}

/** A rule in a sentence, for documentation; of one that only warns it says so. */
export function sentenceOf(rule: Requirement): string {
  const claim = rule.kind === "given" ? givenClaim(rule) : `${claimOf(rule)}${whenText(rule.when)}`;
  return `${claim}${rule.level === "warning" ? " (check warns)" : ""}.`;
}

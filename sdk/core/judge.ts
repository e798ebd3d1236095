import type { z } from "zod";
import { listed, shown } from "./allowed";
import { filled } from "./filled";
import { type Condition, holds, type Presence, valueAt, type When } from "./holds";
import { partIn, partsAt } from "./partsAt";
import { blockOf, lastKey, near } from "./path";
import type { Counted, Given, Heeded, Limited, Matched, Requirement, Unique } from "./requirements";
import type { Report } from "./rules";
import { defaultAt } from "./schemaAt";

/** Inputs that are judged. */
export interface Case {
  readonly inputs: unknown;
  /** The schema of the inputs, which has the vendor's defaults. */
  readonly schema: z.core.$ZodType;
  readonly report: Report;
  /** Does some work that ends where it meets a value which is not known; what comes after it is done. */
  attempt(work: () => void): void;
}

/** Something that a requirement finds. */
interface Finding {
  readonly path: string;
  /** What its words may name. */
  readonly names?: Readonly<Record<string, unknown>>;
  /** The words that follow from it, for a requirement without its own. */
  readonly problem?: string;
  readonly advice?: string;
}

/** Visits each place of a path. What is not known in one of them hides nothing in the others. */
function eachPlace(path: string, on: Case, visit: (place: string) => void): void {
  const end = path.indexOf("[]");
  on.attempt(() => {
    if (end < 0) return visit(path);
    const list = path.slice(0, end);
    const value = partIn(on.inputs, list);
    for (let index = 0; Array.isArray(value) && index < value.length; index += 1) {
      eachPlace(`${list}[${index}]${path.slice(end + 2)}`, on, visit);
    }
  });
}

function isGiven({ inputs }: Case, path: string): boolean {
  return partIn(inputs, path) !== undefined;
}

/** The value at a path near a place, or the vendor's default. */
function valueNear({ inputs, schema }: Case, path: string, place: string): unknown {
  return valueAt(inputs, schema, near(path, place));
}

/** Where an input is left out, or is given. */
function misplaced({ given, when = [] }: Given<string>, place: string, on: Case): Finding[] {
  if (isGiven(on, place) === given || !isGiven(on, blockOf(place))) return [];
  const [condition] = when;
  const other = condition && valueNear(on, condition.path, place);
  const names = { value: partIn(on.inputs, place), other };
  if (!given || condition === undefined || !("values" in condition)) return [{ path: place, names }];
  const meaning = condition.meaning === undefined ? "" : ` (${condition.meaning})`;
  const problem = `it is missing, and ${lastKey(condition.path)} ${shown(other)}${meaning} needs it`;
  return [{ path: place, names, problem, advice: "add it" }];
}

function miscounted({ paths, least, most }: Counted<string>, place: string, on: Case): Finding[] {
  const block = blockOf(place);
  if (!isGiven(on, block)) return [];
  const given = paths.filter((path) => {
    const part = partIn(on.inputs, near(path, place));
    return part !== undefined && !(Array.isArray(part) && part.length === 0);
  });
  return given.length < least || given.length > (most ?? given.length)
    ? [{ path: block === "" ? place : block }]
    : [];
}

function tooLong(most: number, place: string, { inputs }: Case): Finding[] {
  const value = partIn(inputs, place);
  const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
  if (bytes <= most) return [];
  return [
    {
      path: place,
      names: { value, bytes },
      problem: `it has ${bytes} bytes, and at most ${most} are allowed`,
      advice: "shorten it",
    },
  ];
}

function pastLimit({ start, limit, below, ofBoth }: Limited<string>, place: string, on: Case): Finding[] {
  // What begins somewhere may end too late although its size is left out.
  const value = start === undefined ? partIn(on.inputs, place) : valueAt(on.inputs, on.schema, place);
  const begin = start === undefined ? 0 : valueNear(on, start, place);
  const most = typeof limit === "number" ? limit : valueNear(on, limit, place);
  if (typeof value !== "number" || typeof begin !== "number" || typeof most !== "number") return [];
  const end = value + begin;
  if (end <= most - below || (ofBoth && (value > most || begin >= most))) return [];
  return [{ path: place, names: { value, end, limit: most } }];
}

/** The values of those items of a list that have one, with the key below them: `streams[].index`. */
function valuesIn(path: string, leftOut: unknown, { inputs }: Case) {
  const end = path.lastIndexOf("[]");
  return partsAt(inputs, path.slice(0, end + 2))
    .map((item) => ({
      item: item.path,
      path: `${item.path}${path.slice(end + 2)}`,
      value: partIn(item.value, path.slice(end + 3)) ?? leftOut,
    }))
    .filter(({ value }) => value !== undefined);
}

function repeated({ path, leftOut }: Unique<string>, on: Case): Finding[] {
  const all = valuesIn(path, leftOut, on);
  return all
    .filter(({ value }, index) => all.findIndex((other) => other.value === value) < index)
    .map(({ path, value }) => ({ path, names: { value } }));
}

function unmatched({ path, by, leftOut, ofItem }: Matched<string>, on: Case): Finding[] {
  const others = new Set(valuesIn(by, leftOut, on).map(({ value }) => value));
  return valuesIn(path, leftOut, on)
    .filter(({ value }) => !others.has(value))
    .map(({ item, path, value }) => ({ path: ofItem ? item : path, names: { value } }));
}

/** Why an input has no effect, and what to do about it. */
function whyUnheeded(
  condition: Condition<string> | Presence<string>,
  { inputs, schema }: Case,
): Pick<Finding, "problem" | "advice"> {
  const { path } = condition;
  if ("given" in condition) {
    return condition.given
      ? { problem: `it has no effect without ${path}`, advice: `leave this out, or add ${path}` }
      : { problem: `it has no effect beside ${path}`, advice: "leave one of both out" };
  }
  const { values, otherwise } = condition;
  if (values.length === 0)
    return { problem: "the vendor documents it as without effect", advice: "leave it out" };
  const wanted = listed(values.map(shown), "or");
  const value = valueAt(inputs, schema, path) ?? otherwise;
  const isList = Array.isArray(value);
  const found = isList ? "has none of them" : `is ${value === undefined ? "left out" : shown(value)}`;
  const remedy = isList ? `add one of them to ${path}` : `set ${path} to ${wanted}`;
  return {
    problem: `the vendor heeds it with ${path} ${wanted} only, and that ${found}`,
    advice: `leave this out, or ${remedy}`,
  };
}

function unheeded({ only, unlessDefault }: Heeded<string>, place: string, on: Case): Finding[] {
  const value = partIn(on.inputs, place);
  if (value === undefined || (unlessDefault && value === defaultAt(on.schema, place))) return [];
  const failed = only
    .map((condition) => ({ ...condition, path: near(condition.path, place) }))
    .find((condition) => !holds(on.inputs, on.schema, condition));
  return failed === undefined ? [] : [{ path: place, ...whyUnheeded(failed, on) }];
}

/** What a requirement finds in one place. */
function findings(rule: Requirement, place: string, on: Case): Finding[] {
  switch (rule.kind) {
    case "given":
      return misplaced(rule, place, on);
    case "counted":
      return miscounted(rule, place, on);
    case "sized":
      return tooLong(rule.most, place, on);
    case "limited":
      return pastLimit(rule, place, on);
    case "unique":
      return repeated(rule, on);
    case "matched":
      return unmatched(rule, on);
    case "heeded":
      return unheeded(rule, place, on);
  }
}

/** Where a requirement is judged: once for each place of a path, or for a list as a whole. */
function placesOf(rule: Requirement): string {
  if (rule.kind === "counted") return rule.paths[0];
  return rule.kind === "unique" || rule.kind === "matched"
    ? rule.path.slice(0, rule.path.lastIndexOf("[]"))
    : rule.path;
}

/** Whether all of some conditions hold for what is found in a place. */
function applies(when: readonly When<string>[], place: string, { inputs, schema }: Case): boolean {
  return when.every((one) => holds(inputs, schema, { ...one, path: near(one.path, place) }));
}

/** Says what a requirement finds in inputs. */
export function judge(rule: Requirement, on: Case): void {
  const say = rule.kind === "heeded" || rule.level === "warning" ? on.report.warning : on.report.failure;
  eachPlace(placesOf(rule), on, (place) => {
    const found = findings(rule, place, on);
    if (found.length === 0 || !applies(rule.when ?? [], place, on)) return;
    for (const { path, names = {}, ...derived } of found) {
      const { problem = "", advice = "" } = { ...derived, ...rule };
      say(path, filled(problem, names), filled(advice, names));
    }
  });
}

import {
  type FieldFacts,
  fieldsOf,
  type Owner,
  type RuleFacts,
  type ServiceFacts,
  valueAround,
} from "./facts";
import { isObject, type JsonObject, type JsonValue, member } from "./json";

/** Something in a request that the documents do not allow. */
export interface Violation {
  kind: "unknown" | "missing" | "type" | "value";
  /** Where, e.g. VideoParams.LayoutParams.MixLayoutList[0].LocationX. */
  path: string;
  /** Name of the field alone. */
  field: string;
  /** For people; never holds a value, as values may be secret. */
  message: string;
}

/** How strictly a body is read. */
export interface CheckOptions {
  ignoreUnknownFields?: boolean;
  enforceAdvice?: boolean;
  /** Takes values that a document masks with ****. */
  acceptMasked?: boolean;
}

/** Everything in the body of a call that contradicts the facts: unknown fields first, then missing, mistyped and illegal ones. */
export function violations(
  service: ServiceFacts,
  action: string,
  body: JsonObject,
  options: CheckOptions = {},
): Violation[] {
  const found: Violation[] = [];
  const input = service.actions[action]?.input ?? "";
  checkStructure({ service, options, found }, input, body, "", []);
  const order = ["unknown", "missing", "type", "value"];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

interface Check {
  readonly service: ServiceFacts;
  readonly options: CheckOptions;
  readonly found: Violation[];
}

function checkStructure(
  check: Check,
  structure: string,
  value: JsonObject,
  path: string,
  outer: Owner[],
): void {
  const fields = fieldsOf(check.service, structure);
  const owners = [...outer, { structure, value }];
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name) && !check.options.ignoreUnknownFields) {
      report(check, "unknown", join(path, name), `The parameter \`${join(path, name)}\` is not recognized.`);
    }
  }
  for (const [name, field] of Object.entries(fields)) {
    const given = member(value, name);
    if (given !== undefined) checkField(check, field, given, join(path, name), owners);
    else if (field.required || requiredHere(check, field, owners)) reportMissing(check, join(path, name));
  }
  for (const rule of check.service.rules ?? []) {
    const [on, field] = rule.struct.split(".");
    if (on !== structure || (rule.advisory && !check.options.enforceAdvice)) continue;
    checkRule(check, rule, { field, path, owners });
  }
}

function checkField(check: Check, field: FieldFacts, given: JsonValue, path: string, owners: Owner[]): void {
  if (!field.list) {
    checkValue(check, field, given, path, owners);
  } else if (!Array.isArray(given)) {
    reportType(check, path);
  } else {
    checkList(check, field, given, path);
    given.forEach((item, index) => {
      checkValue(check, field, item, `${path}[${index}]`, owners);
    });
  }
}

function checkList(check: Check, field: FieldFacts, items: JsonValue[], path: string): void {
  const { minItems = 0, maxItems = items.length, uniqueBy } = field;
  const length = items.filter((item) => typeof item === "string").join("/").length;
  if (items.length < minItems) reportValue(check, path, `at least ${minItems} items`);
  if (items.length > maxItems) reportValue(check, path, `at most ${maxItems} items`);
  if (length > (field.maxTotalLength ?? length)) {
    reportValue(check, path, `at most ${field.maxTotalLength} characters in all`);
  }
  if (uniqueBy !== undefined && hasRepeat(items.map((item) => member(item, uniqueBy)))) {
    reportValue(check, path, `${uniqueBy} is unique within the list`);
  }
}

function checkValue(check: Check, field: FieldFacts, given: JsonValue, path: string, owners: Owner[]): void {
  const structure = field.ref ?? field.type;
  if (Object.hasOwn(check.service.structures, structure)) {
    if (isObject(given)) checkStructure(check, structure, given, path, owners);
    else reportType(check, path);
  } else if (
    hasType(given, field.type, field.unsigned) ||
    (field.accepts !== undefined && hasType(given, field.accepts, false))
  ) {
    const masked = check.options.acceptMasked && typeof given === "string" && given.includes("****");
    const broken = brokenBound(field, given, (name) => numberAround(check.service, owners, name));
    if (broken !== undefined && !masked) reportValue(check, path, broken);
  } else {
    reportType(check, path);
  }
}

function hasType(value: JsonValue, type: string, unsigned: boolean | undefined): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type;
    case "integer":
      return Number.isSafeInteger(value) && (!unsigned || Number(value) >= 0);
    case "uint64":
      return (
        (Number.isSafeInteger(value) && Number(value) >= 0) ||
        (typeof value === "bigint" && value >= 0n && value < 2n ** 64n)
      );
    case "number":
    case "float":
      return typeof value === "number";
    default:
      return false;
  }
}

/** The bound that a scalar breaks, in words; undefined when it keeps them all. */
function brokenBound(
  field: FieldFacts,
  value: JsonValue,
  bound: (name: string) => number | undefined,
): string | undefined {
  if (field.enum !== undefined && !field.enum.includes(value)) return `one of ${field.enum.join(", ")}`;
  if (field.exclude?.includes(value)) return `not ${field.exclude.join(", ")}`;
  if (typeof value === "string") return brokenTextBound(field, value);
  if (typeof value !== "number" || (value === 0 && field.allowZero)) return undefined;
  const below = field.lessThanField === undefined ? undefined : bound(field.lessThanField);
  const atMost = field.atMostField === undefined ? undefined : bound(field.atMostField);
  const min = field.itemMin ?? field.min;
  const max = field.itemMax ?? field.max;
  if (min !== undefined && value < min) return `at least ${min}`;
  if (max !== undefined && value > max) return `at most ${max}`;
  if (field.exclusiveMin !== undefined && value <= field.exclusiveMin) return `above ${field.exclusiveMin}`;
  if (field.exclusiveMax !== undefined && value >= field.exclusiveMax) return `below ${field.exclusiveMax}`;
  if (field.multipleOf !== undefined && value % field.multipleOf !== 0)
    return `a multiple of ${field.multipleOf}`;
  if (below !== undefined && value >= below) return `below ${field.lessThanField} (${below})`;
  if (atMost !== undefined && value > atMost) return `at most ${field.atMostField} (${atMost})`;
  return undefined;
}

function brokenTextBound(field: FieldFacts, value: string): string | undefined {
  const length = field.unit === "byte" ? Buffer.byteLength(value) : [...value].length;
  const pattern = field.itemPattern ?? field.pattern;
  if (length < (field.minLength ?? 0)) return `at least ${field.minLength} characters`;
  if (length > (field.maxLength ?? length)) return `at most ${field.maxLength} ${field.unit ?? "character"}s`;
  if (pattern !== undefined && !new RegExp(pattern).test(value)) return `of the form ${pattern}`;
  return undefined;
}

/** Where a rule is checked: the innermost owner is the structure that the rule names. */
interface Place {
  readonly field: string | undefined;
  readonly path: string;
  readonly owners: Owner[];
}

function checkRule(check: Check, rule: RuleFacts, place: Place): void {
  const here = place.owners.at(-1);
  if (here === undefined) return;
  const fields = rule.fields ?? [];
  const present = fields.filter((name) => isPresent(member(here.value, name)));
  const first = join(place.path, fields[0] ?? rule.field ?? place.field ?? "");
  const applies = Object.entries(rule.if ?? {}).every(([name, wanted]) =>
    matches(check.service, place.owners, name, wanted),
  );
  switch (rule.rule) {
    case "requiredByText":
    case "anyOf":
      if (applies && present.length === 0) reportMissing(check, first);
      return;
    case "exactlyOne":
      if (present.length === 0) reportMissing(check, first);
      if (present.length > 1)
        reportValue(check, first, `given alone, without ${present.slice(1).join(", ")}`);
      return;
    case "together":
      if (present.length > 0 && present.length < fields.length) {
        reportValue(check, first, `given together with ${fields.join(", ")}`);
      }
      return;
    case "mutuallyExclusive": {
      const listed = member(here.value, place.field ?? "");
      const both = Array.isArray(listed) && (rule.values ?? []).every((value) => listed.includes(value));
      if (both) reportValue(check, first, `without one of ${rule.values?.join(", ")}`);
      if (present.length > 1)
        reportValue(check, first, `given alone, without ${present.slice(1).join(", ")}`);
      return;
    }
    case "requiredIf": {
      const name = rule.field ?? "";
      if (applies && member(here.value, name) === undefined) reportMissing(check, join(place.path, name));
      return;
    }
    case "requires":
      for (const [name, wanted] of Object.entries(rule.then ?? {})) {
        if (applies && !matches(check.service, place.owners, name, wanted)) {
          reportValue(check, join(place.path, name), `${String(wanted)} here`);
        }
      }
      return;
    case "onlyIf": {
      const value = member(here.value, rule.field ?? "");
      if (applies) return;
      if (present.length > 0) reportValue(check, first, "left out here");
      if (value !== undefined && rule.values?.includes(value)) {
        reportValue(check, first, `none of ${rule.values.join(", ")} here`);
      }
      return;
    }
    case "sumMax":
    case "productMax": {
      const { service } = check;
      const max =
        typeof rule.max === "string"
          ? numberAround(service, place.owners, rule.max)
          : (rule.max ?? undefined);
      const [sign, together] =
        rule.rule === "sumMax"
          ? (["+", (a: number, b: number) => a + b] as const)
          : (["*", (a: number, b: number) => a * b] as const);
      const values = fields.map((name) => numberAround(service, place.owners, name) ?? 0);
      if (max !== undefined && values.reduce(together) > max) {
        reportValue(check, first, `${fields.join(` ${sign} `)} at most ${max}`);
      }
      return;
    }
    case "allowedValues": {
      const value = member(here.value, rule.field ?? "");
      if (typeof value === "number" && !(rule.values ?? []).some((allowed) => covers(allowed, value))) {
        reportValue(check, join(place.path, rule.field ?? ""), `one of ${rule.values?.join(", ")}`);
      }
      return;
    }
    default:
      throw new Error(`The facts use a rule that is not known here: ${rule.rule}`);
  }
}

/** Whether an allowed value, e.g. 5 or "100-243", covers a number. */
function covers(allowed: JsonValue, value: number): boolean {
  if (typeof allowed !== "string") return allowed === value;
  const [low, high] = allowed.split("-").map(Number);
  return low !== undefined && high !== undefined && low <= value && value <= high;
}

function matches(
  service: ServiceFacts,
  owners: readonly Owner[],
  path: string,
  wanted: JsonValue | undefined,
): boolean {
  if (wanted === "present") return isPresent(member(owners.at(-1)?.value, path));
  const value = valueAround(service, owners, path);
  const [, contained] = /^contains (.+)$/.exec(String(wanted)) ?? [];
  if (contained !== undefined) return Array.isArray(value) && value.includes(contained);
  if (value === undefined) return false;
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
}

function requiredHere(check: Check, field: FieldFacts, owners: Owner[]): boolean {
  if (field.requiredWhen === undefined) return false;
  const [name = "", wanted] = field.requiredWhen.split("=");
  return String(valueAround(check.service, owners, name)) === wanted;
}

function numberAround(service: ServiceFacts, owners: readonly Owner[], path: string): number | undefined {
  const value = valueAround(service, owners, path);
  return typeof value === "number" ? value : undefined;
}

function isPresent(value: JsonValue | undefined): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function hasRepeat(values: (JsonValue | undefined)[]): boolean {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size < given.length;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function reportMissing(check: Check, path: string): void {
  report(check, "missing", path, `The request is missing a required parameter \`${path}\`.`);
}

function reportType(check: Check, path: string): void {
  report(check, "type", path, `The value type of parameter \`${path}\` is not valid.`);
}

function reportValue(check: Check, path: string, allowed: string): void {
  report(check, "value", path, `The value of parameter \`${path}\` is not valid: ${allowed}.`);
}

/** Enough for anybody; a body of megabytes may have millions. */
const mostViolations = 1000;

function report(check: Check, kind: Violation["kind"], path: string, message: string): void {
  if (check.found.length >= mostViolations) return;
  const field = path.slice(path.lastIndexOf(".") + 1).replace(/\[\d+\]$/, "");
  check.found.push({ kind, path, field, message });
}

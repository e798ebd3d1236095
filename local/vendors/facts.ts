import gme from "./facts/gme.json";
import tiw from "./facts/tiw.json";
import trtc from "./facts/trtc.json";
import vod from "./facts/vod.json";
import volcengineRtc from "./facts/volcengineRtc.json";
import { isObject, type JsonObject, type JsonValue, member } from "./json";
import type { ServiceName } from "./serviceName";

/** What the vendor's documents say of one field. For a list, `enum`, `pattern` and the ranges hold for each item. */
export interface FieldFacts {
  /** string, boolean, integer, uint64, number, float, object (see ref) or the name of a structure. */
  type: string;
  ref?: string;
  /** A second JSON type that the vendor's own examples use. */
  accepts?: string;
  list?: boolean;
  required?: boolean;
  unsigned?: boolean;
  sensitive?: boolean;
  default?: JsonValue;
  unit?: string;
  enum?: readonly JsonValue[];
  exclude?: readonly JsonValue[];
  min?: number;
  max?: number;
  exclusiveMin?: number;
  exclusiveMax?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  maxTotalLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  itemMin?: number;
  itemMax?: number;
  itemPattern?: string;
  /** Member that no two items of the list may share. */
  uniqueBy?: string;
  /** "Sibling=value": required then. */
  requiredWhen?: string;
  /** "Structure.Field" of an enclosing object: an upper bound, exclusive or inclusive. */
  lessThanField?: string;
  atMostField?: string;
}

/** A constraint across fields of one structure. */
interface RuleFacts {
  rule: string;
  /** Structure, or Structure.Field for a rule on a list's values. */
  struct: string;
  field?: string;
  fields?: string[];
  values?: JsonValue[];
  if?: { [field: string]: JsonValue | undefined };
  then?: { [field: string]: JsonValue | undefined };
  max?: number | string;
  /** Said by the text, broken by the vendor's own examples. */
  advisory?: boolean;
  note?: string;
}

/** One action of a service. */
export interface ActionFacts {
  /** The codes that the vendor lists for it. */
  readonly errors?: readonly string[];
  /** Those that only the site in China lists. */
  readonly errorsMainlandOnly?: readonly string[];
  input: string;
  ratePerSecond: number;
  regions?: readonly string[];
  /** Where the site in China serves other regions. */
  regionsMainland?: readonly string[];
  version?: string;
  method?: string;
}

/** One service, as its documents describe it. */
export interface ServiceFacts {
  vendor: string;
  service: string;
  version?: string;
  regions: readonly string[];
  /** Where the site in China serves other regions. */
  regionsMainland?: readonly string[];
  regionRequired?: boolean;
  actions: { readonly [action: string]: ActionFacts };
  structures: { readonly [structure: string]: { fields: { readonly [field: string]: FieldFacts } } };
  rules?: readonly RuleFacts[];
  /** "Structure.Field": what the site in China does not take. */
  internationalOnlyFields?: readonly string[];
  /** "Structure.Field": what the site in China takes beside the fields of the structures. */
  mainlandOnlyFields?: { readonly [path: string]: FieldFacts };
  errors?: { readonly [code: string]: { scope: string; httpStatus?: number; codeN?: number } };
}

/** The documents' facts, by service. They come from the vendors' pages and SDKs alone, never from this package's own schemas. */
export const facts: { readonly [name in "trtc" | "gme" | "tiw" | "vod" | "volcengineRtc"]: ServiceFacts } = {
  trtc,
  gme,
  tiw,
  vod,
  volcengineRtc,
};

/** The facts of one service. */
export function factsOf(service: ServiceName): ServiceFacts {
  return service === "rtc" ? facts.volcengineRtc : facts[service];
}

/** A parameter of an action by its path, e.g. Control.MaxIdleTime; its documented default where a call leaves it out. */
export function parameterOf(
  service: ServiceFacts,
  action: string,
  body: JsonObject,
  path: string,
): JsonValue | undefined {
  let structure = service.actions[action]?.input ?? "";
  let value: JsonValue | undefined = body;
  for (const name of path.split(".")) {
    const field: FieldFacts | undefined = fieldsOf(service, structure)[name];
    if (field === undefined) throw new Error(`The facts have no ${path} of ${action}`);
    value = member(value, name) ?? field.default;
    structure = field.ref ?? field.type;
  }
  return value;
}

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

/** Names of the fields that hold secrets, over all services. */
export const sensitiveFields: ReadonlySet<string> = new Set(
  Object.values(facts).flatMap(({ structures }) =>
    Object.values(structures).flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([name, field]) => (field.sensitive ? [name] : [])),
    ),
  ),
);

interface Check {
  readonly service: ServiceFacts;
  readonly options: CheckOptions;
  readonly found: Violation[];
}

/** An object on the way to the place being checked, outermost first. */
interface Owner {
  readonly structure: string;
  readonly value: JsonObject;
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
  if (typeof value !== "number") return undefined;
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
    matches(check.service, here, name, wanted),
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
        if (applies && !matches(check.service, here, name, wanted)) {
          reportValue(check, join(place.path, name), `${String(wanted)} here`);
        }
      }
      return;
    case "sumMax": {
      const max =
        typeof rule.max === "string" ? numberAround(check.service, place.owners, rule.max) : rule.max;
      const sum = fields.reduce(
        (total, name) => total + Number(effective(check.service, here, name) ?? 0),
        0,
      );
      if (max !== undefined && sum > max) reportValue(check, first, `${fields.join(" + ")} at most ${max}`);
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

function matches(service: ServiceFacts, here: Owner, name: string, wanted: JsonValue | undefined): boolean {
  if (wanted === "present") return isPresent(member(here.value, name));
  const value = effective(service, here, name);
  if (value === undefined) return false;
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
}

function requiredHere(check: Check, field: FieldFacts, owners: Owner[]): boolean {
  const here = owners.at(-1);
  if (field.requiredWhen === undefined || here === undefined) return false;
  const [name = "", wanted] = field.requiredWhen.split("=");
  return String(effective(check.service, here, name)) === wanted;
}

/** The value of a field, or its documented default. */
function effective(service: ServiceFacts, owner: Owner, name: string): JsonValue | undefined {
  return member(owner.value, name) ?? fieldsOf(service, owner.structure)[name]?.default;
}

/** The number that "Object.Field" names, looked up from the innermost enclosing object outwards. */
function numberAround(service: ServiceFacts, owners: Owner[], name: string): number | undefined {
  const [object = "", field = ""] = name.split(".");
  for (const owner of owners.toReversed()) {
    const holder = fieldsOf(service, owner.structure)[object];
    if (holder === undefined) continue;
    const value = member(owner.value, object);
    const inner = { structure: holder.ref ?? holder.type, value: isObject(value) ? value : {} };
    const bound = effective(service, inner, field);
    return typeof bound === "number" ? bound : undefined;
  }
  return undefined;
}

function fieldsOf(service: ServiceFacts, structure: string): { readonly [field: string]: FieldFacts } {
  const known = service.structures[structure];
  if (known === undefined) throw new Error(`The facts have no structure ${structure}`);
  return known.fields;
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

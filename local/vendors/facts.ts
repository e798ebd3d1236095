import gme from "./facts/gme.json";
import tiw from "./facts/tiw.json";
import trtc from "./facts/trtc.json";
import vod from "./facts/vod.json";
import volcengineRtc from "./facts/volcengineRtc.json";
import { type JsonObject, type JsonValue, member } from "./json";
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
  /** Whether 0 is taken though it is out of the range: it switches off what the field is about. */
  allowZero?: boolean;
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
export interface RuleFacts {
  rule: string;
  /** Structure, or Structure.Field for a rule on a list's values. */
  struct: string;
  field?: string;
  fields?: string[];
  values?: JsonValue[];
  /** Members, or paths from an enclosing object, with their values, one of a list, "present", or "contains X". */
  if?: { [field: string]: JsonValue | undefined };
  then?: { [field: string]: JsonValue | undefined };
  max?: number | string;
  /** Said by the text, but broken by the vendor's own examples, or not said to be refused. */
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
  /** Calls of an account; left out where no page says it. */
  ratePerSecond?: number;
  regions?: readonly string[];
  /** Where the site in China serves other regions. */
  regionsMainland?: readonly string[];
  version?: string;
  /** Other versions that it answers under. */
  alsoVersions?: readonly string[];
  method?: string;
  /** Where its parameters stand, where the method does not say it. */
  parametersIn?: string;
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

/** An object on the way to the place being checked, outermost first. */
export interface Owner {
  readonly structure: string;
  readonly value: JsonObject;
}

/** A parameter of an action by its path, e.g. Control.MaxIdleTime; its documented default where a call leaves it out. */
export function parameterOf(
  service: ServiceFacts,
  action: string,
  body: JsonObject,
  path: string,
): JsonValue | undefined {
  return valueAround(service, [{ structure: service.actions[action]?.input ?? "", value: body }], path);
}

/**
 * The value, or the documented default, at a path that starts at a field of the innermost enclosing object that has
 * such a field; undefined where none has.
 */
export function valueAround(
  service: ServiceFacts,
  owners: readonly Owner[],
  path: string,
): JsonValue | undefined {
  const names = path.split(".");
  const start = owners.findLast(({ structure }) =>
    Object.hasOwn(fieldsOf(service, structure), names[0] ?? ""),
  );
  let { structure = "", value }: { structure?: string; value?: JsonValue | undefined } = start ?? {};
  if (start === undefined) return undefined;
  for (const name of names) {
    const field = fieldsOf(service, structure)[name];
    if (field === undefined) throw new Error(`The facts have no ${path}`);
    value = member(value, name) ?? field.default;
    structure = field.ref ?? field.type;
  }
  return value;
}

/** The fields of a structure. */
export function fieldsOf(service: ServiceFacts, structure: string): { readonly [field: string]: FieldFacts } {
  const known = service.structures[structure];
  if (known === undefined) throw new Error(`The facts have no structure ${structure}`);
  return known.fields;
}

/** Names of the fields that hold secrets, over all services. */
export const sensitiveFields: ReadonlySet<string> = new Set(
  Object.values(facts).flatMap(({ structures }) =>
    Object.values(structures).flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([name, field]) => (field.sensitive ? [name] : [])),
    ),
  ),
);

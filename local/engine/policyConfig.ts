import { isObject, type Properties, sameValue, type Value } from "./values";

/** What a policy says its settings look like: JSON Schema's keywords, of which packs use these. */
export interface PolicyConfigSchema {
  readonly properties: Properties;
  readonly required: readonly string[];
}

/** The problems of a policy's settings; unknown names are no problem, as with the CLI. */
export function checkPolicyConfig(schema: PolicyConfigSchema, settings: Properties): string[] {
  const missing = schema.required
    .filter((key) => settings[key] === undefined)
    .map((key) => `${key} is required`);
  return [...missing, ...checkProperties(schema.properties, settings, "")];
}

function checkProperties(schemas: Properties, values: Properties, prefix: string): string[] {
  return Object.entries(schemas).flatMap(([key, schema]) => {
    const value = values[key];
    return value === undefined || !isObject(schema) ? [] : checkValue(schema, value, `${prefix}${key}`);
  });
}

function checkValue(schema: Properties, value: Value, path: string): string[] {
  const types = [schema["type"] ?? []].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type))) {
    return [`${path} must be of type ${types.join(" or ")}`];
  }
  return [
    ...rules
      .filter(([keyword, holds]) => schema[keyword] !== undefined && !holds(value, schema[keyword]))
      .map(([keyword, , says]) => `${path} must ${says} ${JSON.stringify(schema[keyword])}`),
    ...checkInside(schema, value, path),
  ];
}

function checkInside(schema: Properties, value: Value, path: string): string[] {
  const { items, properties, required } = schema;
  if (Array.isArray(value) && isObject(items)) {
    return value.flatMap((item: Value, index) => checkValue(items, item, `${path}[${index}]`));
  }
  if (!isObject(value)) return [];
  const missing = Array.isArray(required) ? required.filter((key) => value[String(key)] === undefined) : [];
  const problems = missing.map((key) => `${path}.${String(key)} is required`);
  return isObject(properties) ? [...problems, ...checkProperties(properties, value, `${path}.`)] : problems;
}

const numbers = (holds: (value: number, limit: number) => boolean) => (value: Value, limit: Value) =>
  typeof value !== "number" || typeof limit !== "number" || holds(value, limit);
const lengths =
  (
    isKind: (value: Value) => value is string | readonly Value[],
    holds: (length: number, limit: number) => boolean,
  ) =>
  (value: Value, limit: Value) =>
    !isKind(value) || typeof limit !== "number" || holds(value.length, limit);
const isText = (value: Value): value is string => typeof value === "string";
const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
const isOneOf = (value: Value, allowed: Value) =>
  isList(allowed) && allowed.some((item) => sameValue(item, value));
const matches = (value: Value, pattern: Value) =>
  !isText(value) || !isText(pattern) || new RegExp(pattern, "u").test(value);

const rules: readonly (readonly [string, (value: Value, limit: Value) => boolean, string])[] = [
  ["minimum", numbers((value, limit) => value >= limit), "be at least"],
  ["maximum", numbers((value, limit) => value <= limit), "be at most"],
  ["exclusiveMinimum", numbers((value, limit) => value > limit), "be more than"],
  ["exclusiveMaximum", numbers((value, limit) => value < limit), "be less than"],
  ["multipleOf", numbers((value, limit) => Number.isInteger(value / limit)), "be a multiple of"],
  ["minLength", lengths(isText, (length, limit) => length >= limit), "have a length of at least"],
  ["maxLength", lengths(isText, (length, limit) => length <= limit), "have a length of at most"],
  ["minItems", lengths(isList, (length, limit) => length >= limit), "have at least this many items:"],
  ["maxItems", lengths(isList, (length, limit) => length <= limit), "have at most this many items:"],
  ["pattern", matches, "match"],
  ["enum", isOneOf, "be one of"],
  ["const", sameValue, "be"],
];

function hasType(value: Value, type: Value): boolean {
  if (type === "null") return value === null;
  if (type === "array") return isList(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return isObject(value);
  return typeof value === type;
}

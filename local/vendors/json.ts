/**
 * The global JSON as Node 22 and later have it; the TypeScript library does not describe it yet.
 * rawJSON wraps a number's digits for stringify, and the reviver's context carries a number's digits as sent.
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: it is the global itself, described in this file alone
declare const JSON: {
  parse(
    text: string,
    reviver?: (name: string, value: JsonValue, context: { source?: string }) => JsonValue,
  ): JsonValue;
  stringify(value: JsonValue, replacer: (name: string, value: JsonValue) => JsonValue | object): string;
  rawJSON(digits: string): object;
};

/** A JSON value; integers that a double cannot hold are bigint. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/**
 * Parses JSON and keeps every digit of integers past 2^53, up to 40 of them, which is more than any id has.
 *
 * @param deepest refuses text whose lists and objects are nested deeper, before it is read
 */
export function parseJson(text: string, deepest = Number.POSITIVE_INFINITY): JsonValue {
  if (deepest < text.length && depthOf(text) > deepest)
    throw new SyntaxError("The JSON is nested too deeply.");
  // A reviver takes many times as long as the parser, and only long numbers need it.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_name, value, { source }) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d{1,40}$/.test(source)
      ? BigInt(source)
      : value,
  );
}

/** How deeply lists and objects are nested, in text that need not be JSON. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (sign === '"') inString = !inString;
    else if (inString && sign === "\\") index += 1;
    else if (!inString && (sign === "[" || sign === "{")) deepest = Math.max(deepest, ++depth);
    else if (!inString && (sign === "]" || sign === "}")) depth -= 1;
  }
  return deepest;
}

/** Writes JSON; a bigint becomes a bare number with all its digits. */
export function formatJson(value: JsonValue): string {
  return JSON.stringify(value, (_name, value) =>
    typeof value === "bigint" ? JSON.rawJSON(value.toString()) : value,
  );
}

/** Narrows to a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member of an object, or undefined where the object or the member is absent. */
export function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A text member; absent or of another type reads as the empty text. */
export function textOf(value: JsonValue | undefined, name: string): string {
  const found = member(value, name);
  return typeof found === "string" ? found : "";
}

/** A number member, or the given default. */
export function numberOf(value: JsonValue | undefined, name: string, fallback: number): number {
  const found = member(value, name);
  return typeof found === "number" ? found : fallback;
}

/** A list member; absent or of another type reads as the empty list. */
export function listOf(value: JsonValue | undefined, name: string): JsonValue[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}

/** Equal by content, whatever the order of members. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => sameJson(a[name], member(b, name)));
}

/** Those of an object's members that have one of the names. */
export function picked(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/**
 * A property value in the form in which it travels between the processes: plain JSON in which secrets and
 * references are objects that carry a signature key, and values that only an update can tell are one reserved
 * string.
 */
export type Value = null | boolean | number | string | readonly Value[] | Properties;

/** The inputs or outputs of a resource. */
export interface Properties {
  readonly [key: string]: Value;
}

/** The key by which a tagged object is told from a user's object. */
export const signatureKey = "4dabf18193072939515e22adb298388d";

/** Stands in a preview for every value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The signature of a secret, on the wire and in state files. */
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const assetSignatures: readonly Value[] = [
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7",
];

/** Whether the value is an object, tagged or not, and not a list. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value itself is marked as secret. */
export function isSecret(value: Value | undefined): value is Properties {
  return isObject(value) && value[signatureKey] === secretSignature;
}

/** Marks a value as secret, once. Marks inside it say nothing more and are dropped. */
export function secret(value: Value): Properties {
  return { [signatureKey]: secretSignature, value: reveal(value) };
}

/** The value without any secret marks. */
export function reveal(value: Value): Value {
  return mapValue(value, (inner) => (isSecret(inner) ? reveal(inner["value"] ?? null) : undefined));
}

/** Whether a secret is anywhere inside. */
export function hasSecret(value: Value | undefined): boolean {
  return some(value, isSecret);
}

/** Whether an asset or archive is inside; the engine has no support for those. */
export function hasAsset(value: Value | undefined): boolean {
  return some(value, (inner) => isObject(inner) && assetSignatures.includes(inner[signatureKey] ?? null));
}

/** What a provider gets: no secret marks, and the id (of a component: the URN) for a referenced resource. */
export function forProvider(properties: Properties): Properties {
  return mapProperties(properties, plainValue);
}

function plainValue(value: Value): Value | undefined {
  if (isSecret(value)) return mapValue(value["value"] ?? null, plainValue);
  return isReference(value) ? referencedId(value) : undefined;
}

function isReference(value: Value): value is Properties {
  return isObject(value) && value[signatureKey] === referenceSignature;
}

function referencedId(reference: Properties): Value {
  const id = reference["id"];
  if (id === undefined) return reference["urn"] ?? "";
  return id === "" ? unknownValue : id;
}

/**
 * Providers return plain values. What came in as a secret under the same name goes back to being one, so that
 * an echoed input is never stored in clear.
 */
export function markSecretsLike(sent: Properties, returned: Properties): Properties {
  return Object.fromEntries(
    Object.entries(returned).map(([key, value]) => [key, markSecretLike(sent[key], value)]),
  );
}

function markSecretLike(sent: Value | undefined, returned: Value): Value {
  if (isPlainObject(sent) && isPlainObject(returned)) return markSecretsLike(sent, returned);
  return hasSecret(sent) ? secret(returned) : returned;
}

/** Whether the value is an object of the user's, without a tag. */
export function isPlainObject(value: Value | undefined): value is Properties {
  return isObject(value) && !(signatureKey in value);
}

/** Deep equality in which a missing key equals null. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b || (isNothing(a) && isNothing(b))) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isObject(a) && isObject(b)) return changedKeys(a, b).length === 0;
  return false;
}

/** The names under which two property maps differ. */
export function changedKeys(a: Properties, b: Properties): string[] {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].filter((key) => !sameValue(a[key], b[key])).sort();
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

/** Whether the value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Rebuilds a value; where `change` returns something it replaces the inner value, else the walk goes deeper. */
export function mapValue(value: Value, change: (value: Value) => Value | undefined): Value {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (isList(value)) return value.map((item) => mapValue(item, change));
  if (isObject(value)) return mapProperties(value, change);
  return value;
}

/** `mapValue` for each of the properties. */
export function mapProperties(
  properties: Properties,
  change: (value: Value) => Value | undefined,
): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, mapValue(value, change)]));
}

function some(value: Value | undefined, matches: (value: Value) => boolean): boolean {
  if (value === undefined) return false;
  if (matches(value)) return true;
  if (isList(value)) return value.some((item) => some(item, matches));
  return isObject(value) && Object.values(value).some((item) => some(item, matches));
}

/** Every string and number inside a secret: the texts that must not be printed. */
export function secretTexts(value: Value | undefined, inside = false): string[] {
  if (isSecret(value)) return secretTexts(value["value"], true);
  if (isList(value)) return value.flatMap((item) => secretTexts(item, inside));
  if (isObject(value)) return Object.values(value).flatMap((item) => secretTexts(item, inside));
  return inside && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}

/** Splits a property path such as `a.b[0]["c.d"]`; undefined if it is none that the engine can follow. */
export function parsePath(path: string): string[] | undefined {
  const segment = /^\.?(?:([^.[\]"*]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\])/;
  const keys: string[] = [];
  for (let rest = path; rest !== ""; ) {
    const match = segment.exec(rest);
    if (match === null) return undefined;
    keys.push(match[1] ?? match[2] ?? match[3]?.replace(/\\(.)/g, "$1") ?? "");
    rest = rest.slice(match[0].length);
  }
  return keys.length === 0 ? undefined : keys;
}

/** The value with what is at the path taken from `source`, or removed where it has nothing there. */
export function copyPath(
  [key, ...rest]: readonly string[],
  source: Value | undefined,
  value: Value | undefined,
): Value | undefined {
  if (key === undefined) return source;
  if ([source, value].some(isSecret)) {
    return secret(copyPath([key, ...rest], reveal(source ?? null), reveal(value ?? null)) ?? null);
  }
  if (isList(source) && isList(value)) {
    return value.map((item, index) =>
      String(index) === key ? (copyPath(rest, source[index], item) ?? null) : item,
    );
  }
  if (!isObject(source) || !isObject(value)) return value;
  const copied = copyPath(rest, source[key], value[key]);
  if (copied !== undefined) return { ...value, [key]: copied };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** Checks that parsed JSON is a property map, for data that comes from files and other processes. */
export function asProperties(value: unknown): Properties {
  return isObject(value) ? value : {};
}

import { isObject, type JsonObject, type JsonValue, parseJson } from "../../local/vendors/json";
import { toWire } from "../../provider/http/codec";
import type { Contract } from "../../sdk/core/contract";
import { annotationOf, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { pathKeys, pathText } from "../../sdk/core/path";

import type { Schema } from "./inputs";

/** Inputs under the vendor's names. */
export function inVendorsForm(contract: Contract, inputs: JsonObject): JsonObject {
  const wire = parseJson(JSON.stringify(toWire(contract.inputs, inputs)));
  return isObject(wire) ? wire : {};
}

/** The vendor's name of a key of a block. */
export function wireNameOf(block: Schema, key: string): string {
  const schema = fieldOf(block, key);
  return (schema && annotationOf(schema).wireName) ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** Whether two names are one: a vendor may spell it AppId in one action, and AppID in another. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A block's key and schema by the vendor's name of it. */
function inputNamed(block: Schema, name: string): { key: string; schema: Schema } | undefined {
  for (const key of keysOf(block)) {
    const schema = fieldOf(block, key);
    if (!schema) continue;
    if (isSameName(wireNameOf(block, key), name)) return { key, schema };
  }
  return undefined;
}

/**
 * Where in the inputs a parameter stands, and its schema; undefined where no input gives it. A path without indexes
 * gives a path without indexes.
 */
export function inputAt(contract: Contract, path: string): { path: string; schema: Schema } | undefined {
  let schema: Schema | undefined = contract.inputs;
  const keys: PropertyKey[] = [];
  for (const step of pathKeys(path)) {
    const next: { key: PropertyKey; schema: Schema | undefined } | undefined =
      typeof step === "number"
        ? { key: step, schema: itemOf(schema) }
        : inputNamed(itemOf(schema) ?? schema, step);
    if (next?.schema === undefined) return undefined;
    keys.push(next.key);
    schema = next.schema;
  }
  return { path: pathText(keys), schema };
}

/** A value under our names, as its schema has them; what it does not have stays as it is. */
export function inOurForm(schema: Schema, value: JsonValue): JsonValue {
  const item = itemOf(schema);
  if (Array.isArray(value)) return value.map((entry) => (item ? inOurForm(item, entry) : entry));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const input = inputNamed(schema, name);
      return input ? [input.key, inOurForm(input.schema, part)] : [name, part];
    }),
  );
}

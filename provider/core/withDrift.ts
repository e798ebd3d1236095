import { z } from "zod";
import { defaultOf, type Fields, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { at, below, type PathKey, pathKeys } from "../../sdk/core/path";
import { schemaAt } from "../../sdk/core/schemaAt";
import { canonical } from "./values";

/**
 * Inputs with what a vendor tells otherwise, at some paths. Also a default that the vendor tells of what is left out is
 * no other value, and neither is what no input can be: a vendor may write 0 or "" for nothing.
 */
export function withDrift<Block extends Fields>(
  block: Block,
  paths: readonly string[],
  inputs: Readonly<Record<string, unknown>>,
  told: unknown,
): z.output<Block> | undefined {
  let seen: Record<string, unknown> = Object.fromEntries(keysOf(block).map((key) => [key, inputs[key]]));
  for (const path of paths.flatMap((path) => leavesAt(block, path))) {
    const schema = schemaAt(block, path);
    const keys = pathKeys(path);
    const value = at(told, keys);
    if (value === undefined || schema === undefined || !z.safeParse(schema, value).success) continue;
    if (inForce(schema, value) !== inForce(schema, at(seen, keys))) seen = withPart(seen, keys, value);
  }
  return z.safeParse(block, seen).data;
}

/** The paths at and below one that no block stands at. */
function leavesAt(block: z.core.$ZodType, path: string): string[] {
  const schema = schemaAt(block, path);
  const keys = schema ? keysOf(schema) : [];
  return keys.length === 0 ? [path] : keys.flatMap((key) => leavesAt(block, below(path, key)));
}

/** What counts of a value: with defaults, and without what stands for nothing. Equal texts mean the same. */
function inForce(schema: z.core.$ZodType, value: unknown): string {
  return canonical(filled(schema, value));
}

function filled(schema: z.core.$ZodType, value: unknown): unknown {
  const standard = defaultOf(schema);
  const item = itemOf(schema);
  if (item) {
    const list = Array.isArray(value) ? value : (standard ?? []);
    return Array.isArray(list) ? list.map((entry) => filled(item, entry)) : list;
  }
  const keys = keysOf(schema);
  if (keys.length > 0) {
    const block = isRecord(value) ? value : {};
    return Object.fromEntries(keys.map((key) => [key, filled(fieldOf(schema, key) ?? schema, block[key])]));
  }
  if (standard !== undefined) return value ?? standard;
  return value === 0 || value === "" || value === false ? undefined : value;
}

function withPart(block: Record<string, unknown>, [key = "", ...rest]: readonly PathKey[], part: unknown) {
  const inner = block[key];
  const made: unknown = rest.length > 0 ? withPart(isRecord(inner) ? inner : {}, rest, part) : part;
  return { ...block, [key]: made };
}

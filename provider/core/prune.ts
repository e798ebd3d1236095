import type { z } from "zod";
import { type Annotation, annotationOf, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "./values";

/** A value without the parts whose schema is annotated so. */
export function prune(
  schema: z.core.$ZodType,
  value: unknown,
  isPruned: (annotation: Annotation) => boolean,
): unknown {
  const item = itemOf(schema);
  if (item && Array.isArray(value)) {
    return isPruned(annotationOf(item)) ? [] : value.map((entry) => prune(item, entry, isPruned));
  }
  if (!isRecord(value) || keysOf(schema).length === 0) return value;
  return pruneRecord(schema, value, isPruned);
}

/** {@link prune} for a block of parameters. */
export function pruneRecord(
  schema: z.core.$ZodType,
  value: Record<string, unknown>,
  isPruned: (annotation: Annotation) => boolean,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const field = fieldOf(schema, key);
    if (field && isPruned(annotationOf(field))) continue;
    kept[key] = field ? prune(field, part, isPruned) : part;
  }
  return kept;
}

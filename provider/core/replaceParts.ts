import type { z } from "zod";
import { type Annotation, annotationOf, fieldOf, itemOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";

/** A block in which parts are others by what their schema says of them; what is made undefined goes. */
export function replaceParts(
  block: z.core.$ZodType,
  values: Record<string, unknown>,
  replace: (annotation: Annotation, part: unknown) => unknown,
): Record<string, unknown> {
  const replaced = (schema: z.core.$ZodType, value: unknown): unknown => {
    const made = replace(annotationOf(schema), value);
    if (made !== value) return made;
    const item = itemOf(schema);
    if (item && Array.isArray(value))
      return value.map((entry) => replaced(item, entry)).filter((entry) => entry !== undefined);
    return isRecord(value) ? replaceParts(schema, value, replace) : value;
  };
  const parts = Object.entries(values).map(([key, part]) => {
    const field = fieldOf(block, key);
    return [key, field ? replaced(field, part) : part] as const;
  });
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/** A block without the parts that are annotated so. */
export function without(
  name: "secret" | "token",
  block: z.core.$ZodType,
  values: Record<string, unknown>,
): Record<string, unknown> {
  return replaceParts(block, values, (annotation, part) => (annotation[name] ? undefined : part));
}

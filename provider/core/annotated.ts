import type { z } from "zod";
import { type Annotation, annotationOf, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { below, type Part } from "../../sdk/core/partsAt";
import { isUnknown } from "./unknowns";
import { isRecord } from "./values";

/** A part of inputs with its schema, and what that says of it. */
export interface AnnotatedPart extends Part {
  readonly schema: z.core.$ZodType;
  readonly annotation: Annotation;
}

/** The parts of a value that are given and known, and whose schema is annotated so. */
export function annotatedParts(
  schema: z.core.$ZodType,
  value: unknown,
  isWanted: (annotation: Annotation) => boolean,
  path = "",
): AnnotatedPart[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  const annotation = annotationOf(schema);
  const own = isWanted(annotation) ? [{ path, value, schema, annotation }] : [];
  const item = itemOf(schema);
  if (item && Array.isArray(value)) {
    return [
      ...own,
      ...value.flatMap((entry, index) => annotatedParts(item, entry, isWanted, `${path}[${index}]`)),
    ];
  }
  if (!isRecord(value)) return own;
  const inner = keysOf(schema).flatMap((key) => {
    const field = fieldOf(schema, key);
    return field ? annotatedParts(field, value[key], isWanted, below(path, key)) : [];
  });
  return [...own, ...inner];
}

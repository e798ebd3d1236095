import type { z } from "zod";
import { type Annotation, annotationOf, fieldOf, holdsSecret, itemOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { oncePer } from "../../sdk/core/oncePer";
import type { Part } from "../../sdk/core/partsAt";
import { below } from "../../sdk/core/path";
import { schemaBelow } from "../../sdk/core/schemaAt";
import { isUnknown } from "./unknowns";

/** A part of inputs with its schema, and what that says of it. */
export interface AnnotatedPart extends Part {
  readonly schema: z.core.$ZodType;
  readonly annotation: Annotation;
}

/** What a schema can be marked with. */
type Mark = keyof Annotation;

/** What a schema, or anything in it, is marked with: most blocks have no part that anybody looks for. */
const marksIn = oncePer((schema: z.core.$ZodType): ReadonlySet<string> => {
  const item = itemOf(schema);
  const inner = item ? [item] : keysOf(schema).flatMap((key) => fieldOf(schema, key) ?? []);
  return new Set([...Object.keys(annotationOf(schema)), ...inner.flatMap((one) => [...marksIn(one)])]);
});

/** The parts of a value that are given and known, and whose schema is marked with one of these. */
export function annotatedParts(
  schema: z.core.$ZodType,
  value: unknown,
  marks: readonly Mark[],
  path = "",
): AnnotatedPart[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  const inside = marksIn(schema);
  if (!marks.some((mark) => inside.has(mark))) return [];
  const annotation = annotationOf(schema);
  const own = marks.some((mark) => mark in annotation) ? [{ path, value, schema, annotation }] : [];
  const item = itemOf(schema);
  if (item && Array.isArray(value)) {
    return [
      ...own,
      ...value.flatMap((entry, index) => annotatedParts(item, entry, marks, below(path, index))),
    ];
  }
  if (!isRecord(value)) return own;
  const inner = keysOf(schema).flatMap((key) => {
    const field = fieldOf(schema, key);
    return field ? annotatedParts(field, value[key], marks, below(path, key)) : [];
  });
  return [...own, ...inner];
}

/** The schema at a path, and whether a secret is there, around it or below it. */
export function schemaAndSecrecyAt(root: z.core.$ZodType, path: readonly PropertyKey[]) {
  let schema: z.core.$ZodType | undefined = root;
  let secret = false;
  for (const key of path) {
    schema = schema && schemaBelow(schema, key);
    if (schema && annotationOf(schema).secret) secret = true;
  }
  return { schema, secret: secret || (schema !== undefined && holdsSecret(schema)) };
}

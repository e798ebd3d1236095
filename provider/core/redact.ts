import type { z } from "zod";
import { annotationOf, fieldOf, itemOf, keysOf } from "../../sdk/core/fields";
import { isRecord } from "./values";

/** Hides known secrets in a text, in every form in which they may have got there. */
export type Redactor = (text: string) => string;

/** The secret texts in a value, as its schema marks them. */
export function secretsIn(schema: z.core.$ZodType, value: unknown): string[] {
  if (annotationOf(schema).secret) return textsIn(value);
  const item = itemOf(schema);
  if (item && Array.isArray(value)) return value.flatMap((entry) => secretsIn(item, entry));
  if (!isRecord(value)) return [];
  return keysOf(schema).flatMap((key) => {
    const field = fieldOf(schema, key);
    return field ? secretsIn(field, value[key]) : [];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Shorter texts would hide words that are no secret. */
const shortest = 4;

/** Makes a redactor that knows these secrets: as they are, in JSON, in addresses and in base64. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < shortest) continue;
    forms.add(secret);
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(encodeURIComponent(secret));
    forms.add(Buffer.from(secret).toString("base64"));
  }
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((clean, form) => clean.replaceAll(form, "[secret]"), text);
}

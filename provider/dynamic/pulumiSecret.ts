import type { z } from "zod";
import { annotationOf, fieldOf, itemOf } from "../../sdk/core/fields";
import { isRecord } from "../core/values";

/** The key by which Pulumi tells its own objects from a user's. */
const signatureKey = "4dabf18193072939515e22adb298388d";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether Pulumi marked a value as a secret. */
export function isPulumiSecret(value: Readonly<Record<string, unknown>>): boolean {
  return value[signatureKey] === secretSignature;
}

/** A value whose secret parts, by its schema, are marked for Pulumi. */
export function marked(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (annotationOf(schema).secret) return { [signatureKey]: secretSignature, value };
  const item = itemOf(schema);
  if (item && Array.isArray(value)) return value.map((entry) => marked(item, entry));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const field = fieldOf(schema, key);
      return [key, field ? marked(field, part) : part];
    }),
  );
}

import { z } from "zod";
import { annotationOf, fieldOf, itemOf, keysOf, unwrap } from "../../sdk/core/fields";
import { isRecord } from "../../sdk/core/isRecord";
import { WireNumber } from "./json";

/** What a vendor's reply may hold: everything optional, since nothing guarantees it. */
export type Lenient<T> = T extends readonly (infer Item)[]
  ? Lenient<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Lenient<T[Key]> | undefined }
    : T;

function isBlock(schema: z.core.$ZodType): boolean {
  return unwrap(schema) instanceof z.ZodObject;
}

function vendorName(key: string, schema: z.core.$ZodType): string {
  return annotationOf(schema).wireName ?? key.charAt(0).toUpperCase() + key.slice(1);
}

/**
 * Our names and values as the vendor writes them. Parts that are undefined or null are left out, and so is the region,
 * which travels beside them.
 */
export function toWire(schema: z.core.$ZodType, value: unknown): unknown {
  if (annotationOf(schema).wireNumber && typeof value === "string") return new WireNumber(value);
  const item = itemOf(schema);
  if (item && Array.isArray(value)) return value.map((entry) => toWire(item, entry));
  if (!isBlock(schema) || !isRecord(value)) return value;
  const wire: Record<string, unknown> = {};
  for (const key of keysOf(schema)) {
    const field = fieldOf(schema, key);
    const part = value[key];
    if (field && !annotationOf(field).apiRegion && part !== undefined && part !== null)
      wire[vendorName(key, field)] = toWire(field, part);
  }
  return wire;
}

/**
 * A vendor's reply under our names. Only declared fields are taken over and only where the value has the declared
 * shape, so that a new field or a null never reaches the state.
 */
export function fromWire<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Lenient<z.output<Schema>> {
  // The walk below keeps exactly what the schema declares, with every part optional: that is Lenient.
  return read(schema, value) as Lenient<z.output<Schema>>;
}

/** The vendor's name of the first part that a reply has to have and has not; undefined where all are there. */
export function missingIn(schema: z.core.$ZodType, value: unknown): string | undefined {
  if (value === undefined || value === "") return "";
  for (const key of keysOf(schema)) {
    const field = fieldOf(schema, key);
    if (!field || field instanceof z.ZodOptional) continue;
    const missing = missingIn(field, isRecord(value) ? value[key] : undefined);
    if (missing !== undefined) return [vendorName(key, field), missing].filter(Boolean).join(".");
  }
  return undefined;
}

function read(schema: z.core.$ZodType, value: unknown): unknown {
  const item = itemOf(schema);
  if (item) {
    return Array.isArray(value)
      ? value.map((entry) => read(item, entry)).filter((entry) => entry !== undefined)
      : undefined;
  }
  if (!isBlock(schema)) return readScalar(schema, value);
  if (!isRecord(value)) return undefined;
  const ours: Record<string, unknown> = {};
  for (const key of keysOf(schema)) {
    const field = fieldOf(schema, key);
    const part = field ? read(field, value[vendorName(key, field)]) : undefined;
    if (part !== undefined) ours[key] = part;
  }
  return ours;
}

/** What vendors write where there is no time, as a number or as a text. */
function isNoTime(value: unknown): boolean {
  return value === 0 || value === "" || (typeof value === "string" && /^000[01]-/.test(value));
}

function readScalar(schema: z.core.$ZodType, value: unknown): unknown {
  if (annotationOf(schema).time && isNoTime(value)) return undefined;
  if (annotationOf(schema).wireNumber && typeof value === "number") return String(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;
}

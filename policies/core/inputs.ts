import type { z } from "zod";
import { annotationOf, fieldOf, itemOf } from "../../sdk/core/fields";
import { isBlock, keysIn, part, type Reading } from "./reading";

/** The schema of the input at a path; none where the contract has no such input. */
export function schemaAt(inputs: z.core.$ZodType, path: string): z.core.$ZodType | undefined {
  return keysIn(path).reduce<z.core.$ZodType | undefined>(
    (schema, key) => schema && (/^\d+$/.test(key) ? itemOf(schema) : fieldOf(schema, key)),
    inputs,
  );
}

/** One input that is not a block: where it stands, what it is, and whether its value is a secret. */
export interface Leaf {
  readonly path: string;
  readonly reading: Reading;
  /** Whether the contract calls it a secret: its value may not be shown. */
  readonly secret: boolean;
}

/** All inputs that are given, down to the single values; parts that the contract does not know are among them. */
export function leavesOf(inputs: unknown, schema: z.core.$ZodType | undefined, path = ""): Leaf[] {
  return visit({ is: "known", value: inputs }, schema, path, false);
}

function visit(reading: Reading, schema: z.core.$ZodType | undefined, path: string, secret: boolean): Leaf[] {
  const hidden = secret || (schema !== undefined && annotationOf(schema).secret === true);
  if (reading.is === "missing") return [];
  if (reading.is === "unknown" || !isBlock(reading.value)) return [{ path, reading, secret: hidden }];
  const { value } = reading;
  const item = schema && itemOf(schema);
  const keys = Object.keys(value).filter((key) => path !== "" || !key.startsWith("__"));
  return keys.flatMap((key) => {
    const below = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    return visit(part(value, key), item ?? (schema && fieldOf(schema, key)), below, hidden);
  });
}

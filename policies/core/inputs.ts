import type { z } from "zod";
import { annotationOf, fieldOf, holdsSecret, itemOf } from "../../sdk/core/fields";
import { oncePer } from "../../sdk/core/oncePer";
import { below } from "../../sdk/core/path";
import { isBlock, type Reading } from "../../sdk/core/reading";
import { policyReader } from "./policyReader";

/** One input that is not a block: where it stands, what it is, and whether its value is a secret. */
export interface Leaf {
  readonly path: string;
  readonly reading: Reading;
  /** Whether the contract calls it a secret: its value may not be shown. */
  readonly secret: boolean;
}

/** All inputs that are given, down to the single values; parts that the contract does not know are among them. */
export function leavesOf(inputs: unknown, schema: z.core.$ZodType): Leaf[] {
  return visit({ is: "known", value: inputs }, schema, "", false);
}

/** The inputs that the contract calls secrets; nothing else is looked at. */
export function secretLeavesOf(inputs: unknown, schema: z.core.$ZodType): Leaf[] {
  return visit({ is: "known", value: inputs }, schema, "", false, maySecret).filter(({ secret }) => secret);
}

/** The inputs at a path and below. */
export function leavesAt(inputs: unknown, path: string): Leaf[] {
  return visit(policyReader.readPath(inputs, path), undefined, path, false);
}

const holdsSecretOnce = oncePer(holdsSecret);

/** Whether there may be a secret of the contract. */
function maySecret(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && holdsSecretOnce(schema);
}

function visit(
  reading: Reading,
  schema: z.core.$ZodType | undefined,
  path: string,
  secret: boolean,
  isWanted: (schema: z.core.$ZodType | undefined) => boolean = () => true,
): Leaf[] {
  const hidden = secret || (schema !== undefined && annotationOf(schema).secret === true);
  if (reading.is === "missing") return [];
  if (reading.is === "unknown" || !isBlock(reading.value)) return [{ path, reading, secret: hidden }];
  const { value } = reading;
  const item = schema && itemOf(schema);
  const keys = Object.keys(value).filter((key) => path !== "" || !key.startsWith("__"));
  return keys.flatMap((key) => {
    const place = below(path, Array.isArray(value) ? Number(key) : key);
    const inner = item ?? (schema && fieldOf(schema, key));
    return hidden || isWanted(inner)
      ? visit(policyReader.part(value, key), inner, place, hidden, isWanted)
      : [];
  });
}

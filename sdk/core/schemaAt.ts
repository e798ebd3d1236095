import type { z } from "zod";
import { defaultOf, fieldOf, itemOf } from "./fields";
import { pathKeys } from "./path";

/** The schema one step below another one: of a field, or of an item where the step is `[]` or a position. */
export function schemaBelow(block: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  return typeof key === "number" || key === "[]" ? itemOf(block) : fieldOf(block, String(key));
}

/** The schema of the input at a path, `[]` or a position being an item of a list; none where there is no such input. */
export function schemaAt(inputs: z.core.$ZodType, path: string): z.core.$ZodType | undefined {
  return pathKeys(path).reduce<z.core.$ZodType | undefined>(
    (block, key) => block && schemaBelow(block, key),
    inputs,
  );
}

/** What the vendor takes when the input at a path is left out; undefined where the contract says nothing. */
export function defaultAt(inputs: z.core.$ZodType, path: string): unknown {
  const schema = schemaAt(inputs, path);
  return schema && defaultOf(schema);
}

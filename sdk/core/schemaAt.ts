import type { z } from "zod";
import { defaultOf, fieldOf, itemOf } from "./fields";
import { stepsOf } from "./partsAt";

/** The schema of the input at a path, `[]` or a position being an item of a list; none where there is no such input. */
export function schemaAt(inputs: z.core.$ZodType, path: string): z.core.$ZodType | undefined {
  return stepsOf(path).reduce<z.core.$ZodType | undefined>((block, { key, items }) => {
    const field = block && fieldOf(block, key);
    return items === undefined ? field : field && itemOf(field);
  }, inputs);
}

/** What the vendor takes when the input at a path is left out; undefined where the contract says nothing. */
export function defaultAt(inputs: z.core.$ZodType, path: string): unknown {
  const schema = schemaAt(inputs, path);
  return schema && defaultOf(schema);
}

import type { Contract } from "../../sdk/core/contract";
import { annotationOf, fieldOf, keysOf } from "../../sdk/core/fields";
import type { Values } from "./state";

/**
 * What is to be said where a state lacks what the vendor tells in its answer to the creation alone: who adopts, and who
 * lost that answer, never hears it. Undefined where nothing is missing.
 */
export function untold(
  { outputs: block }: Pick<Contract, "outputs">,
  { outputs }: Pick<Values, "outputs">,
): string | undefined {
  const missing = keysOf(block).filter((key) => {
    const field = fieldOf(block, key);
    return field !== undefined && annotationOf(field).toldOnce && outputs[key] === undefined;
  });
  if (missing.length === 0) return undefined;
  return `${missing.join(" and ")} is not known: the vendor tells it in its answer to the creation alone. What to do: look it up in the vendor's console, and give it from there to what needs it`;
}

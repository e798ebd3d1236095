import * as pulumi from "@pulumi/pulumi";
import { type Fields, fieldOf, keysOf } from "./fields";
import { isRecord } from "./isRecord";

/** Throws where a resource got no arguments, as JavaScript lets it: what follows would end in a TypeError. */
export function requireArguments(
  what: string,
  inputs: Fields,
  args: unknown,
): asserts args is Record<string, unknown> {
  if (isRecord(args) && !pulumi.Output.isInstance(args) && !(args instanceof Promise)) return;
  const needed = keysOf(inputs).filter((key) => fieldOf(inputs, key)?._zod.optin === undefined);
  const wanted =
    needed.length === 0 ? "of inputs" : `with ${needed.join(", ")}, and what else it should have`;
  throw new pulumi.RunError(
    `${what}: its arguments ${args === undefined ? "are missing" : "are no object of inputs"}. ` +
      `What to do: pass an object ${wanted}`,
  );
}

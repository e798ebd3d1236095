import { z } from "zod";
import type { Contract } from "../../sdk/core/contract";
import { type PushAddress, readPushAddress } from "../../sdk/core/pushAddress";
import { annotatedParts } from "./annotated";

/** The addresses that inputs push to, and where they stand; what is refused for itself is not among them. */
export function pushAddressesIn(
  { inputs: block }: Contract,
  inputs: Record<string, unknown>,
): { path: string; address: PushAddress }[] {
  const found = annotatedParts(block, inputs, ["pushAddress"]);
  return found.flatMap(({ path, value, schema }) => {
    const text = z.safeParse(schema, value).success ? value : undefined;
    const address = typeof text === "string" ? readPushAddress(text) : undefined;
    return address === undefined ? [] : [{ path, address }];
  });
}

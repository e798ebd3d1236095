import { formOf } from "../dist/provider/core/importId.js";
import { lifecycles } from "../dist/provider/lifecycles.js";
import type { Contract } from "../dist/sdk/core/contract.js";

/** How the id of a resource is written, with its place in front. */
export function importIdOf({ type }: Pick<Contract, "type">): string {
  const lifecycle = lifecycles.find(({ contract }) => contract.type === type);
  if (lifecycle === undefined) throw new Error(`provider/lifecycles.ts has no ${type}.`);
  return formOf(lifecycle);
}

import type { Contract } from "../../sdk/core/contract";
import { keysOf } from "../../sdk/core/fields";
import { startsAgain } from "../../sdk/core/startsAgain";
import type { Properties, State, Wanted } from "./state";
import { holdsUnknown, notKnown } from "./unknowns";

/** The outputs that a create or an update is going to give, as far as a preview can tell. */
export function previewedOutputs(contract: Contract, { inputs }: Wanted, before?: State): Properties {
  const stays = (key: string) => before !== undefined && staysIn(before, inputs) && isStable(contract, key);
  return Object.fromEntries(
    keysOf(contract.outputs).map((key) => [
      key,
      inputs[key] ?? (stays(key) ? before?.outputs[key] : notKnown) ?? notKnown,
    ]),
  );
}

function isStable({ stable }: Contract, key: string): boolean {
  return stable.some((one) => one === key);
}

/** Whether it is the same one after the update. Of what was imported, the update finds out what it is. */
function staysIn({ kept }: State, { lifecycle }: Properties): boolean {
  if (kept.imported) return false;
  const isOver = kept.ended !== undefined || kept.stopped === true;
  return !(isOver && holdsUnknown(lifecycle)) && !startsAgain(kept, lifecycle);
}

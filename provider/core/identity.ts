import { type Contract, dynamicUrn } from "../../sdk/core/contract";
import { sha256 } from "../http/hash";
import { identifyingInputs } from "./diff";
import { optionsOf, type Resource } from "./state";
import { canonical } from "./values";

/** What makes a task this one and no other, as a digest for nobody to read. */
export function taskIdentity(contract: Contract, { urn, inputs, kept }: Resource): string {
  // Whichever way it is served: it may go from one to the other.
  const name = dynamicUrn(urn);
  // Not all inputs of what was imported are known.
  if (kept.imported) return sha256(JSON.stringify({ urn: name }));
  const triggers = canonical(optionsOf(inputs).triggers ?? []);
  const { restarts = 0 } = kept;
  const identifying = identifyingInputs(contract, inputs);
  return sha256(JSON.stringify({ urn: name, inputs: identifying, triggers, restarts }));
}

/** An id that only depends on the resource itself: its readable name and its identity. */
export function deriveId(urn: string, identity: string, maxLength: number): string {
  // Letters and digits only: every vendor accepts these in ids.
  const digest = BigInt(`0x${identity}`).toString(36).slice(0, 16);
  const name = nameOf(urn)
    .replace(/[^A-Za-z0-9_-]/g, "")
    .slice(0, Math.max(0, maxLength - digest.length - 1));
  return name === "" ? digest.slice(0, maxLength) : `${name}-${digest}`;
}

/** The resource's own name at the end of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

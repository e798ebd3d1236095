import type { Contract } from "../../sdk/core/contract";
import { sha256 } from "../http/hash";
import { identifyingInputs } from "./diff";
import { optionsOf, type Resource } from "./state";
import { canonical } from "./values";

/** Letters and digits only: every vendor accepts these in ids. */
const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

function base36(hex: string): string {
  let rest = BigInt(`0x${hex}`);
  let text = "";
  while (rest > 0n) {
    text = (alphabet[Number(rest % 36n)] ?? "") + text;
    rest /= 36n;
  }
  return text;
}

/** What an id is derived from. */
export interface Identity {
  /** The resource's name in the whole stack. */
  readonly urn: string;
  /** The inputs that replace when they change. */
  readonly inputs: string;
  /** The values of `lifecycle.triggers`. */
  readonly triggers: string;
  /** How often it was started again after it ended. */
  readonly restarts: number;
}

/** What makes a task this one and no other. */
export function taskIdentityOf(contract: Contract, { urn, inputs, kept }: Resource): Identity {
  return {
    urn,
    inputs: identifyingInputs(contract, inputs),
    triggers: canonical(optionsOf(inputs).triggers ?? []),
    restarts: kept.restarts ?? 0,
  };
}

/** What stands for an identity where nobody reads it. */
export function digestOf(identity: Identity): string {
  return sha256(JSON.stringify(identity));
}

/** An id that only depends on the resource itself: its readable name and a digest. */
export function deriveId(identity: Identity, maxLength: number): string {
  const digest = base36(digestOf(identity)).slice(0, 16);
  const name = nameOf(identity.urn)
    .replace(/[^A-Za-z0-9_-]/g, "")
    .slice(0, Math.max(0, maxLength - digest.length - 1));
  return name === "" ? digest.slice(0, maxLength) : `${name}-${digest}`;
}

/** The resource's own name at the end of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

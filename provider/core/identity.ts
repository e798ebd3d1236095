import { sha256 } from "../http/hash";
import type { Properties } from "./properties";

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

/** What tells the state of a resource from that of another one, also from one of the same name before it. */
export function ownerOf({ __urn, __createdAt }: Properties): string {
  return JSON.stringify([__urn, __createdAt]);
}

/** Whether an owner, as {@link ownerOf} writes it, has this name. */
export function isOwnedBy(urn: string | undefined, owner: string | undefined): boolean {
  return owner?.startsWith(`[${JSON.stringify(urn)},`) === true;
}

/** The resource's own name at the end of its URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

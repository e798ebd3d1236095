import type { Contract } from "../../sdk/core/contract";
import type { Report } from "../../sdk/core/rules";
import { nameOf } from "./identity";
import { pushAddressesIn } from "./pushAddressesIn";

/** What only one resource of a program may have. */
export interface Claim {
  /** What it is, for nobody to read: it may be a secret. */
  readonly key: string;
  /** The input that takes it; empty for the inputs as a whole. */
  readonly path: string;
  /** What it is, in words that are no secret. */
  readonly what: string;
  /** What two of them would do. */
  readonly clash: string;
}

/** A claim, and the URN of the resource that has it. */
export interface Holder extends Claim {
  readonly urn: string;
}

/** The addresses that inputs push to: a CDN takes one stream at each. */
export function pushClaims(contract: Contract, inputs: Record<string, unknown>): Claim[] {
  return pushAddressesIn(contract, inputs).map(({ path, address }) => ({
    key: `push ${address.target}`,
    path,
    what: "the push address",
    clash: "one would throw the other out, as a CDN takes one stream at an address",
  }));
}

/** What the lifecycle of a resource says that it alone may have, among the resources of a type. */
export function namedClaims(type: Contract["type"], names: readonly string[]): Claim[] {
  return names.map((what) => ({
    key: `${type} ${what}`,
    path: "",
    what,
    clash: "one would end or take over the other",
  }));
}

function refuse(claim: Claim, holder: Holder, urn: string, report: Report): void {
  const { path, what, clash } = claim;
  const there = holder.path === "" ? "" : ` (${holder.path} there)`;
  const mine = path === "" ? what : `${what} of "${nameOf(urn)}"`;
  const problem =
    holder.urn !== urn
      ? `${mine} is also that of "${nameOf(holder.urn)}" in this program${there}, and ${clash}`
      : path === ""
        ? `${what} is named twice, and ${clash}`
        : `${what} is also that of ${holder.path}, and ${clash}`;
  const advice = "give this one another, or remove one of both";
  if (path === "") report.failure("", `${problem}. What to do: ${advice}`, "");
  else report.failure(path, problem, advice);
}

/** Takes what only one resource of a program may have, and lets go of what the same one had before. */
export function claimAll(
  claims: Map<string, Holder>,
  urn: string,
  wanted: readonly Claim[],
  report: Report,
): void {
  for (const [key, holder] of claims) if (holder.urn === urn) claims.delete(key);
  for (const claim of wanted) {
    const holder = claims.get(claim.key);
    if (holder === undefined) claims.set(claim.key, { ...claim, urn });
    else refuse(claim, holder, urn, report);
  }
}

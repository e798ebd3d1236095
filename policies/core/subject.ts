import type { PolicyResourceOptions } from "@pulumi/policy";
import { contracts } from "../../sdk";
import type { FacetName } from "../../sdk/core/facets";
import type { Contract } from "../../sdk/core/resource";
import { pulumiType } from "../../sdk/core/resource";
import { type Facts, factsOf } from "./facts";
import type { NoteUnknown } from "./reading";

/** What a rule sees of a resource. */
export interface Subject {
  /** Its name in the program. */
  readonly name: string;
  /** Its name in the whole stack. */
  readonly urn: string;
  /** What it is. */
  readonly contract: Contract;
  /** Its inputs as the policy SDK hands them over: reading one that is not known yet throws; see `readPath`. */
  readonly inputs: unknown;
  /** Its options in the program. */
  readonly options: PolicyResourceOptions;
  /** Its facets of one name; none where it has no such thing. */
  facets<Name extends FacetName>(name: Name): Facts<Name>[];
}

const byType: ReadonlyMap<string, Contract> = new Map(
  contracts.map((contract) => [pulumiType(contract), contract]),
);

/** What the policy SDK says of a resource. */
export interface PolicyResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: unknown;
  readonly opts: PolicyResourceOptions;
}

/** The resource as rules see it; undefined for types of other packages. */
export function subjectOf(resource: PolicyResource, noteUnknown: NoteUnknown): Subject | undefined {
  const contract = byType.get(resource.type);
  if (!contract) return undefined;
  return {
    name: resource.name,
    urn: resource.urn,
    contract,
    inputs: resource.props,
    options: resource.opts,
    facets: (name) => factsOf(name, contract.facets[name] ?? [], resource.props, noteUnknown),
  };
}

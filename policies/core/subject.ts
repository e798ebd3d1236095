import type { PolicyResourceOptions } from "@pulumi/policy";
import { contracts } from "../../sdk/contracts";
import { type Contract, nativeType, pulumiType } from "../../sdk/core/contract";
import type { FacetName } from "../../sdk/core/facets";
import { facetsOf } from "../../sdk/core/facetsOf";
import { isStopped } from "../../sdk/core/isStopped";
import { type Access, FacetValue, type FoundFacet, readFacets } from "../../sdk/core/readFacets";
import { leavesOf } from "./inputs";
import { policyReader } from "./policyReader";
import type { SecretPaths } from "./secretPaths";

/** One input that is given and is not a block. */
export interface Input {
  readonly input: FacetValue<unknown>;
  /** Whether the contract calls it a secret: its value may not be shown. */
  readonly secret: boolean;
}

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
  /** Whether the program wants that nothing of it runs. */
  readonly isStopped: boolean;
  /** Its facets of one name; none where it has no such thing. */
  facets<Name extends FacetName>(name: Name): FoundFacet<Name>[];
  /** All inputs that are given, down to the single values; parts that the contract does not know are among them. */
  given(): Input[];
  /** Whether an input is a Pulumi secret; undefined where the policy SDK did not tell, see `asksForSecrets`. */
  isPulumiSecret(path: string): boolean | undefined;
}

const byType: ReadonlyMap<string, Contract> = new Map(
  contracts.flatMap((contract) => [
    [pulumiType(contract), contract],
    [nativeType(contract), contract],
  ]),
);

/** What the policy SDK says of a resource. */
export interface PolicyResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: unknown;
  readonly opts: PolicyResourceOptions;
}

/** Whether a resource is one of this package. */
export function isOurs({ type }: Pick<PolicyResource, "type">): boolean {
  return byType.has(type);
}

/** The resource as rules see it; undefined for types of other packages. */
export function subjectOf(
  resource: PolicyResource,
  noteUnknown: Access["noteUnknown"],
  secrets?: SecretPaths,
): Subject | undefined {
  const contract = byType.get(resource.type);
  if (!contract) return undefined;
  const access = { inputs: resource.props, reader: policyReader, noteUnknown };
  return {
    name: resource.name,
    urn: resource.urn,
    contract,
    inputs: resource.props,
    options: resource.opts,
    isStopped: isStopped(access),
    facets: (name) => readFacets(name, facetsOf(contract)[name] ?? [], access),
    given: () =>
      leavesOf(resource.props, contract.inputs).map(({ path, reading, secret }) => ({
        input: new FacetValue(path, access, () => reading, { convert: (value) => value }),
        secret,
      })),
    isPulumiSecret: (path) => secrets?.has(path),
  };
}

import type { FacetName } from "../sdk/core/facets";
import { facetsOf } from "../sdk/core/facetsOf";
import { type Access, type FoundFacet, readFacets } from "../sdk/core/readFacets";
import { blindReader } from "./changeOf";
import type { Blinded } from "./read/blinded";
import type { PlannedResource } from "./read/PlannedStack";

/** How the inputs of a resource are read, its secrets taken out. */
export function accessTo({ inputs }: Blinded): Access {
  return { inputs, reader: blindReader, noteUnknown: () => undefined };
}

/** The facets of one name that a resource will have, or has where it goes. */
export function facetsIn<Name extends FacetName>(
  { contract, before, after = before }: Pick<PlannedResource, "contract" | "before" | "after">,
  name: Name,
): FoundFacet<Name>[] {
  return after === undefined ? [] : readFacets(name, facetsOf(contract)[name] ?? [], accessTo(after));
}

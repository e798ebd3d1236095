import type { FacetPath, OwnFacets } from "../../core/facets";
import type { ApplicationInputs } from "./Application";

/** How policies read a GME application. */
export const applicationFacets: OwnFacets<FacetPath<ApplicationInputs>> = {
  service: [{ requestsPerSecond: 200 }],
};

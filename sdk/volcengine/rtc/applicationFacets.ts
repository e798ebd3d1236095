import type { FacetPath, OwnFacets } from "../../core/facets";
import type { ApplicationInputs } from "./Application";

/** How policies read an RTC application. */
export const applicationFacets: OwnFacets<FacetPath<ApplicationInputs>> = {
  service: [{ requestsPerSecond: 20 }],
};

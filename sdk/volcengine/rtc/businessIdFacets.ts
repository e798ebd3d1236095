import type { FacetPath, OwnFacets } from "../../core/facets";
import type { BusinessIdInputs } from "./BusinessId";

/** How policies read a business id. */
export const businessIdFacets: OwnFacets<FacetPath<BusinessIdInputs>> = {
  service: [{ application: "appId", requestsPerSecond: 20 }],
};

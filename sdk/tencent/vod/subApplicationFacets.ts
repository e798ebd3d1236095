import type { FacetPath, OwnFacets } from "../../core/facets";
import type { SubApplicationInputs } from "./SubApplication";

/** How policies read a VOD application. */
export const subApplicationFacets: OwnFacets<FacetPath<SubApplicationInputs>> = {
  store: [{ vendor: { constant: "tencent-vod" }, region: "storageRegion" }],
  service: [{ requestsPerSecond: 5 }],
};

import type { FacetPath, OwnFacets } from "../../core/facets";
import type { ApplicationInputs } from "./Application";
import { whiteboardService } from "./whiteboardService";

/** How policies read a whiteboard application. */
export const applicationFacets: OwnFacets<FacetPath<ApplicationInputs>> = {
  service: [whiteboardService],
};

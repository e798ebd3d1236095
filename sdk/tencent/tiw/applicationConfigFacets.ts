import type { FacetPath, OwnFacets } from "../../core/facets";
import type { ApplicationConfigInputs } from "./ApplicationConfig";
import { resultBucketStore } from "./resultBucketStore";
import { whiteboardService } from "./whiteboardService";

/** How policies read a configuration of a whiteboard application. */
export const applicationConfigFacets: OwnFacets<FacetPath<ApplicationConfigInputs>> = {
  store: [resultBucketStore],
  address: [{ url: "callback", signingKey: "callbackKey" }],
  service: [whiteboardService],
};

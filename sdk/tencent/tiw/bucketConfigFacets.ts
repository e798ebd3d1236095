import type { FacetPath, OwnFacets } from "../../core/facets";
import type { BucketConfigInputs } from "./BucketConfig";
import { resultBucketStore } from "./resultBucketStore";
import { whiteboardService } from "./whiteboardService";

// How often the vendor takes the call is not documented.
const { requestsPerSecond: _, ...service } = whiteboardService;

/** How policies read a bucket of a whiteboard application. */
export const bucketConfigFacets: OwnFacets<FacetPath<BucketConfigInputs>> = {
  store: [resultBucketStore],
  service: [service],
};

import type { FacetPath, OwnFacets } from "../../core/facets";
import type { VideoGenerationInputs } from "./VideoGeneration";
import { whiteboardService } from "./whiteboardService";

/** How policies read the making of videos. */
export const videoGenerationFacets: OwnFacets<FacetPath<VideoGenerationInputs>> = {
  service: [whiteboardService],
  duration: "none",
  usage: [{ meter: { constant: "tiw-video-generation" } }],
};

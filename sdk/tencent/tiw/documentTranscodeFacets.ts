import type { FacetPath, OwnFacets } from "../../core/facets";
import type { DocumentTranscodeInputs } from "./DocumentTranscode";
import { whiteboardService } from "./whiteboardService";

/** How policies read a transcoding. */
export const documentTranscodeFacets: OwnFacets<FacetPath<DocumentTranscodeInputs>> = {
  service: [whiteboardService],
  duration: "none",
  usage: [{ meter: { constant: "tiw-document-transcode" } }],
};

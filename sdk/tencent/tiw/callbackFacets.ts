import type { FacetPath, OwnFacets } from "../../core/facets";
import type { CallbackInputs } from "./Callback";
import { whiteboardService } from "./whiteboardService";

/** How policies read a callback. */
export const callbackFacets: OwnFacets<FacetPath<CallbackInputs>> = {
  address: [{ url: "callback", signingKey: "callbackKey" }],
  service: [whiteboardService],
};

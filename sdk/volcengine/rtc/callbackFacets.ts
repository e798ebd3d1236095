import type { FacetPath, OwnFacets } from "../../core/facets";
import type { CallbackInputs } from "./Callback";

/** How policies read a callback. */
export const callbackFacets: OwnFacets<FacetPath<CallbackInputs>> = {
  address: [{ url: "url", signingKey: "secretKey" }],
  service: [{ application: "appId" }],
};

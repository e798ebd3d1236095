import type { FacetPath, OwnFacets } from "../../core/facets";
import type { AigcVideoRedrawInputs } from "./AigcVideoRedraw";

/** How policies read a redrawn video. */
export const aigcVideoRedrawFacets: OwnFacets<FacetPath<AigcVideoRedrawInputs>> = {
  store: [
    {
      vendor: { constant: "tencent-vod" },
      expiresAt: "outputConfig.expireTime",
      retention: "outputConfig.storageMode",
      applicationId: "subAppId",
    },
  ],
  service: [{ application: "subAppId", requestsPerSecond: 20 }],
  order: [{ sessionId: "sessionId", context: "sessionContext", priority: "tasksPriority" }],
  duration: "none",
  usage: [{ meter: { constant: "vod-video-redraw" } }],
};

import type { FacetPath, OwnFacets } from "../../core/facets";
import type { StreamIngestInputs } from "./StreamIngest";

/** How policies read an ingest. How long a play takes, nobody knows. */
export const streamIngestFacets: OwnFacets<FacetPath<StreamIngestInputs>> = {
  service: [{ application: "sdkAppId", requestsPerSecond: 20 }],
  room: [{ id: "roomId", idType: "roomIdType", robot: "userId", sends: true }],
  duration: [
    { idleSeconds: "idleTimeout" },
    {
      only: [{ path: "repeatNum", values: [-1] }],
      maxSeconds: { path: "maxDuration", factor: 60, otherwise: 0 },
    },
  ],
  usage: [
    {
      meter: { constant: "trtc-stream-ingest" },
      width: "videoEncodeParams.width",
      height: "videoEncodeParams.height",
    },
  ],
};

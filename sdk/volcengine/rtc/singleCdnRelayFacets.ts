import type { FacetPath, OwnFacets } from "../../core/facets";
import { mixFacets } from "./mixFacets";
import type { SingleCdnRelayInputs } from "./SingleCdnRelay";

const meter = { constant: "volcengine-single-relay" } as const;

/** How policies read a relay of one stream, whose picture stays as it is sent. */
export const singleCdnRelayFacets: OwnFacets<FacetPath<SingleCdnRelayInputs>> = {
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "roomId" }],
  duration: [{ maxSeconds: 0, idleSeconds: "control.maxIdleTime" }],
  usage: [
    { only: [mixFacets.pictures], meter },
    { only: [mixFacets.soundAlone], meter, width: 0, height: 0 },
  ],
};

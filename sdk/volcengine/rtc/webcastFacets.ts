import type { FacetPath, OwnFacets } from "../../core/facets";
import type { WebcastInputs } from "./Webcast";

/** How policies read a webcast. */
export const webcastFacets: OwnFacets<FacetPath<WebcastInputs>> = {
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "roomId", robot: "userId" }],
  duration: [{ maxSeconds: "maxRunningTime" }],
  usage: [
    {
      meter: { constant: "volcengine-webcast" },
      width: "videoSolutions[].width",
      height: "videoSolutions[].height",
    },
  ],
};

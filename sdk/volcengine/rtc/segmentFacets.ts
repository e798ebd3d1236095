import type { FacetPath, OwnFacets } from "../../core/facets";
import type { SegmentInputs } from "./Segment";

/** How policies read a task that slices sound. */
export const segmentFacets: OwnFacets<FacetPath<SegmentInputs>> = {
  list: [{ of: { constant: "streams" }, length: "targetStreams.streamList" }],
  files: [{ written: true, maxMinutes: { path: "duration", factor: 1 / 60 } }],
  service: [{ application: "appId", requestsPerSecond: 60 }],
  room: [{ id: "roomId" }],
  duration: [{ idleSeconds: "maxIdleTime" }],
  usage: [
    {
      meter: { constant: "volcengine-segment" },
      parts: "targetStreams.streamList",
      width: 0,
      height: 0,
    },
  ],
};

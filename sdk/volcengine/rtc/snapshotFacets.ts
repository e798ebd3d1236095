import type { FacetPath, OwnFacets } from "../../core/facets";
import type { SnapshotInputs } from "./Snapshot";

/** How policies read a task that takes pictures. */
export const snapshotFacets: OwnFacets<FacetPath<SnapshotInputs>> = {
  list: [{ of: { constant: "streams" }, length: "targetStreams.streamList" }],
  files: [{ written: true }],
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "roomId" }],
  duration: [{ idleSeconds: "maxIdleTime" }],
  usage: [{ meter: { constant: "volcengine-snapshot" }, parts: "targetStreams.streamList" }],
};

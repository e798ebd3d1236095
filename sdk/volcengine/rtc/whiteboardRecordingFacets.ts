import type { FacetPath, OwnFacets } from "../../core/facets";
import type { WhiteboardRecordingInputs } from "./WhiteboardRecording";

/** How policies read a recording of a whiteboard. */
export const whiteboardRecordingFacets: OwnFacets<FacetPath<WhiteboardRecordingInputs>> = {
  service: [{ application: "appId", requestsPerSecond: 10 }],
  room: [{ id: "roomId", robot: "userId" }],
  // Whether it ends by itself is not documented.
  duration: [{ maxSeconds: 0 }],
  usage: [{ meter: { constant: "volcengine-whiteboard-recording" } }],
};

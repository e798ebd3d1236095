import type { FacetPath, OwnFacets } from "../../core/facets";
import type { OnlineRecordingInputs } from "./OnlineRecording";
import { whiteboardService } from "./whiteboardService";

/** How policies read a recording. */
export const onlineRecordingFacets: OwnFacets<FacetPath<OnlineRecordingInputs>> = {
  service: [whiteboardService],
  room: [{ id: "roomId", idType: { constant: "integer" }, robot: "recordUserId" }],
  duration: [{ maxSeconds: 86_400, idleSeconds: "autoStopTimeout" }],
  usage: [{ meter: { constant: "tiw-online-recording" } }],
};

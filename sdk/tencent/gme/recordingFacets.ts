import type { FacetPath, OwnFacets } from "../../core/facets";
import type { RecordingInputs } from "./Recording";

/** How policies read a recording. */
export const recordingFacets: OwnFacets<FacetPath<RecordingInputs>> = {
  list: [
    { of: { constant: "users" }, length: "subscribeRecordUserIds.subscribeUserIds", exclusive: true },
    { of: { constant: "users" }, length: "subscribeRecordUserIds.unSubscribeUserIds", exclusive: true },
  ],
  service: [{ application: "bizId", requestsPerSecond: 20 }],
  room: [{ id: "roomId" }],
  duration: [{ maxSeconds: 0 }],
  usage: [{ meter: { constant: "gme-recording" }, width: 0, height: 0 }],
};

import type { FacetPath, OwnFacets } from "../../core/facets";
import type { StreamIngestInputs } from "./StreamIngest";
import { StreamMediaType } from "./streams";

const { audioAndVideo, audio, video } = StreamMediaType;
const meter = { constant: "volcengine-stream-ingest" } as const;

/** How policies read an ingest. */
export const streamIngestFacets: OwnFacets<FacetPath<StreamIngestInputs>> = {
  service: [{ application: "appId", requestsPerSecond: 150 }],
  room: [{ id: "roomId", robot: "userId", sends: true }],
  // The vendor ends it 72 hours after its start.
  duration: [{ maxSeconds: 72 * 3600, idleSeconds: "maxIdleTime" }],
  usage: [
    {
      only: [{ path: "control.mediaType", values: [audioAndVideo, video] }],
      meter,
      width: "control.videoWidth",
      height: "control.videoHeight",
    },
    { only: [{ path: "control.mediaType", values: [audio] }], meter, width: 0, height: 0 },
  ],
};

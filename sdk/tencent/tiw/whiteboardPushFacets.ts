import type { FacetPath, OwnFacets } from "../../core/facets";
import type { WhiteboardPushInputs } from "./WhiteboardPush";
import { whiteboardService } from "./whiteboardService";

const room = { id: "roomId", idType: { constant: "integer" }, sends: true } as const;

/** How policies read a push. */
export const whiteboardPushFacets: OwnFacets<FacetPath<WhiteboardPushInputs>> = {
  video: [{ at: "whiteboard", framesPerSecond: "videoFPS", kilobitsPerSecond: "videoBitrate", live: true }],
  service: [whiteboardService],
  room: [
    { ...room, robot: "pushUserId" },
    { ...room, at: "backup", robot: "backup.pushUserId" },
  ],
  duration: [{ maxSeconds: 0, idleSeconds: "autoStopTimeout" }],
  usage: [{ meter: { constant: "tiw-whiteboard-push" } }],
};

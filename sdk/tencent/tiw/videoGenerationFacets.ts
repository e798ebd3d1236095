import type { FacetPath, OwnFacets } from "../../core/facets";
import type { VideoGenerationInputs } from "./VideoGeneration";
import { whiteboardService } from "./whiteboardService";

const mixes = [{ path: "mixStream.enabled", values: [true] }] as const;

const canvas = "mixStream.custom.canvas.layoutParams";
const stream = "mixStream.custom.inputStreamList[].layoutParams";

/** How policies read the making of videos. */
export const videoGenerationFacets: OwnFacets<FacetPath<VideoGenerationInputs>> = {
  video: [
    {
      at: "mixStream.custom",
      only: mixes,
      width: `${canvas}.width`,
      height: `${canvas}.height`,
      live: false,
    },
  ],
  window: [
    {
      only: mixes,
      x: `${stream}.x`,
      y: `${stream}.y`,
      width: `${stream}.width`,
      height: `${stream}.height`,
      canvasWidth: `${canvas}.width`,
      canvasHeight: `${canvas}.height`,
    },
  ],
  list: [{ of: { constant: "windows" }, length: "mixStream.custom.inputStreamList" }],
  service: [whiteboardService],
  duration: "none",
  usage: [{ meter: { constant: "tiw-video-generation" }, billed: true, per: { constant: "run" } }],
};

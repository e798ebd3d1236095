import type { z } from "zod";
import { apiRegion, valuesAt } from "../../core/fields";

/**
 * The API regions that serve interactive whiteboards, at each site. The pages of the site in China name no list: there
 * are the regions of that site, and the one that whiteboards have elsewhere.
 */
export const whiteboardRegions = {
  international: ["ap-singapore"],
  mainland: ["ap-guangzhou", "ap-shanghai", "ap-beijing", "ap-hongkong", "ap-singapore"],
} as const;

/** The schema of a region that serves interactive whiteboards. */
export const WhiteboardRegion = apiRegion(valuesAt(whiteboardRegions));

/** A region that serves interactive whiteboards. */
export type WhiteboardRegion = z.output<typeof WhiteboardRegion>;

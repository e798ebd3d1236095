import { z } from "zod";

/** The one API region that serves interactive whiteboards. */
export const WhiteboardRegion = z.literal("ap-singapore");

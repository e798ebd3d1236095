import { z } from "zod";
import { byDefault, fields, freeText } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** The whiteboard of a recording. Units: px. Vendor name: Whiteboard. */
export const Whiteboard = fields({
  /** Width of the whiteboard in pixels, at least 2. Vendor name: Width. */
  width: byDefault(1280, z.int().min(2)),
  /** Height of the whiteboard in pixels, at least 2. Vendor name: Height. */
  height: byDefault(960, z.int().min(2)),
  /** Start parameters handed to the whiteboard SDK as they are, JSON in a text. Vendor name: InitParam. */
  initParam: freeText(z.string()).optional(),
});

noteFacets(Whiteboard, { video: [{ at: "", width: "width", height: "height", live: false }] });

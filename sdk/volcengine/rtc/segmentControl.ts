import { z } from "zod";
import { byDefault, fields } from "../../core/fields";

/** How sound is sliced. Units: milliseconds. Vendor name: Control. */
export const SegmentControl = fields({
  /**
   * Whether the slices of all users begin together and are equally long, with silence where somebody sends nothing.
   * Vendor name: Align.
   */
  align: byDefault(false, z.boolean()),
  /** Whether slices of silence are left out. Vendor name: IgnoreSilence. */
  ignoreSilence: byDefault(false, z.boolean()),
  /**
   * Whether there are also slices of all streams mixed, of a user called "mixed"; they come also while nobody speaks.
   * Vendor name: Mixed.
   */
  mixed: byDefault(false, z.boolean()),
  /**
   * Milliseconds from the end of a slice that the next one begins with, so that no word is cut in two; left out, none.
   * The vendor's text says milliseconds, and its example counts seconds. Vendor name: RedundantDuration.
   */
  redundantDuration: z.int().min(0).optional(),
});

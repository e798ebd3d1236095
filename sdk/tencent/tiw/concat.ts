import { z } from "zod";
import { fields } from "../../core/fields";
import { address } from "../../core/noteFacets";

/** How the pieces of a recording are joined. Vendor name: Concat. */
export const Concat = fields({
  /** Whether the pieces of a recording are joined into one video. Vendor name: Enabled. */
  enabled: z.boolean(),
  /** Address of the picture that fills the gaps; left out, they are black. Vendor name: Image. */
  image: address("image", z.string()).optional(),
});

import { z } from "zod";
import { fields } from "../../core/fields";
import { TaskOutputs } from "./taskOutputs";

/** What is known of a relay, whatever it relays. */
export const RelayOutputs = fields({
  ...TaskOutputs.shape,
  /**
   * How the push is: 0 not known yet, 1 not pushing, 2 connecting, 3 connecting again, 4 connected, 5 pushing,
   * 6 stopped. Vendor name: PushStreamState.
   */
  pushStreamState: z.int().optional(),
});

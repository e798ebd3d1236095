import { z } from "zod";

/** A room by its number. The vendor writes the range as an open one, and does not say whether it takes its ends. */
export function roomNumber() {
  return z.int().min(1).max(4_294_967_295);
}

import { z } from "zod";
import { pushAddress, wireName } from "../../core/fields";

/** Where a relay pushes to: an RTMP address of a CDN. */
export const PushUrl = wireName(
  "PushURL",
  pushAddress(z.string().regex(/^rtmp:\/\//, "an address that begins with rtmp://")),
);

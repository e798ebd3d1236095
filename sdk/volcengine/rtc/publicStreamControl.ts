import { z } from "zod";
import { byDefault, fields, freeText } from "../../core/fields";

const milliseconds = z.int().min(1000).max(2147483647);

/** What goes with a public stream, and how it ends. Vendor name: Control. */
export const PublicStreamControl = fields({
  /**
   * Seconds without any stream after which the public stream ends by itself, 10 to 86400. Vendor name: MaxIdleTime.
   */
  maxIdleTime: byDefault(180, z.int().min(10).max(86400)),
  /**
   * A message to those who play, at most 4096 bytes, which 30 frames carry. It is sent once after the start, and
   * whenever it changes. Vendor name: DataMsg.
   */
  dataMsg: freeText(z.string()).optional(),
  /** Whether those who play are told how loud each user is. Vendor name: VolumeIndicationMode. */
  volumeIndicationMode: byDefault(false, z.boolean()),
  /**
   * How often, in milliseconds, from 100; 100 wants a frame rate above 10. Only with `volumeIndicationMode`. Vendor
   * name: VolumeIndicationInterval.
   */
  volumeIndicationInterval: byDefault(2000, z.int().min(100)),
  /** Whether those who play are told which users capture sound and picture. Vendor name: UserCaptureStatsMode. */
  userCaptureStatsMode: byDefault(false, z.boolean()),
  /**
   * How often, in milliseconds, 1000 to 2147483647, for public streams of sound alone. Only with
   * `userCaptureStatsMode`. Vendor name: UserCaptureStatsInterval.
   */
  userCaptureStatsInterval: byDefault(2000, milliseconds),
  /** Whether those who play are told which users publish streams. Vendor name: StreamPublishStatsMode. */
  streamPublishStatsMode: byDefault(false, z.boolean()),
  /**
   * How often, in milliseconds, 1000 to 2147483647, for public streams of sound alone. Only with
   * `streamPublishStatsMode`. Vendor name: StreamPublishStatsInterval.
   */
  streamPublishStatsInterval: byDefault(2000, milliseconds),
});

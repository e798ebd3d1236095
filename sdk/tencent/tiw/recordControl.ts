import { z } from "zod";
import { byDefault, fields } from "../../core/fields";

const streamControl = fields({
  /**
   * The streams whose ids begin like this: "tic_record_user" is the whiteboard, "tic_substream" the shared screen,
   * anything else a user. Vendor name: StreamId.
   */
  streamId: z.string(),
  /** Whether these streams are left out. Vendor name: DisableRecord. */
  disableRecord: byDefault(false, z.boolean()),
  /** Whether their sound is left out. Vendor name: DisableAudio. */
  disableAudio: byDefault(false, z.boolean()),
  /** Whether their small pictures are taken. Vendor name: PullSmallVideo. */
  pullSmallVideo: byDefault(false, z.boolean()),
});

/** Which streams of a recording become videos. Vendor name: RecordControl. */
export const RecordControl = fields({
  /** Whether this block applies. Vendor name: Enabled. */
  enabled: z.boolean(),
  /** Whether streams are left out. Vendor name: DisableRecord. */
  disableRecord: byDefault(false, z.boolean()),
  /** Whether sound is left out. Vendor name: DisableAudio. */
  disableAudio: byDefault(false, z.boolean()),
  /** Whether small pictures are taken instead of large ones. Vendor name: PullSmallVideo. */
  pullSmallVideo: byDefault(false, z.boolean()),
  /** Streams that differ from the above. Vendor name: StreamControls. */
  streamControls: z.array(streamControl).optional(),
});

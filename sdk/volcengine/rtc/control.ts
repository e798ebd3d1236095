import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";

/** What a recording writes: one file of all streams mixed, or a file for each stream. */
export const RecordMode = {
  /** One file of all streams mixed. */
  mixed: 0,
  /** A file for each stream. */
  single: 1,
} as const;

/** What is recorded or relayed. */
export const MediaType = {
  /** Sound and picture. */
  audioAndVideo: 0,
  /** Sound alone. */
  audio: 1,
} as const;

/** What fills a stream's place while it has no picture. */
export const FrameInterpolationMode = {
  /** The last picture. */
  lastFrame: 0,
  /** A black picture. */
  blackFrame: 1,
} as const;

/** How a recording runs and ends. Units: seconds. Vendor name: Control. */
export const Control = fields({
  /** What is recorded, see {@link MediaType}: 0 audio and video, 1 audio. Vendor name: MediaType. */
  mediaType: byDefault(MediaType.audioAndVideo, choice(MediaType)),
  /**
   * What fills a stream's place while it has no picture, see {@link FrameInterpolationMode}: 0 the last one, 1 black;
   * not in the adaptive layout. Vendor name: FrameInterpolationMode.
   */
  frameInterpolationMode: byDefault(FrameInterpolationMode.lastFrame, choice(FrameInterpolationMode)),
  /**
   * Seconds without a stream after which a new file begins, 60 to 3600, below maxIdleTime; recordMode 1 (single)
   * only. Vendor name: MaxSilenceSeconds.
   */
  maxSilenceSeconds: byDefault(3600, z.int().min(60).max(3600)),
  /** Seconds without any stream after which the recording ends by itself, 10 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(180, z.int().min(10).max(86400)),
  /** Seconds after which the recording ends in any case; 0 never. Vendor name: MaxRecordTime. */
  maxRecordTime: byDefault(0, z.int().min(0)),
  /** Whether files are uploaded while they are recorded; HLS only. Vendor name: EnableSyncUpload. */
  enableSyncUpload: byDefault(false, z.boolean()),
});

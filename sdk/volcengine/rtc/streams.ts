import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";

/** Which of a user's streams is meant. */
export const StreamType = {
  /** Camera and microphone. */
  camera: 0,
  /** The shared screen. */
  screen: 1,
} as const;

/** What of a stream is taken. */
export const StreamMediaType = {
  /** Sound and picture. */
  audioAndVideo: 0,
  /** Sound alone. */
  audio: 1,
  /** Picture alone. */
  video: 2,
} as const;

/** An id as the RTC APIs take it. */
export const RtcId = z.string().regex(/^[a-zA-Z0-9_@\-.]{1,128}$/, "1 to 128 letters, digits, _, @, - and .");

/** An id as the vendor's examples write it, with stars in the place of letters. */
export const MaskedRtcId = z
  .string()
  .regex(/^[a-zA-Z0-9_@\-.*]{1,128}$/, "1 to 128 letters, digits, _, @, - and .");

/** One stream of one user. Vendor name: Stream. */
export const Stream = fields({
  /** Number of the stream, unique in its list; the regions of a custom layout refer to it. Vendor name: Index. */
  index: z.int().optional(),
  /** The user whose stream it is: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: UserId. */
  userId: RtcId,
  /** Which stream, see {@link StreamType}: 0 camera and microphone, 1 shared screen. Vendor name: StreamType. */
  streamType: byDefault(StreamType.camera, choice(StreamType)),
});

/** How many streams a list of them takes. */
export const mostStreams = 17;

/** How many streams a list of them takes where each has a region of a custom layout. */
export const mostStreamsInWindows = 30;

/** A choice of streams. Vendor names: TargetStreams, ExcludeStreams. */
export const Streams = fields({
  /** The streams, at most 17. Vendor name: StreamList. */
  streamList: z.array(Stream).max(mostStreams).optional(),
});

/** The streams of a relay's mix. Vendor name: TargetStreams. */
export const MixedRelayStreams = fields({
  /** The streams, at most 17; at most 30 with layoutMode 2 (custom). Vendor name: StreamList. */
  streamList: z.array(Stream).max(mostStreamsInWindows).optional(),
});

/** What is said of an index that two streams of a list have. */
export const indexUsedTwice = {
  problem: "{value} is used twice, and an index is unique in its list",
  advice: "number the streams 0, 1, 2 and so on",
} as const;

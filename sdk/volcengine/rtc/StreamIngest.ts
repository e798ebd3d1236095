import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, byDefault, choice, fields, secret, token } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { taskStatus } from "../../core/taskStatus";
import { streamIngestFacets } from "./streamIngestFacets";
import { streamIngestRules } from "./streamIngestRules";
import { MaskedRtcId, RtcId, StreamMediaType } from "./streams";
import { TranscodeMode } from "./transcodeMode";

const pixels = z.int().min(16).max(1920).multipleOf(2);

const control = fields({
  /**
   * Where the stream, or the file, is pulled from: HLS, RTMP, MP4, FLV, DASH or TS. Secret, as it may carry a key.
   * Vendor name: StreamUrl.
   */
  streamUrl: secret(address("source", z.string().min(1))),
  /**
   * What of it goes into the room, see {@link StreamMediaType}: 0 audio and video, 1 audio (from AAC or Opus), 2 video.
   * Vendor name: MediaType.
   */
  mediaType: byDefault(StreamMediaType.audioAndVideo, choice(StreamMediaType)),
  /**
   * Whether it is encoded anew, see {@link TranscodeMode}: 0 it is, from H.264 or ByteVC1; 1 it is passed on, from H.264
   * with a key frame every 5 seconds at least. Vendor name: StreamMode.
   */
  streamMode: byDefault(TranscodeMode.transcode, choice(TranscodeMode)),
  /** Width of the picture in pixels, even, 16 to 1920; needed with streamMode 0. Vendor name: VideoWidth. */
  videoWidth: pixels.optional(),
  /** Height of the picture in pixels, even, 16 to 1920; needed with streamMode 0. Vendor name: VideoHeight. */
  videoHeight: pixels.optional(),
  /** Frames a second, 1 to 30; streamMode 0 (encoded anew) only. Vendor name: FrameRate. */
  frameRate: byDefault(15, z.int().min(1).max(30)),
  /**
   * Video bitrate in kbit/s, from 1; streamMode 0 (encoded anew) only. Left out, it has no limit. Vendor name: Bitrate.
   */
  bitrate: z.int().min(1).optional(),
  /**
   * When the play begins, in seconds since 1970; 0 at once. Until then the status is "accepted": set
   * `lifecycle.waitFor: "accepted"` beside it, or create waits for that time. Vendor name: StartTimeStamp.
   */
  startTimeStamp: byDefault(0, z.int().min(0)),
  /** Whether a file begins anew when it is over; a stream never does. Vendor name: Loop. */
  loop: z.boolean().optional(),
});

noteFacets(control, {
  video: [
    {
      only: [
        { path: "streamMode", values: [TranscodeMode.transcode] },
        { path: "mediaType", values: [StreamMediaType.audioAndVideo, StreamMediaType.video] },
      ],
      width: "videoWidth",
      height: "videoHeight",
      framesPerSecond: "frameRate",
      kilobitsPerSecond: "bitrate",
      automaticBitrate: false,
      live: true,
    },
  ],
});

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the ingest is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room that the stream is pulled into: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the ingest, unique in the room: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived from
   * the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /**
   * The user that sends the stream in the room, and that nobody else there is: 1 to 128 letters, digits, "_", "@", "-"
   * and ".". Vendor name: UserId.
   */
  userId: RtcId,
  /**
   * The sign-in token of `userId` for `roomId`, made with the application's key. Rotating it changes nothing that runs.
   * Secret. Vendor name: Token.
   */
  token: token(z.string().min(1)),
  /** Seconds without a stream after which the ingest ends by itself, 5 to 600. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(300, z.int().min(5).max(600)),
  /** What is pulled, and how it is sent. Units: px, fps, kbit/s, seconds. Vendor name: Control. */
  control,
});

/** The inputs of an ingest. */
export type StreamIngestInputs = z.input<typeof inputs>;

/**
 * Pulls a stream, or plays a file, into a Volcengine RTC room, where a user of its own sends it.
 *
 * ```ts
 * const ingest = new volcengine.rtc.StreamIngest("trailer", {
 *   appId: "661e0000543cf", roomId: "Room1", userId: "player", token: config.requireSecret("playerToken"),
 *   control: { streamUrl: "https://media.example.com/trailer.mp4", videoWidth: 1280, videoHeight: 720, loop: true },
 * });
 * ```
 *
 * Changed in place: the address, what of it is sent, and how it is encoded. Each change sends all of these, as it is not
 * documented whether the vendor keeps what is left out; so taking `control.bitrate` out replaces. Everything else
 * replaces, too, the running ingest being stopped first.
 *
 * It ends by itself after `maxIdleTime`, and 72 hours after its start in any case: `lifecycle.onEnded: "restart"` starts
 * it again at the next `pulumi up`. The vendor gives no reason for an end.
 *
 * It is read from the list of its room's ingests. For how long the list has one that ended is not documented: what it
 * does not have counts as ended. What somebody changed at the vendor is found where the list tells it (not the bitrate),
 * the address being taken as it stands there, and the size and the frame rate where it is encoded anew.
 *
 * What becomes of an ingest whose user joins the room elsewhere is not documented: check refuses two of one user in a
 * program. Errors: `AccessDenied.ServiceNotEnabled` (online media streams have to be enabled in the console),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`, `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188210
 */
export const streamIngest = defineContract({
  type: "volcengine/rtc:StreamIngest",
  kind: "task",
  inputs,
  outputs: fields({
    /** Id of the ingest, as given or derived. Vendor name: TaskId. */
    taskId: z.string(),
    /** How it is; "unverified" when the vendor tells a state that is not known, "stopped" by `lifecycle.desired`. */
    status: taskStatus("accepted", "running", "ended", "unverified"),
    /** Why it ended or could not be verified. */
    statusReason: z.string().optional(),
    /** When it began, as ISO 8601. Vendor name: CreateTime. */
    startedAt: z.string().optional(),
    /** The API region that it was started in, for example "cn-north-1". */
    region: apiRegion(z.string()),
  }),
  updates: [
    "control.streamUrl",
    "control.mediaType",
    "control.streamMode",
    "control.videoWidth",
    "control.videoHeight",
    "control.frameRate",
    "control.bitrate",
  ],
  replacesAnyway: (before, after) =>
    // An update cannot take the limit back.
    before.control.bitrate !== undefined && after.control.bitrate === undefined ? ["control.bitrate"] : [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: streamIngestRules,
  facets: streamIngestFacets,
});

import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, byDefault, choice, fields, onlyAt, token, valuesAt } from "../../core/fields";
import { address, noteFacets } from "../../core/noteFacets";
import { taskStatus } from "../../core/taskStatus";
import { streamIngestRegionsBySite } from "./regions";
import { streamIngestFacets } from "./streamIngestFacets";
import { streamIngestRules } from "./streamIngestRules";
import { RecordingRoomIdType } from "./streams";

const region = apiRegion(valuesAt(streamIngestRegionsBySite));

const source = () => address("source", z.string().min(1));

const videoEncodeParams = fields({
  /** Width of the picture in pixels, 0 to 1920. Vendor name: Width. */
  width: z.int().min(0).max(1920).optional(),
  /** Height of the picture in pixels, 0 to 1080. Vendor name: Height. */
  height: z.int().min(0).max(1080).optional(),
  /** Frames a second, 1 to 60. Vendor name: Fps. */
  fps: z.int().min(1).max(60).optional(),
  /** Video bitrate in kbit/s, 1 to 10000. Vendor name: BitRate. */
  bitRate: z.int().min(1).max(10000).optional(),
  /** Group of pictures (distance of key frames) in seconds, 1 to 2. Vendor name: Gop. */
  gop: z.int().min(1).max(2).optional(),
});

noteFacets(videoEncodeParams, {
  video: [
    {
      at: "",
      width: "width",
      height: "height",
      framesPerSecond: "fps",
      kilobitsPerSecond: "bitRate",
      automaticBitrate: false,
      gopSeconds: "gop",
      live: true,
    },
  ],
});

const audioEncodeParams = fields({
  /** Audio sample rate in Hz: 48000 or 44100. Vendor name: SampleRate. */
  sampleRate: z.literal([48000, 44100]).optional(),
  /** Audio channels: 1 mono, 2 stereo. Vendor name: Channel. */
  channel: choice({ mono: 1, stereo: 2 }).optional(),
  /** Audio bitrate in kbit/s, 8 to 500. Vendor name: BitRate. */
  bitRate: z.int().min(8).max(500).optional(),
  /** Loudness, 0 to 300; site in China only. Vendor name: Volume. */
  volume: byDefault(100, onlyAt("mainland", z.int().min(0).max(300))),
});

noteFacets(audioEncodeParams, {
  audio: [{ at: "", sampleRateHertz: "sampleRate", kilobitsPerSecond: "bitRate", channels: "channel" }],
});

const inputs = fields({
  /**
   * The API region: ap-bangkok, ap-guangzhou, ap-jakarta, ap-mumbai, ap-singapore or ap-tokyo. For ap-guangzhou and
   * ap-tokyo the vendor's pages do not say that ingests can be read and stopped: there is a warning. Common parameter of
   * the vendor: Region.
   * @default tencentcloud:region of the configuration
   */
  region: region.optional(),
  /** The TRTC application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** The room that the stream is pulled into. Vendor name: RoomId. */
  roomId: z.string().min(1),
  /** Type of `roomId`, see {@link RecordingRoomIdType}: 0 string, 1 integer. Vendor name: RoomIdType. */
  roomIdType: choice(RecordingRoomIdType),
  /**
   * The robot that sends the stream in the room: an id of at most 32 bytes that nobody there uses. Left out, it is
   * derived from the resource. Vendor name: UserId.
   */
  userId: z.string().min(1).optional(),
  /**
   * The robot's sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Rotating it changes nothing that runs. Secret. Vendor name:
   * UserSig.
   */
  userSig: token(z.string().min(1)).optional(),
  /**
   * Where the stream, or the file, is pulled from; the site in China wants at most 1080p and 30 frames a second. This or
   * `sourceUrl` is needed. Make it a Pulumi secret where it carries a key. Vendor name: StreamUrl.
   */
  streamUrl: source().optional(),
  /** Ticket to a room that only those with one may enter. Secret. Vendor name: PrivateMapKey. */
  privateMapKey: token(z.string().min(1)).optional(),
  /**
   * How the picture is encoded. Disused: the vendor's newer pages have it no more. Vendor name: VideoEncodeParams.
   */
  videoEncodeParams: videoEncodeParams.optional(),
  /** How the sound is encoded. Disused in the same way. Vendor name: AudioEncodeParams. */
  audioEncodeParams: audioEncodeParams.optional(),
  /** Where the stream is pulled from. Disused: `streamUrl` takes its place. Vendor name: SourceUrl. */
  sourceUrl: z.array(source()).min(1).optional(),
  /** Seconds into a file at which the play begins. Vendor name: SeekSecond. */
  seekSecond: z.int().min(0).optional(),
  /** Whether the stream is also pushed to a CDN, which has to be switched on in the console. Vendor name: AutoPush. */
  autoPush: z.boolean().optional(),
  /**
   * How often the source is played, -1 to 1000 without 0, and then the ingest ends; -1 plays it until it is stopped, or
   * for `maxDuration`. Vendor name: RepeatNum.
   */
  repeatNum: byDefault(1, z.int().min(-1).max(1000)),
  /**
   * Minutes after which the ingest ends in any case, 1 to 10080; heeded with `repeatNum: -1` only. Left out, it does not
   * end by time. Vendor name: MaxDuration.
   */
  maxDuration: z.int().min(1).max(10080).optional(),
  /**
   * Loudness in the room, 0 to 100. The pages of the site in China go up to 200, which is not taken here. Vendor name:
   * Volume.
   */
  volume: byDefault(100, z.int().min(0).max(100)),
  /**
   * Whether the ingest is paused. It is billed all the same, and at the site in China it is torn down after 12 hours of
   * that. The vendor does not tell whether it is. Vendor name: IsPause of UpdateStreamIngest.
   */
  isPause: byDefault(false, z.boolean()),
  /** Whether the vendor reports how far the play is; site in China only. Vendor name: EnableProgress. */
  enableProgress: byDefault(false, onlyAt("mainland", z.boolean())),
  /** Speed of the play: 0.5, 0.75, 1, 1.25, 1.5, 1.75 or 2; site in China only. Vendor name: Tempo. */
  tempo: byDefault(1, onlyAt("mainland", z.literal([0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]))),
  /**
   * Seconds without a source after which the ingest ends by itself, 0 to 600; left out, the vendor decides as it goes.
   * Site in China only. Vendor name: IdleTimeout.
   */
  idleTimeout: onlyAt("mainland", z.int().min(0).max(600)).optional(),
});

/** The inputs of an ingest. */
export type StreamIngestInputs = z.input<typeof inputs>;

/**
 * Pulls a stream, or plays a file, into a TRTC room, where a robot sends it.
 *
 * ```ts
 * const ingest = new tencent.trtc.StreamIngest("trailer", {
 *   region: "ap-singapore",
 *   sdkAppId: 1400188366, roomId: "295066", roomIdType: tencent.trtc.RecordingRoomIdType.integer,
 *   streamUrl: "https://media.example.com/trailer.mp4",
 *   repeatNum: -1, maxDuration: 120,
 * });
 * ```
 *
 * Changed in place: the address, the loudness and whether it is paused; at the site in China also progress and tempo.
 * Each change sends all of these, as it is not documented whether the vendor keeps what is left out, nor whether it
 * reconnects at the address that it has already. Everything else replaces, the running ingest being stopped first; so
 * does taking `streamUrl` out.
 *
 * It ends by itself after `repeatNum` plays, after `maxDuration`, at the site in China after `idleTimeout` or twelve
 * hours of pause, and otherwise not. A paused ingest is billed. The vendor tells only whether an ingest is in progress
 * or does not exist, so that one that ended has no reason but that. For how long it tells of an id is not documented:
 * what it does not know counts as ended.
 *
 * The vendor's pages of reading and stopping name ap-bangkok, ap-jakarta, ap-mumbai and ap-singapore only. Those calls
 * go to the region of the start in any case. Where the vendor refuses them there, the status is "unverified", and a
 * delete fails: bound the ingest by `repeatNum` or `maxDuration`, and let Pulumi forget it with `lifecycle.onDelete:
 * "leave"`.
 *
 * The vendor has no call that finds an ingest whose start got no answer, and no key by which it would recognise a
 * repeat: starts are kept in the journal until the state has them. When it says that a task exists already
 * (`FailedOperation.TaskExist`) is not documented; nothing is taken over then. Other errors:
 * `FailedOperation.RestrictedConcurrency` (quota), `ResourceInsufficient.RequestRejection` (repeated),
 * `FailedOperation.NotAllowed`, `FailedOperation.NotRtmpFunction` (the service is not switched on; the site in China
 * wants a package that is paid for), `InvalidParameter.UserSig`, `InvalidParameter.StreamUrl`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/57835
 */
export const streamIngest = defineContract({
  type: "tencent/trtc:StreamIngest",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the ingest; it means nothing once that has ended. Vendor name: TaskId. */
    taskId: z.string(),
    /**
     * How it is; "running" also while it is paused, "unverified" when the vendor cannot tell, "stopped" by
     * `lifecycle.desired`.
     */
    status: taskStatus("accepted", "running", "ended", "unverified"),
    /** Why it ended or could not be verified. */
    statusReason: z.string().optional(),
    /** The API region that it was started in. */
    region,
    /** The robot's id in the room, as given or derived. */
    robotUserId: z.string(),
  }),
  updates: ["streamUrl", "volume", "isPause", "enableProgress", "tempo"],
  replacesAnyway: (before, after) =>
    // An update cannot take it back.
    before.streamUrl !== undefined && after.streamUrl === undefined ? ["streamUrl"] : [],
  stable: ["taskId", "region", "robotUserId"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: streamIngestRules,
  facets: streamIngestFacets,
});

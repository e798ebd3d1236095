import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, freeText, onlyAt, token, vendorTime, wireName } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { Concat } from "./concat";
import { MixStream } from "./mixStream";
import { onlineRecordingFacets } from "./onlineRecordingFacets";
import { onlineRecordingRules } from "./onlineRecordingRules";
import { RecordControl } from "./recordControl";
import { WhiteboardRegion } from "./regions";
import { roomNumber } from "./roomNumber";
import { VideoGenerationVideoInfo } from "./videoInfo";
import { Whiteboard } from "./whiteboard";

/** What becomes of a class that is recorded. */
export const OnlineRecordMode = {
  /** Videos are made while it goes on. */
  realtime: "REALTIME_MODE",
  /** A replay is made, also of the chat; for accounts that the vendor enabled it for. */
  videoGeneration: "VIDEO_GENERATION_MODE",
} as const;

/** A feature that has to be named for the vendor to heed its parameters. */
export const OnlineRecordExtra = {
  /** Streams are mixed: `mixStream`. */
  mixStream: "MIX_STREAM",
} as const;

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /**
   * The room of the class, 1 to 4294967295. It can have one recording at a time, and its message group has to exist
   * already: by default that whose id is this number as a text. Vendor name: RoomId.
   */
  roomId: roomNumber(),
  /**
   * The user as whom the recorder enters the room, `tic_record_user_<roomId>_<anything>`: an id of at most 60 bytes
   * that nobody else uses. Left out, it is derived from the resource. Vendor name: RecordUserId.
   */
  recordUserId: z
    .string()
    .regex(/^tic_record_user_\d+_.+$/, 'an id of the form "tic_record_user_<roomId>_<anything>"')
    .optional(),
  /**
   * The recorder's sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Rotating it changes nothing that runs. Secret. Vendor name:
   * RecordUserSig.
   */
  recordUserSig: token(z.string().min(1)).optional(),
  /**
   * The message group of the whiteboard, which has to exist already; left out, that of the room's number. The vendor's
   * international pages call it disused. Vendor name: GroupId.
   */
  groupId: z.string().min(1).optional(),
  /** How the pieces of a user's video are joined, which pauses break; left out, they are not. Vendor name: Concat. */
  concat: Concat.optional(),
  /** The whiteboard. Vendor name: Whiteboard. */
  whiteboard: Whiteboard.optional(),
  /**
   * How the streams are mixed; left out, each is a video by itself. For accounts that the vendor enabled it for, and
   * with `extras: ["MIX_STREAM"]` only. Vendor name: MixStream.
   */
  mixStream: MixStream.optional(),
  /** The features that are used, see {@link OnlineRecordExtra}: "MIX_STREAM". Vendor name: Extras. */
  extras: z.array(choice(OnlineRecordExtra)).optional(),
  /** Whether the callback also names files of the sound alone, as mp3. Vendor name: AudioFileNeeded. */
  audioFileNeeded: z.boolean().optional(),
  /** Which streams are recorded; left out, all of them. Vendor name: RecordControl. */
  recordControl: RecordControl.optional(),
  /** What becomes of the class, see {@link OnlineRecordMode}. Vendor name: RecordMode. */
  recordMode: byDefault("REALTIME_MODE", choice(OnlineRecordMode)),
  /**
   * The message group whose chat is recorded; left out, what is said in the whiteboard's own group. Heeded with
   * `recordMode: "VIDEO_GENERATION_MODE"` only. Vendor name: ChatGroupId.
   */
  chatGroupId: z.string().min(1).optional(),
  /**
   * Seconds after which the recording ends by itself when nobody sends sound or pictures and nothing happens on the
   * whiteboard, 300 to 86400. Vendor name: AutoStopTimeout.
   */
  autoStopTimeout: byDefault(300, z.int().min(300).max(86400)),
  /** Reserved by the vendor for internal use. Vendor name: ExtraData. */
  extraData: freeText(z.string()).optional(),
  /**
   * The TRTC room that is recorded, 1 to 4294967295, where it is not `roomId`; site in China only. Vendor name:
   * TRTCRoomId.
   */
  trtcRoomId: wireName("TRTCRoomId", onlyAt("mainland", roomNumber())).optional(),
  /**
   * The TRTC room that is recorded, where its id is a text; it wins over `trtcRoomId` and `roomId`; site in China only.
   * Vendor name: TRTCRoomIdStr.
   */
  trtcRoomIdStr: wireName("TRTCRoomIdStr", onlyAt("mainland", z.string().min(1))).optional(),
  /**
   * Whether the recording is paused. A change pauses or resumes it; the vendor ends what is paused for more than 90
   * minutes. Vendor: PauseOnlineRecord, ResumeOnlineRecord.
   */
  paused: byDefault(false, z.boolean()),
});

/** The inputs of a recording. */
export type OnlineRecordingInputs = z.input<typeof inputs>;

const omittedDuration = fields({
  /** Where the pause stands in the joined video, in milliseconds. Vendor name: VideoTime. */
  videoTime: z.number().optional(),
  /** When it was paused, in milliseconds since 1970. Vendor name: PauseTime. */
  pauseTime: z.number().optional(),
  /** When it went on, in milliseconds since 1970. Vendor name: ResumeTime. */
  resumeTime: vendorTime(z.number()).optional(),
});

const interrupt = fields({
  /** The user. Vendor name: UserId. */
  userId: z.string().optional(),
  /** How often the user's video broke off. Vendor name: Count. */
  count: z.number().optional(),
});

/**
 * Records a class: the whiteboard, and the cameras, screens and voices of a TRTC room.
 *
 * ```ts
 * const recording = new tencent.tiw.OnlineRecording("lesson", {
 *   sdkAppId: 1400000001, roomId: 1234,
 *   concat: { enabled: true },
 *   autoStopTimeout: 900,
 * });
 * ```
 *
 * Changed in place: `paused`. Everything else replaces, the running recording being stopped first, as a room can have
 * one only.
 *
 * It ends by itself when nothing happens for `autoStopTimeout`, after 24 hours in all, after a pause of more than 90
 * minutes, and by a failure; `finishReason` and `statusReason` say which. Afterwards the vendor still processes and
 * uploads the videos: `filesPending` is true until they are there, and each refresh looks. A recording that failed has
 * no state at the vendor, which answers with an error or with nothing: its status is "failed". For how long the vendor
 * tells of a recording that is over is not documented; once it knows none of this id, its status is "ended". The vendor
 * names no code for a second recording in a room: two in one program are refused before that.
 *
 * The vendor has no call that finds a recording whose start got no answer: starts are kept in the journal until the
 * state has them.
 *
 * Errors: `ResourceInUse.RecordUserId` (the recorder records already), `LimitExceeded.TaskConcurrency` (100 at a time
 * in an application), `InvalidParameter.RecordParameter`, `UnsupportedOperation.InvalidTaskStatus`,
 * `ResourceUnavailable.ServiceExpired`, `UnauthorizedOperation.SdkAppId`; a failed recording says
 * `FailedOperation.Record` with the cause, for example a signature that ran out.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55174
 */
export const onlineRecording = defineContract({
  type: "tencent/tiw:OnlineRecording",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the recording. Vendor name: TaskId. */
    taskId: z.string(),
    /** The API region that it was started in. */
    region: WhiteboardRegion,
    /** The recorder's id in the room, as given or derived. Vendor name: RecordUserId. */
    recordUserId: z.string(),
    /**
     * How it is; "accepted" while it is prepared, "unverified" when the vendor's answer cannot be read, "stopped" by
     * `lifecycle.desired`.
     */
    status: taskStatus("accepted", "running", "paused", "ended", "failed", "unverified"),
    /** Why it is over or not known, when that is so. */
    statusReason: z.string().optional(),
    /** Why it ended: AUTO, USER_CALL, EXCEPTION or FORCE_STOP. Vendor name: FinishReason. */
    finishReason: z.string().optional(),
    /** Whether it is over and its videos are still processed and uploaded. Vendor: the status STOPPED. */
    filesPending: z.boolean(),
    /** The message group of the whiteboard. Vendor name: GroupId. */
    whiteboardGroupId: wireName("GroupId", z.string()).optional(),
    /** When it began, in seconds since 1970. Vendor name: RecordStartTime. */
    recordStartTime: vendorTime(z.number()).optional(),
    /** When it ended, in seconds since 1970. Vendor name: RecordStopTime. */
    recordStopTime: vendorTime(z.number()).optional(),
    /** How long its videos take to play, in milliseconds. Vendor name: TotalTime. */
    totalTime: z.number().optional(),
    /** How often something went wrong while it ran. Vendor name: ExceptionCnt. */
    exceptionCount: wireName("ExceptionCnt", z.number()).optional(),
    /** What the joined videos leave out, with `concat` only. Vendor name: OmittedDurations. */
    omittedDurations: z.array(omittedDuration).optional(),
    /** The videos, once they are uploaded. Vendor name: VideoInfos. */
    videoInfos: z.array(VideoGenerationVideoInfo).optional(),
    /** Address of the replay, with `recordMode: "VIDEO_GENERATION_MODE"` only. Vendor name: ReplayUrl. */
    replayUrl: z.string().optional(),
    /** How often each user's video broke off. Vendor name: Interrupts. */
    interrupts: z.array(interrupt).optional(),
  }),
  updates: ["paused"],
  stable: ["taskId", "region", "recordUserId"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: onlineRecordingRules,
  facets: onlineRecordingFacets,
});

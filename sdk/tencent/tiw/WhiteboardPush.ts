import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, freeText, onlyAt, token, vendorTime, wireName } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { WhiteboardRegion } from "./regions";
import { roomNumber } from "./roomNumber";
import { Whiteboard } from "./whiteboard";
import { whiteboardPushFacets } from "./whiteboardPushFacets";
import { whiteboardPushRules } from "./whiteboardPushRules";

/** As what a push enters a TRTC room. */
export const TrtcEnterRoomMode = {
  /** As into a call of several people: with little delay. */
  videoCall: "TRTCAppSceneVideoCall",
  /** As into a live stream with an audience: with a better picture. */
  live: "TRTCAppSceneLIVE",
} as const;

/** The id by which recordings or streams of a push are found. */
function ownId() {
  return z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and -");
}

const backup = fields({
  /** The user as whom the second stream enters the room: an id that nobody else uses. Vendor name: PushUserId. */
  pushUserId: z.string().min(1),
  /**
   * Its sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Secret. Vendor name: PushUserSig.
   */
  pushUserSig: token(z.string().min(1)).optional(),
});

const authParam = fields({
  /** The application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /** The user there. Vendor name: UserId. */
  userId: z.string().min(1),
  /** The user's sign-in signature. Secret. Vendor name: UserSig. */
  userSig: token(z.string().min(1)),
});

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /**
   * The room of the whiteboard, 1 to 4294967295, which can have one push at a time. Its message group has to exist
   * already: that whose id is this number as a text. Vendor name: RoomId.
   */
  roomId: roomNumber(),
  /**
   * The user as whom the whiteboard enters the rooms: an id of at most 60 bytes that nobody else uses. Left out, it is
   * derived from the resource. Vendor name: PushUserId.
   */
  pushUserId: z.string().min(1).optional(),
  /**
   * Its sign-in signature. Left out, it is made at call time from the application's key in
   * `tencentcloud:appSecretKeys` and never stored. Rotating it changes nothing that runs. Secret. Vendor name:
   * PushUserSig.
   */
  pushUserSig: token(z.string().min(1)).optional(),
  /** The whiteboard. Vendor name: Whiteboard. */
  whiteboard: Whiteboard.optional(),
  /** Seconds after which the push ends by itself when nothing happens on the whiteboard, 300 to 259200. Vendor name: AutoStopTimeout. */
  autoStopTimeout: byDefault(1800, z.int().min(300).max(259200)),
  /**
   * Whether the vendor does with the second stream what it is told to do with the first one. Without it, delete stops
   * both by calls of their own. Vendor name: AutoManageBackup.
   */
  autoManageBackup: z.boolean().optional(),
  /** A second stream of the same whiteboard in the room, to fall back on; left out, there is none. Vendor name: Backup. */
  backup: backup.optional(),
  /** Ticket to a TRTC room that only those with one may enter. Secret. Vendor name: PrivateMapKey. */
  privateMapKey: token(z.string().min(1)).optional(),
  /** Frames a second, 0 to 30. Vendor name: VideoFPS. */
  videoFPS: byDefault(20, z.int().min(0).max(30)),
  /** Bitrate in kbit/s, 0 to 2000; the real one varies around it. Vendor name: VideoBitrate. */
  videoBitrate: byDefault(1200, z.int().min(0).max(2000)),
  /**
   * Whether TRTC records the stream; heeded where the TRTC application records named users only. Vendor name:
   * AutoRecord.
   */
  autoRecord: byDefault(false, z.boolean()),
  /**
   * The id that TRTC's recording has in its callback: up to 64 letters, digits, "_" and "-". It switches recording on,
   * whatever `autoRecord` says. Left out, `<sdkAppId>_<roomId>_<pushUserId>`. Vendor name: UserDefinedRecordId.
   */
  userDefinedRecordId: ownId().optional(),
  /**
   * Whether TRTC relays the stream to its CDN; heeded where the TRTC application relays named users only. Vendor name:
   * AutoPublish.
   */
  autoPublish: byDefault(false, z.boolean()),
  /**
   * The id that the stream has on the CDN: up to 64 letters, digits, "_" and "-". It switches relaying on, whatever
   * `autoPublish` says. Left out, `<sdkAppId>_<roomId>_<pushUserId>_main`. Vendor name: UserDefinedStreamId.
   */
  userDefinedStreamId: ownId().optional(),
  /** Reserved by the vendor for internal use. Vendor name: ExtraData. */
  extraData: freeText(z.string()).optional(),
  /** The TRTC room that it is pushed into, 1 to 4294967295; left out, `roomId`. Vendor name: TRTCRoomId. */
  trtcRoomId: wireName("TRTCRoomId", roomNumber()).optional(),
  /** The same, where its id is a text; it wins over `trtcRoomId`. Vendor name: TRTCRoomIdStr. */
  trtcRoomIdStr: wireName("TRTCRoomIdStr", z.string().min(1)).optional(),
  /** Whose message groups carry the whiteboard; left out, those of `sdkAppId`. Vendor name: IMAuthParam. */
  imAuthParam: wireName("IMAuthParam", authParam.optional()),
  /** Whose TRTC room it is pushed into; left out, that of `sdkAppId`. Vendor name: TRTCAuthParam. */
  trtcAuthParam: wireName("TRTCAuthParam", authParam.optional()),
  /** As what it enters the TRTC room; for accounts that the vendor enabled it for. Vendor name: TRTCEnterRoomMode. */
  trtcEnterRoomMode: wireName(
    "TRTCEnterRoomMode",
    byDefault("TRTCAppSceneVideoCall", choice(TrtcEnterRoomMode)),
  ),
  /** The message group of the whiteboard; left out, that of the room's number; site in China only. Vendor name: GroupId. */
  groupId: onlyAt("mainland", z.string().min(1)).optional(),
});

/** The inputs of a push. */
export type WhiteboardPushInputs = z.input<typeof inputs>;

/**
 * Pushes what happens on a whiteboard as a video into a TRTC room, from where it is recorded or relayed.
 *
 * ```ts
 * const board = new tencent.tiw.WhiteboardPush("board", {
 *   sdkAppId: 1400000001, roomId: 1234,
 *   userDefinedStreamId: "lesson-1",
 *   lifecycle: { onEnded: "restart" },
 * });
 * ```
 *
 * Nothing changes in place: every change replaces, the running push being stopped first, as a room can have one only.
 *
 * It ends by itself when nothing happens on the whiteboard for `autoStopTimeout`, and by a failure; `finishReason` and
 * `statusReason` say which. A push that failed has no state at the vendor, which answers with an error or with nothing:
 * its status is "failed". For how long the vendor tells of a push that is over is not documented; once it knows none of
 * this id, its status is "ended". The vendor names no code for a second push in a room: two in one program are refused
 * before that.
 *
 * The vendor has no call that finds a push whose start got no answer: starts are kept in the journal until the state
 * has them.
 *
 * Errors: `ResourceInUse.RecordUserId` (the user pushes already), `LimitExceeded.TaskConcurrency` (100 at a time in an
 * application), `InvalidParameter.RecordParameter`, `ResourceUnavailable.ServiceExpired`,
 * `UnauthorizedOperation.SdkAppId`; a failed push says `FailedOperation.WhiteboardPush` with the cause.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55156
 */
export const whiteboardPush = defineContract({
  type: "tencent/tiw:WhiteboardPush",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the push. Vendor name: TaskId. */
    taskId: z.string(),
    /** The API region that it was started in. */
    region: WhiteboardRegion,
    /** The user's id in the room, as given or derived. Vendor name: PushUserId. */
    pushUserId: z.string(),
    /**
     * How it is; "accepted" while it is prepared, "unverified" when the vendor's answer cannot be read, "stopped" by
     * `lifecycle.desired`.
     */
    status: taskStatus("accepted", "running", "ended", "failed", "unverified"),
    /** Why it is over or not known, when that is so. */
    statusReason: z.string().optional(),
    /** Why it ended: AUTO, USER_CALL or EXCEPTION. Vendor name: FinishReason. */
    finishReason: z.string().optional(),
    /** The message group of the whiteboard. Vendor name: GroupId. */
    whiteboardGroupId: wireName("GroupId", z.string()).optional(),
    /** When it began, in seconds since 1970. Vendor name: PushStartTime. */
    pushStartTime: vendorTime(z.number()).optional(),
    /** When it ended, in seconds since 1970. Vendor name: PushStopTime. */
    pushStopTime: vendorTime(z.number()).optional(),
    /** How often something went wrong while it ran. Vendor name: ExceptionCnt. */
    exceptionCount: wireName("ExceptionCnt", z.number()).optional(),
    /** The messages' time of its first picture, by which a replay brings chat and video together. Vendor name: IMSyncTime. */
    imSyncTime: wireName("IMSyncTime", vendorTime(z.number())).optional(),
    /** The vendor's id of the second push. Vendor name: TaskId in Backup, which is JSON in a text. */
    backupTaskId: z.string().optional(),
    /** How the second push is, in the vendor's words: PREPARED, PUSHING or STOPPED. Vendor name: Status in Backup. */
    backupStatus: z.string().optional(),
  }),
  updates: [],
  stable: ["taskId", "region", "pushUserId", "backupTaskId"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: whiteboardPushRules,
  facets: whiteboardPushFacets,
});

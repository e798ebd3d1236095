import { z } from "zod";
import { defineContract } from "../../core/contract";
import { choice, fields, uint64, vendorTime } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";
import { recordingFacets } from "./recordingFacets";
import { recordingRules } from "./recordingRules";

/** What a recording writes: a file for each stream, one of the mix, or both. */
export const RecordMode = {
  /** A file for each stream. */
  single: 1,
  /** One file of the mix. */
  mixed: 2,
  /** Both. */
  both: 3,
} as const;

// The vendor types user ids as text, and its own example sends numbers.
const userId = z.union([z.string().min(1), z.int()]);

const subscribeRecordUserIds = fields({
  /** The users who are recorded, at most 20; left out, everybody. Vendor name: SubscribeUserIds. */
  subscribeUserIds: z.array(userId).max(20).optional(),
  /** The users who are not recorded, at most 20. Vendor name: UnSubscribeUserIds. */
  unSubscribeUserIds: z.array(userId).max(20).optional(),
});

const recordedFile = fields({
  /** The user on the file; "0" for the mix of all. Vendor name: UserId. */
  userId: z.string().optional(),
  /** Name of the file. Vendor name: FileName. */
  fileName: z.string().optional(),
  /** When the file began, in seconds since 1970. Vendor name: RecordBeginTime. */
  recordBeginTime: vendorTime(z.int()).optional(),
  /**
   * How far the file is: 2 recording, 10 waiting for transcoding, 11 transcoding, 12 uploading, 13 uploaded,
   * 14 reported by callback. Vendor name: RecordStatus.
   */
  recordStatus: z.int().optional(),
});

const inputs = fields({
  /** The GME application. Vendor name: BizId. */
  bizId: z.int().min(0),
  /** The room that is recorded. Vendor name: RoomId. */
  roomId: z.string().min(1),
  /** What is written, see {@link RecordMode}: 1 each stream, 2 the mix, 3 both. Vendor name: RecordMode. */
  recordMode: choice(RecordMode),
  /** Who is recorded; left out, everybody in the room. Vendor name: SubscribeRecordUserIds. */
  subscribeRecordUserIds: subscribeRecordUserIds.optional(),
});

/** The inputs of a recording. */
export type RecordingInputs = z.input<typeof inputs>;

/**
 * Records the voices of one GME room on the vendor's servers.
 *
 * ```ts
 * const recording = new tencent.gme.Recording("lobby", {
 *   bizId: 1400000001, roomId: "1987", recordMode: tencent.gme.RecordMode.mixed,
 * });
 * ```
 *
 * Changed in place: the mode and the users. Application and room replace, the running recording being stopped first.
 *
 * The recording starts with the call, also in an empty room; each file begins with its first user. Errors:
 * `ResourceInUse.TaskInUse` (the room is being recorded already), `ResourceNotFound.RoomNotFound`,
 * `UnsupportedOperation.ServiceNotOpened` (recording has to be enabled for the account),
 * `InvalidParameterValue.InvalidBizId`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/607/53736
 */
export const recording = defineContract({
  type: "tencent/gme:Recording",
  kind: "task",
  inputs,
  outputs: fields({
    /** The vendor's id of the recording, in digits. Vendor name: TaskId. */
    taskId: uint64(),
    /** How it is; "unverified" when the vendor's answer does not tell, "stopped" by `lifecycle.desired`. */
    status: taskStatus("accepted", "running", "ended", "unverified"),
    /** Why the recording ended or could not be verified. */
    statusReason: z.string().optional(),
    /** When the recording was found to have ended, as ISO 8601. */
    endedAt: z.string().optional(),
    /** The files so far. Vendor name: RecordInfo. */
    files: z.array(recordedFile).optional(),
  }),
  updates: ["recordMode", "subscribeRecordUserIds"],
  stable: ["taskId"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: recordingRules,
  facets: recordingFacets,
});

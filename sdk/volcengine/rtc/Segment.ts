import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, fields } from "../../core/fields";
import { SegmentControl } from "./segmentControl";
import { segmentFacets } from "./segmentFacets";
import { segmentRules } from "./segmentRules";
import { SegmentStorageConfig } from "./storage";
import { MaskedRtcId, RtcId, Streams } from "./streams";
import { TaskOutputs } from "./taskOutputs";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the slices are counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room whose sound is sliced: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the task, unique in the room: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived from
   * the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /** The streams that are sliced, at most 17; empty or left out, all in the room. Vendor name: TargetStreams. */
  targetStreams: Streams.optional(),
  /**
   * What the names of the files begin with, before user, time and number: 1 to 128 letters, digits, "_", "@", "-" and
   * ".". It has to be unique in its bucket, or files are overwritten. Left out, the vendor makes one up. Vendor name:
   * Identifier.
   */
  identifier: RtcId.optional(),
  /** Whether it slices; with false it only stands ready, and an update begins at once. Vendor name: Handle. */
  handle: byDefault(true, z.boolean()),
  /** Length of a slice in seconds, 1 to 600; a change cuts the one that is being made. Vendor name: Duration. */
  duration: byDefault(20, z.int().min(1).max(600)),
  /** Seconds without any stream after which the task ends by itself, 1 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(180, z.int().min(1).max(86400)),
  /** How it slices. Vendor name: Control. */
  control: SegmentControl.optional(),
  /** Where the slices go. Vendor name: StorageConfig. */
  storageConfig: SegmentStorageConfig,
});

/** The inputs of a task that slices sound. */
export type SegmentInputs = z.input<typeof inputs>;

/**
 * Slices the sound of a Volcengine RTC room into short files, for example for moderation, into a storage.
 *
 * ```ts
 * const slices = new volcengine.rtc.Segment("slices", {
 *   appId: "661e0000543cf", roomId: "Room1",
 *   identifier: "lesson-7", duration: 30,
 *   storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "slices" } },
 * });
 * ```
 *
 * Changed in place, and read by a refresh: `identifier`, `handle` and `duration`. An identifier that is taken out
 * replaces, as everything else does, the running task being stopped first.
 *
 * A task ends by itself when the room is idle for `maxIdleTime`. The vendor answers for tasks started within the last
 * 72 hours; the status of an older one is "unverified". It tells of each slice in its callback alone. Its answers have
 * the keys of the storage in them, masked or not: they are not read, and what else somebody chose for a task that is
 * adopted is not compared.
 *
 * Errors: `AccessDenied.ServiceNotEnabled` (slices have to be enabled in the console),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`, `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188212
 */
export const segment = defineContract({
  type: "volcengine/rtc:Segment",
  kind: "task",
  inputs,
  outputs: fields({
    ...TaskOutputs.shape,
    /** What the names of the files begin with: `identifier`, or what the vendor made up. Vendor name: Identifier. */
    filePrefix: z.string().optional(),
  }),
  updates: ["identifier", "handle", "duration"],
  // The vendor may make up another one, or keep the old one: nobody knows.
  replacesAnyway: (before, after) =>
    before.identifier !== undefined && after.identifier === undefined ? ["identifier"] : [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: segmentRules,
  facets: segmentFacets,
});

import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, fields } from "../../core/fields";
import { ImageConfig } from "./imageConfig";
import { snapshotFacets } from "./snapshotFacets";
import { snapshotRules } from "./snapshotRules";
import { SnapshotStorageConfig } from "./storage";
import { MaskedRtcId, RtcId, Streams } from "./streams";
import { TaskOutputs } from "./taskOutputs";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the pictures are counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room whose streams are shown: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the task, unique in the room: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived from
   * the resource, so that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /** The streams that pictures are taken of, at most 17; empty or left out, all in the room. Vendor name: TargetStreams. */
  targetStreams: Streams.optional(),
  /** How often pictures are taken, and of what kind they are. Vendor name: ImageConfig. */
  imageConfig: ImageConfig.optional(),
  /** Seconds without any stream after which the task ends by itself, 1 to 86400. Vendor name: MaxIdleTime. */
  maxIdleTime: byDefault(180, z.int().min(1).max(86400)),
  /** Where the pictures go. Vendor name: StorageConfig. */
  storageConfig: SnapshotStorageConfig,
});

/** The inputs of a task that takes pictures. */
export type SnapshotInputs = z.input<typeof inputs>;

/**
 * Takes pictures of the streams in a Volcengine RTC room, again and again, into a storage.
 *
 * ```ts
 * const pictures = new volcengine.rtc.Snapshot("pictures", {
 *   appId: "661e0000543cf", roomId: "Room1",
 *   imageConfig: { interval: 10 },
 *   storageConfig: { tosConfig: { accountId: "2100000089", region: 0, bucket: "pictures" } },
 * });
 * ```
 *
 * Changed in place: `imageConfig.interval`, which a refresh also reads. Everything else replaces, the running task
 * being stopped first.
 *
 * A task ends by itself when the room is idle for `maxIdleTime`. The vendor answers for tasks started within the last
 * 72 hours; the status of an older one is "unverified". It tells of each picture in its callback alone. Its answers
 * have the keys of the storage in them, masked or not: they are not read, and what else somebody chose for a task that
 * is adopted is not compared.
 *
 * Errors: `AccessDenied.ServiceNotEnabled` (snapshots have to be enabled in the console),
 * `InvalidParameter.NotExistAppId`, `AccessDenied.NoPermissionForApp`, `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188225
 */
export const snapshot = defineContract({
  type: "volcengine/rtc:Snapshot",
  kind: "task",
  inputs,
  outputs: TaskOutputs,
  updates: ["imageConfig.interval"],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["running", "accepted"],
  rules: snapshotRules,
  facets: snapshotFacets,
});

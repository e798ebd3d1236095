import { z } from "zod";
import { defineContract } from "../../core/contract";
import { apiRegion, fields, secret, wireName } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { taskStatus } from "../../core/taskStatus";
import { MaskedRtcId, RtcId } from "./streams";
import { whiteboardRecordingFacets } from "./whiteboardRecordingFacets";
import { whiteboardRecordingRules } from "./whiteboardRecordingRules";

const inputs = fields({
  /** The RTC application: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: AppId. */
  appId: MaskedRtcId,
  /** The business the recording is counted for: 1 to 128 letters, digits, "_", "@", "-", ".". Vendor name: BusinessId. */
  businessId: MaskedRtcId.optional(),
  /** The room of the whiteboard: 1 to 128 letters, digits, "_", "@", "-" and ".". Vendor name: RoomId. */
  roomId: RtcId,
  /**
   * Id of the recording: 1 to 128 letters, digits, "_", "@", "-" and ".". Left out, it is derived from the resource, so
   * that a repeated start meets the first one. Vendor name: TaskId.
   */
  taskId: RtcId.optional(),
  /**
   * The user as whom the recording is in the room, and that nobody else there is: 1 to 128 letters, digits, "_", "@", "-"
   * and ".". Vendor name: UserId.
   */
  userId: RtcId,
  /**
   * A page of one's own that shows the whiteboard. Secret, as it may carry a key. Left out, the vendor's page. Vendor
   * name: SourceURL.
   */
  sourceUrl: wireName("SourceURL", secret(address("media", z.string()))).optional(),
});

/** The inputs of a recording of a whiteboard. */
export type WhiteboardRecordingInputs = z.input<typeof inputs>;

/**
 * Records the whiteboard of a Volcengine RTC room.
 *
 * ```ts
 * const board = new volcengine.rtc.WhiteboardRecording("board", {
 *   appId: "661e0000543cf", roomId: "Room1", userId: "recorder",
 * });
 * ```
 *
 * The vendor changes nothing of it while it runs: every change replaces, the running recording being stopped first.
 *
 * The vendor has no call that reads it: the status is "unverified", and whether and when it ends by itself is not
 * documented, so stop it with `lifecycle.desired` or by a destroy. What the answers to its calls hold is not documented,
 * either: one without an error counts as a success. A start under an id that is in use starts nothing, as with other
 * tasks; where the program names that id, it is not taken over without `lifecycle.adopt`, provided that the vendor tells.
 * `lifecycle.adopt` works when a resource is created; one that is there is not replaced by what nothing shows.
 *
 * The start fails where the vendor's console is set to record the whiteboard as signalling data; its code for that is not
 * documented. Errors: `AccessDenied.ServiceNotEnabled`, `InvalidParameter.NotExistAppId`,
 * `AccessDenied.NoPermissionForApp`, `InvalidParameter.TaskAlreadyExists`.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1232754
 */
export const whiteboardRecording = defineContract({
  type: "volcengine/rtc:WhiteboardRecording",
  kind: "task",
  inputs,
  outputs: fields({
    /** Id of the recording, as given or derived. Vendor name: TaskId. */
    taskId: z.string(),
    /**
     * "unverified" while it should be running (the vendor cannot tell), "ended" once it was found to be over, "stopped"
     * by `lifecycle.desired`.
     */
    status: taskStatus("unverified", "ended"),
    /** Why it ended, when it did. */
    statusReason: z.string().optional(),
    /** The API region that it was started in, for example "cn-north-1". */
    region: apiRegion(z.string()),
  }),
  updates: [],
  stable: ["taskId", "region"],
  stopsFirst: true,
  waitFor: ["accepted"],
  rules: whiteboardRecordingRules,
  facets: whiteboardRecordingFacets,
});

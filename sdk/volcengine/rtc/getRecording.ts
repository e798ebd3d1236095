import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { recording } from "./Recording";

const { appId, roomId } = recording.inputs.shape;
const { taskId, status, statusReason, startedAt, endedAt, recordFileList } = recording.outputs.shape;

/**
 * Tells how a recording of Volcengine RTC is that was started within the last 72 hours, whoever started it.
 *
 * ```ts
 * const { status } = await volcengine.rtc.getRecording({ appId: "661e0000543cf", roomId: "Room1", taskId: "lesson" });
 * ```
 *
 * It fails where the vendor knows no such recording.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/1188213
 */
export const getRecording = defineLookup({
  type: "volcengine/rtc:getRecording",
  args: fields({
    /** The RTC application. Vendor name: AppId. */
    appId,
    /** The room. Vendor name: RoomId. */
    roomId,
    /** Id of the recording, as its start had it. Vendor name: TaskId. */
    taskId,
  }),
  result: fields({
    /** How it is; "unverified" when the vendor's word is not known. */
    status: status.exclude(["stopped"]),
    /** Why it ended or failed. Vendor name: StopReason. */
    statusReason,
    /** When it began, as ISO 8601. Vendor name: StartTime. */
    startedAt,
    /** When it ended, as ISO 8601. Vendor name: EndTime. */
    endedAt,
    /** The files, as far as the vendor lists them. Vendor name: RecordFileList. */
    recordFileList,
  }),
});

import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { recording } from "./Recording";

const { bizId, roomId, recordMode, subscribeRecordUserIds } = recording.inputs.shape;
const { taskId, files } = recording.outputs.shape;

/**
 * Tells which recording runs in a room of GME, whoever started it: one at a time does.
 *
 * ```ts
 * const running = await tencent.gme.getRunningRecording({ bizId: 1400000001, roomId: "1987" });
 * new tencent.gme.Recording("lobby", { …, lifecycle: { adopt: running.taskId } });
 * ```
 *
 * Where none runs, nothing is told.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/607/53737
 */
export const getRunningRecording = defineLookup({
  type: "tencent/gme:getRunningRecording",
  args: fields({
    /** The GME application. Vendor name: BizId. */
    bizId,
    /** The room. Vendor name: RoomId. */
    roomId,
  }),
  result: fields({
    /** The vendor's id of the recording, in digits; none where no recording runs. Vendor name: TaskId. */
    taskId: taskId.optional(),
    /** What it records, see {@link RecordMode}. Vendor name: RecordMode. */
    recordMode: recordMode.optional(),
    /** Whose voices it records, where not all. Vendor name: SubscribeRecordUserIds. */
    subscribeRecordUserIds,
    /** The files so far. Vendor name: RecordInfo. */
    files,
  }),
});

import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { onlineRecording } from "./OnlineRecording";

const { region, sdkAppId } = onlineRecording.inputs.shape;
const { taskId, status, statusReason, finishReason, filesPending, totalTime, videoInfos, replayUrl } =
  onlineRecording.outputs.shape;

/**
 * Tells how a recording of a class is, whoever started it, and where its videos are.
 *
 * ```ts
 * const { status, videoInfos } = await tencent.tiw.getOnlineRecording({ sdkAppId: 1400000001, taskId });
 * ```
 *
 * It fails where the vendor knows no such recording. One that failed has no state at the vendor: its status is "failed".
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55173
 */
export const getOnlineRecording = defineLookup({
  type: "tencent/tiw:getOnlineRecording",
  args: fields({
    /** The API region that it was started in; left out, that of the site. */
    region,
    /** The whiteboard application. Vendor name: SdkAppId. */
    sdkAppId,
    /** The vendor's id of the recording. Vendor name: TaskId. */
    taskId,
  }),
  result: fields({
    /** How it is; "accepted" while it is prepared, "unverified" when the vendor's answer cannot be read. */
    status: status.exclude(["stopped"]),
    /** Why it is over or not known, when that is so. */
    statusReason,
    /** Why it ended: AUTO, USER_CALL, EXCEPTION or FORCE_STOP. Vendor name: FinishReason. */
    finishReason,
    /** Whether it is over and its videos are still processed and uploaded; not told of one that failed without a state. */
    filesPending: filesPending.optional(),
    /** How long its videos take to play, in milliseconds. Vendor name: TotalTime. */
    totalTime,
    /** The videos, once they are uploaded. Vendor name: VideoInfos. */
    videoInfos,
    /** Address of the replay, with `recordMode: "VIDEO_GENERATION_MODE"` only. Vendor name: ReplayUrl. */
    replayUrl,
  }),
});

import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { cloudRecording } from "./CloudRecording";

const { region, sdkAppId } = cloudRecording.inputs.shape;
const { taskId, status, statusReason, files, filesPending } = cloudRecording.outputs.shape;

/**
 * Tells how a cloud recording of TRTC is, whoever started it.
 *
 * ```ts
 * const { status } = await tencent.trtc.getCloudRecording({ sdkAppId: 1400188366, taskId });
 * ```
 *
 * It fails where the vendor knows no such recording, as of one that has ended.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/46959
 */
export const getCloudRecording = defineLookup({
  type: "tencent/trtc:getCloudRecording",
  args: fields({
    /** The API region that it was started in; left out, that of the configuration. */
    region,
    /** The TRTC application. Vendor name: SdkAppId. */
    sdkAppId,
    /** The vendor's id of the recording. Vendor name: TaskId. */
    taskId,
  }),
  result: fields({
    /** How it is; "idle" while nobody sends, "ending" once it stops, "unverified" when the vendor's word is not known. */
    status: status.exclude(["stopped"]),
    /** Why it could not be verified. */
    statusReason,
    /** The files in the bucket so far. Vendor name: StorageFileList. */
    files,
    /** Whether there are, or will be, files that `files` does not have; not told of one that has ended. */
    filesPending: filesPending.optional(),
  }),
});

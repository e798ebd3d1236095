import { z } from "zod";
import { fields, vendorTime } from "../../../sdk/core/fields";
import { recording } from "../../../sdk/volcengine/rtc/Recording";
import { defineService, operation } from "../../core/service";
import { volcengineProtocol } from "../protocol";

const inputs = recording.inputs.shape;
const { appId, roomId, businessId } = inputs;
const taskId = z.string();
const result = fields({ result: z.string() });

/** The vendor's answer to a start of what runs already. */
const alreadyStarted = "The task has been started";

/** Whether the answer to a start says that the task runs already. */
export function wasRunning(answer: string | undefined): boolean {
  return answer?.startsWith(alreadyStarted) === true;
}

function isOk(reply: { readonly result?: string | undefined }): boolean {
  return reply.result === "ok";
}

/** Volcengine RTC's recording API. https://www.volcengine.com/docs/6348/1188215 */
export const connectRtc = defineService({
  protocol: volcengineProtocol,
  service: "rtc",
  version: "2023-11-01",
  operations: {
    /** Starts a recording under an id of the caller's; the answer to a repeat says so. */
    startRecord: operation({
      action: "StartRecord",
      input: fields({ ...inputs, taskId }),
      output: result,
      isSuccess: (reply) => isOk(reply) || wasRunning(reply.result),
      safety: "deduplicated",
      ratePerSecond: 60,
    }),
    /** Changes the custom layout of a mixed recording; what is left out returns to its default. */
    updateRecord: operation({
      action: "UpdateRecord",
      input: fields({
        appId,
        businessId,
        roomId,
        taskId,
        targetStreams: inputs.targetStreams,
        layout: inputs.layout,
      }),
      output: result,
      isSuccess: isOk,
      safety: "deduplicated",
      ratePerSecond: 60,
    }),
    /** Stops a recording. */
    stopRecord: operation({
      action: "StopRecord",
      input: fields({ appId, businessId, roomId, taskId }),
      output: result,
      isSuccess: isOk,
      safety: "deduplicated",
      ratePerSecond: 60,
    }),
    /** Reads a recording that was started within the last 72 hours. */
    getRecordTask: operation({
      action: "GetRecordTask",
      method: "GET",
      input: fields({ appId, roomId, taskId }),
      output: fields({
        result: fields({
          recordTask: fields({
            startTime: vendorTime(z.int()),
            endTime: vendorTime(z.int()),
            status: z.int(),
            stopReason: z.string(),
            recordFileList: recording.outputs.shape.recordFileList,
          }),
        }),
      }),
      safety: "read",
      ratePerSecond: 60,
    }),
  },
});

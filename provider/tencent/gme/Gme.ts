import { fields, uint64, wireName } from "../../../sdk/core/fields";
import { recording } from "../../../sdk/tencent/gme/Recording";
import { defineService, operation } from "../../core/service";
import { tencentProtocol } from "../protocol";

const { bizId, roomId, recordMode, subscribeRecordUserIds } = recording.inputs.shape;
const task = fields({ bizId, taskId: uint64() });

/** GME's recording API. https://www.tencentcloud.com/document/product/607/33215 */
export const connectGme = defineService({
  protocol: tencentProtocol,
  service: "gme",
  version: "2018-07-11",
  operations: {
    /** Starts a recording; one that runs in the room already makes it fail. */
    startRecord: operation({
      action: "StartRecord",
      input: recording.inputs,
      output: fields({ taskId: uint64() }),
      safety: "unsafe",
      ratePerSecond: 20,
    }),
    /** Changes what is recorded. */
    modifyRecordInfo: operation({
      action: "ModifyRecordInfo",
      input: fields({ taskId: uint64(), recordMode, bizId, subscribeRecordUserIds }),
      output: fields({}),
      safety: "deduplicated",
      ratePerSecond: 20,
    }),
    /** Stops a recording. */
    stopRecord: operation({
      action: "StopRecord",
      input: task,
      output: fields({}),
      safety: "deduplicated",
      ratePerSecond: 20,
    }),
    /** Reads the recording that runs in a room. */
    describeTaskInfo: operation({
      action: "DescribeTaskInfo",
      input: fields({ bizId, roomId }),
      output: fields({ taskId: uint64(), recordMode, subscribeRecordUserIds }),
      safety: "read",
      ratePerSecond: 20,
    }),
    /** Reads a recording's files. */
    describeRecordInfo: operation({
      action: "DescribeRecordInfo",
      input: task,
      output: fields({ roomId, files: wireName("RecordInfo", recording.outputs.shape.files) }),
      safety: "read",
      ratePerSecond: 20,
    }),
  },
});

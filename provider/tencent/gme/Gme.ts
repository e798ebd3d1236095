import { uint64, wireName } from "../../../sdk/core/fields";
import { recording } from "../../../sdk/tencent/gme/Recording";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { gmeErrorCodes } from "./errorCodes";

const inputs = recording.inputs.shape;
const { bizId, roomId, recordMode, subscribeRecordUserIds } = inputs;
const { files } = recording.outputs.shape;
const taskId = uint64();

/** GME's recording API. https://www.tencentcloud.com/document/product/607/33215 */
export const connectGme = defineService({
  protocol: tencentProtocol(gmeErrorCodes),
  service: "gme",
  version: "2018-07-11",
  ratePerSecond: 20,
  operations: {
    /** Starts a recording; one that runs in the room already makes it fail. */
    startRecord: unsafe(inputs, { taskId }),
    /** Changes what is recorded. */
    modifyRecordInfo: deduplicated({ taskId, recordMode, bizId, subscribeRecordUserIds }, {}),
    /** Stops a recording. */
    stopRecord: deduplicated({ bizId, taskId }, {}),
    /** Reads the recording that runs in a room. */
    describeTaskInfo: read({ bizId, roomId }, { taskId, recordMode, subscribeRecordUserIds }),
    /** Reads a recording's files. */
    describeRecordInfo: read({ bizId, taskId }, { roomId, files: wireName("RecordInfo", files) }),
  },
});

import { fields, uint64, wireName } from "../../../sdk/core/fields";
import { application } from "../../../sdk/tencent/gme/Application";
import { recording } from "../../../sdk/tencent/gme/Recording";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { gmeErrorCodes } from "./errorCodes";

const inputs = recording.inputs.shape;
const { bizId, roomId, recordMode, subscribeRecordUserIds } = inputs;
const { files } = recording.outputs.shape;
const taskId = uint64();
// Whether it is open is a call of its own.
const { status, ...created } = application.inputs.shape;
const { currentStatus: _notTold, ...told } = application.outputs.shape;

/** GME's APIs of recordings and applications. https://www.tencentcloud.com/document/product/607/33215 */
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
    /** Creates an application; a repeat creates another one. */
    createApp: unsafe(created, { data: fields(told) }, { ratePerSecond: 200 }),
    /** Opens or closes an application. */
    modifyAppStatus: deduplicated({ bizId, status }, {}, { ratePerSecond: 1_000 }),
  },
});

import { z } from "zod";
import { wireName } from "../../../sdk/core/fields";
import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { cloudRecording } from "../../../sdk/tencent/trtc/CloudRecording";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { trtcErrorCodes } from "./errorCodes";

// What ends with the relay is told when it stops.
const { stopParams, ...start } = cdnRelay.inputs.shape;
const { sdkAppId, withTranscoding, audioParams, videoParams, singleSubscribeParams } = start;
const { publishCdnParams, seiParams, feedBackRoomParams } = start;
const { taskId, region, sequenceNumber } = cdnRelay.outputs.shape;
const task = { region, sdkAppId, taskId };

const recording = cloudRecording.inputs.shape;
const { mixLayoutParams } = recording;
const { subscribeStreamUserIds } = recording.recordParams.shape;
const { files } = cloudRecording.outputs.shape;

/** TRTC's relay and recording APIs. https://www.tencentcloud.com/document/product/647/34260 */
export const connectTrtc = defineService({
  protocol: tencentProtocol(trtcErrorCodes),
  service: "trtc",
  version: "2019-07-22",
  ratePerSecond: 20,
  operations: {
    /** Starts a relay; the vendor has no key by which it would recognise a repeat. */
    startPublishCdnStream: unsafe(start, { taskId }),
    /** Changes a relay; a repeat with the same sequence number is recognised. */
    updatePublishCdnStream: deduplicated(
      {
        ...task,
        sequenceNumber,
        withTranscoding,
        audioParams,
        videoParams,
        singleSubscribeParams,
        publishCdnParams,
        seiParams,
        feedBackRoomParams,
      },
      {},
    ),
    /** Stops a relay. */
    stopPublishCdnStream: deduplicated({ ...task, ...stopParams.unwrap().shape }, {}),
    /** Starts a recording; the vendor has no key by which it would recognise a repeat. */
    createCloudRecording: unsafe(recording, { taskId }),
    /** Changes a recording: what is left out is gone. */
    modifyCloudRecording: deduplicated({ ...task, mixLayoutParams, subscribeStreamUserIds }, {}),
    /** Reads a recording that runs; one that has ended is not found. */
    describeCloudRecording: read(task, {
      status: z.string(),
      files: wireName("StorageFileList", files),
    }),
    /** Ends a recording. */
    deleteCloudRecording: deduplicated(task, {}),
  },
});

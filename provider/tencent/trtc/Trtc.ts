import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { deduplicated, defineService, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { trtcErrorCodes } from "./errorCodes";

// What ends with the relay is told when it stops.
const { stopParams, ...start } = cdnRelay.inputs.shape;
const { sdkAppId, withTranscoding, audioParams, videoParams, singleSubscribeParams } = start;
const { publishCdnParams, seiParams, feedBackRoomParams } = start;
const { taskId, region, sequenceNumber } = cdnRelay.outputs.shape;
const task = { region, sdkAppId, taskId };

/** TRTC's relay API. https://www.tencentcloud.com/document/product/647/34260 */
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
  },
});

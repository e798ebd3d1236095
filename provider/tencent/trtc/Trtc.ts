import { z } from "zod";
import { fields } from "../../../sdk/core/fields";
import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { defineService, operation } from "../../core/service";
import { tencentProtocol } from "../protocol";

// The region travels in a header, and what ends with the relay is told when it stops.
const { region: _region, stopParams, ...start } = cdnRelay.inputs.shape;
const stop = fields({ sdkAppId: start.sdkAppId, taskId: z.string(), ...stopParams.unwrap().shape });
const started = fields({ taskId: z.string() });

/** TRTC's relay API. https://www.tencentcloud.com/document/product/647/34260 */
export const connectTrtc = defineService({
  protocol: tencentProtocol,
  service: "trtc",
  version: "2019-07-22",
  operations: {
    /** Starts a relay; the vendor has no key by which it would recognise a repeat. */
    startPublishCdnStream: operation({
      action: "StartPublishCdnStream",
      input: fields(start),
      output: started,
      safety: "unsafe",
      ratePerSecond: 20,
    }),
    /** Changes a relay; a repeat with the same sequence number is recognised. */
    updatePublishCdnStream: operation({
      action: "UpdatePublishCdnStream",
      input: fields({
        sdkAppId: start.sdkAppId,
        taskId: z.string(),
        sequenceNumber: z.int(),
        withTranscoding: start.withTranscoding,
        audioParams: start.audioParams,
        videoParams: start.videoParams,
        singleSubscribeParams: start.singleSubscribeParams,
        publishCdnParams: start.publishCdnParams,
        seiParams: start.seiParams,
        feedBackRoomParams: start.feedBackRoomParams,
      }),
      output: started,
      safety: "deduplicated",
      ratePerSecond: 20,
    }),
    /** Stops a relay. */
    stopPublishCdnStream: operation({
      action: "StopPublishCdnStream",
      input: stop,
      output: started,
      safety: "deduplicated",
      ratePerSecond: 20,
    }),
  },
});

import { z } from "zod";
import { wireName } from "../../../sdk/core/fields";
import { cdnRelay } from "../../../sdk/tencent/trtc/CdnRelay";
import { cloudRecording } from "../../../sdk/tencent/trtc/CloudRecording";
import { streamIngest } from "../../../sdk/tencent/trtc/StreamIngest";
import { webRecording } from "../../../sdk/tencent/trtc/WebRecording";
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

// An ingest is started first, and paused then.
const { isPause, ...ingest } = streamIngest.inputs.shape;
const { streamUrl, volume, enableProgress, tempo } = ingest;
const ingestTask = { region: streamIngest.outputs.shape.region, sdkAppId, taskId };

const { recordId } = webRecording.inputs.shape;
const webRegion = webRecording.outputs.shape.region;

/** TRTC's APIs of relays, recordings and ingests. https://www.tencentcloud.com/document/product/647/34260 */
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
    /** Starts an ingest; the vendor has no key by which it would recognise a repeat. */
    startStreamIngest: unsafe(ingest, { taskId }),
    /** Changes, pauses or resumes an ingest. One that has ended is told by its status. */
    updateStreamIngest: deduplicated(
      { ...ingestTask, streamUrl, volume, isPause, enableProgress, tempo },
      { status: z.string() },
    ),
    /** Stops an ingest. */
    stopStreamIngest: deduplicated(ingestTask, {}),
    /** Reads whether an ingest runs. */
    describeStreamIngest: read(ingestTask, { status: z.string() }),
    /** Starts a recording of a page. The vendor refuses a repeat, without saying what it made the first time. */
    startWebRecord: unsafe(webRecording.inputs.shape, { taskId }),
    /** Stops a recording of a page. */
    stopWebRecord: deduplicated({ region: webRegion, taskId }, {}),
    /** Reads a recording of a page, by the vendor's id or by the caller's; one that has ended is not found. */
    describeWebRecord: read(
      { region: webRegion, sdkAppId, taskId: taskId.optional(), recordId },
      { status: z.int(), taskId, recordId: z.string() },
    ),
  },
});

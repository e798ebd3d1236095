import { z } from "zod";
import { fields, secret } from "../../../sdk/core/fields";
import { type WhiteboardRegion, whiteboardRegions } from "../../../sdk/tencent/tiw/regions";
import { videoGeneration } from "../../../sdk/tencent/tiw/VideoGeneration";
import type { Context } from "../../core/lifecycle";
import { defineService, operation } from "../../core/service";
import { tencentProtocol } from "../protocol";

// The region travels in a header.
const { region: _region, ...generation } = videoGeneration.inputs.shape;
const { sdkAppId } = generation;
const generated = videoGeneration.outputs.shape;

const nothing = fields({});

function setCallback(event: string) {
  return operation({
    action: `Set${event}Callback`,
    input: fields({ sdkAppId, callback: z.string() }),
    output: nothing,
    safety: "deduplicated",
    ratePerSecond: 20,
  });
}

function setCallbackKey(event: string) {
  return operation({
    action: `Set${event}CallbackKey`,
    input: fields({ sdkAppId, callbackKey: secret(z.string()) }),
    output: nothing,
    safety: "deduplicated",
    ratePerSecond: 20,
  });
}

function describeCallback(event: string) {
  return operation({
    action: `Describe${event}Callback`,
    input: fields({ sdkAppId }),
    output: fields({ callback: z.string(), callbackKey: secret(z.string()) }),
    safety: "read",
    ratePerSecond: 20,
  });
}

/** TIW's video generation and callbacks. https://www.tencentcloud.com/document/product/1176/55143 */
export const connectTiw = defineService({
  protocol: tencentProtocol,
  service: "tiw",
  version: "2019-09-19",
  operations: {
    /** Starts a generation; the vendor has no key by which it would recognise a repeat. */
    createVideoGenerationTask: operation({
      action: "CreateVideoGenerationTask",
      input: fields(generation),
      output: fields({ taskId: generated.taskId }),
      safety: "unsafe",
      ratePerSecond: 20,
    }),
    /** Reads a generation; a failed one is answered with an error. */
    describeVideoGenerationTask: operation({
      action: "DescribeVideoGenerationTask",
      input: fields({ sdkAppId, taskId: z.string() }),
      output: fields({
        status: z.string(),
        totalTime: generated.totalTime,
        videoInfos: generated.videoInfos,
        groupId: generated.groupId,
        roomId: generated.roomId,
      }),
      safety: "read",
      ratePerSecond: 20,
    }),
    setRecordingCallback: setCallback("OnlineRecord"),
    setRecordingCallbackKey: setCallbackKey("OnlineRecord"),
    describeRecordingCallback: describeCallback("OnlineRecord"),
    setVideoGenerationCallback: setCallback("VideoGenerationTask"),
    setVideoGenerationCallbackKey: setCallbackKey("VideoGenerationTask"),
    describeVideoGenerationCallback: describeCallback("VideoGenerationTask"),
    setTranscodeCallback: setCallback("Transcode"),
    setTranscodeCallbackKey: setCallbackKey("Transcode"),
    describeTranscodeCallback: describeCallback("Transcode"),
    setWhiteboardPushCallback: setCallback("WhiteboardPush"),
    setWhiteboardPushCallbackKey: setCallbackKey("WhiteboardPush"),
    describeWhiteboardPushCallback: describeCallback("WhiteboardPush"),
  },
});

/** The region of a call: the given one, else the first that serves whiteboards at the site. */
export function tiwRegion(
  given: WhiteboardRegion | undefined,
  { settings, options }: Context,
): { region: WhiteboardRegion } {
  const site = settings.site("tencentcloud", options.profile) ?? "international";
  return { region: given ?? whiteboardRegions[site][0] };
}

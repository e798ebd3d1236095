import { z } from "zod";
import { secret } from "../../../sdk/core/fields";
import { callback as callbackContract } from "../../../sdk/tencent/tiw/Callback";
import { whiteboardRegions } from "../../../sdk/tencent/tiw/regions";
import { videoGeneration } from "../../../sdk/tencent/tiw/VideoGeneration";
import { siteOf } from "../../core/config/endpoint";
import type { Context } from "../../core/lifecycle";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { tiwErrorCodes } from "./errorCodes";

const generation = videoGeneration.inputs.shape;
const { taskId, totalTime, videoInfos, groupId, roomId } = videoGeneration.outputs.shape;
const { region, sdkAppId } = generation;
const holder = { region: callbackContract.outputs.shape.region, sdkAppId };
const callback = z.string();
const callbackKey = secret(z.string());

const tiw = {
  protocol: tencentProtocol(tiwErrorCodes),
  service: "tiw",
  version: "2019-09-19",
  ratePerSecond: 20,
  region: firstRegion,
};

/** TIW's video generation. https://www.tencentcloud.com/document/product/1176/55143 */
export const connectTiw = defineService({
  ...tiw,
  operations: {
    /** Starts a generation; the vendor has no key by which it would recognise a repeat. */
    createVideoGenerationTask: unsafe(generation, { taskId }),
    /** Reads a generation; a failed one is answered with an error. */
    describeVideoGenerationTask: read(
      { region, sdkAppId, taskId },
      { status: z.string(), totalTime, videoInfos, groupId, roomId },
    ),
  },
});

/** What the vendor calls each event in the names of its actions. */
const events = {
  recording: "OnlineRecord",
  videoGeneration: "VideoGenerationTask",
  transcode: "Transcode",
  whiteboardPush: "WhiteboardPush",
} as const;

/** The callback of an event: three calls. */
export function connectCallback(context: Context) {
  return (event: keyof typeof events) => {
    const name = `${events[event]}Callback`;
    return defineService({
      ...tiw,
      operations: {
        set: deduplicated({ ...holder, callback }, {}, { action: `Set${name}` }),
        setKey: deduplicated({ ...holder, callbackKey }, {}, { action: `Set${name}Key` }),
        describe: read(holder, { callback, callbackKey }, { action: `Describe${name}` }),
      },
    })(context);
  };
}

/** The first region that serves whiteboards at the site. */
export function firstRegion({ settings, options }: Context) {
  return whiteboardRegions[siteOf(settings, "tencentcloud", options.profile) ?? "international"][0];
}

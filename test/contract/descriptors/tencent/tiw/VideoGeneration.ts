import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import * as recorded from "./recordedVideo";

const common: JsonObject = { onlineRecordTaskId: "recording1", sdkAppId: 1400000001 };

/** tencent.tiw.VideoGeneration. */
export default describeType("tencent/tiw:VideoGeneration", {
  calls: { start: ["CreateVideoGenerationTask"], read: ["DescribeVideoGenerationTask"] },
  task: "videoGeneration",
  inputs: { sdkAppId: 1400000001, onlineRecordTaskId: "recording1" },
  replacing: [{ onlineRecordTaskId: "recording2" }],
  unknownStatus: "PAUSED",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["LimitExceeded.TaskConcurrency"],
    forbidden: ["ResourceUnavailable.ServiceExpired", "UnauthorizedOperation.SdkAppId"],
  },
  freeTexts: recorded.freeTexts,
  unread: [recorded.unread],
  differences: recorded.differences,
  full: [
    { ...common, region: "ap-singapore", ...recorded.arranged },
    { ...common, ...recorded.readyMade },
    { ...common, ...recorded.canvas },
    { ...common, ...recorded.large },
  ],
});

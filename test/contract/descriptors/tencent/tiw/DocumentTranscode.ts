import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";
import { noNegativeId } from "./recordedVideo";

const document: JsonObject = { sdkAppId: 1400000001, url: "https://example.com/lesson-1.pptx" };

/** All inputs that both sites have and that are heeded. */
const dynamic: JsonObject = {
  ...document,
  region: "ap-singapore",
  isStaticPPT: false,
  thumbnailResolution: "200x150",
  compressFileType: "zip",
  extraData: "internal",
  priority: "low",
  minScaleResolution: "1280x720",
  autoHandleUnsupportedElement: true,
};

/** tencent.tiw.DocumentTranscode. */
export default describeType("tencent/tiw:DocumentTranscode", {
  calls: { start: ["CreateTranscode"], read: ["DescribeTranscode"] },
  task: "transcode",
  inputs: { sdkAppId: 1400000001, url: "https://example.com/lesson-1.pptx" },
  replacing: [{ url: "https://example.com/lesson-2.pptx" }, { isStaticPPT: true }],
  unknownStatus: "PAUSED",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["LimitExceeded.TaskConcurrency"],
    forbidden: ["ResourceUnavailable.ServiceExpired", "UnauthorizedOperation.SdkAppId"],
  },
  freeTexts: ["extraData"],
  noParameters: [
    {
      where: /^(autoHandleUnsupportedElementTypes$|excelParam)/,
      reason: "the vendor's site in China alone has it",
    },
  ],
  differences: [
    noNegativeId,
    {
      where:
        / (SdkAppId: a text for a number|IsStaticPPT: a text for a boolean): vendor accepts, check refuses$/,
      reason: "the page's example has texts, its table a number and a boolean",
    },
  ],
  full: [dynamic, { ...document, isStaticPPT: true }],
  idle: [{ ...document, minResolution: "1280x720" }],
  elsewhere: [
    {
      ...document,
      autoHandleUnsupportedElement: true,
      autoHandleUnsupportedElementTypes: [0, 13],
      excelParam: { paperSize: 2, paperDirection: 1 },
    },
  ],
  rules: [
    warning(document, "url", {}, { url: "https://example.com/Übung.pptx" }),
    warning(
      document,
      "url",
      { url: "HTTP://example.com/%C3%9Cbung.pptx" },
      { url: "ftp://example.com/lesson-1.pptx" },
    ),
  ],
});

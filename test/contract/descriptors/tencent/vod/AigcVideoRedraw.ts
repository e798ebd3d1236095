import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const fromFile: JsonObject = {
  subAppId: 221073,
  fileInfo: { type: "File", fileId: "387702299000000000" },
  taskInfo: { style: "watercolour" },
  outputConfig: {
    storageMode: "Permanent",
    mediaName: "teaser",
    classId: 3,
    expireTime: "2026-12-28T00:35:00Z",
  },
  sessionId: "teaser-1",
  sessionContext: "for the home page",
  tasksPriority: 5,
  extInfo: "{}",
};

const fromAddress: JsonObject = {
  subAppId: 221073,
  fileInfo: { type: "Url", url: "https://example.com/teaser.mp4" },
};

/** tencent.vod.AigcVideoRedraw. */
export default describeType("tencent/vod:AigcVideoRedraw", {
  calls: {
    start: ["CreateAigcVideoRedrawTask"],
    stop: ["ManageTask"],
    read: ["DescribeTaskDetail", "DescribeTasks"],
  },
  task: "redraw",
  inputs: { subAppId: 221073, fileInfo: { type: "Url", url: "https://example.com/teaser.mp4" } },
  replacing: [{ tasksPriority: 3 }],
  exclusive: [{ both: { sessionId: "order-1" }, says: 'the session id "order-1" of application 221073' }],
  shared: { sessionId: "order-1" },
  unknownStatus: "PAUSED",
  codes: { quota: ["LimitExceeded.Quota"], forbidden: ["UnauthorizedOperation"] },
  freeTexts: ["taskInfo.style", "sessionContext", "extInfo"],

  differences: [
    {
      where: /^DescribeTasks SubAppId: left out: vendor accepts, check refuses$/,
      reason: "the application of the redraw is always named",
    },
  ],
  full: [fromFile, fromAddress],
});

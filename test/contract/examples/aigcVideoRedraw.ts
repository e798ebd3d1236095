import type { JsonObject } from "../../../local/vendors/json";
import { type Examples, refusal, warning } from "./example";

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

/** Examples of tencent.vod.AigcVideoRedraw. */
export const aigcVideoRedraw: Examples = {
  full: [fromFile, fromAddress],
  rules: [
    warning(fromAddress, "fileInfo", {}, { fileInfo: undefined }),
    warning(fromAddress, "fileInfo.type", {}, { "fileInfo.type": undefined }),
    warning(fromFile, "fileInfo.url", {}, { "fileInfo.url": "https://example.com/teaser.mp4" }),
    warning(fromAddress, "fileInfo.fileId", {}, { "fileInfo.fileId": "387702299000000000" }),
    refusal(fromFile, "fileInfo.fileId", {}, { "fileInfo.fileId": undefined }),
    refusal(fromAddress, "fileInfo.url", {}, { "fileInfo.url": undefined }),
  ],
};

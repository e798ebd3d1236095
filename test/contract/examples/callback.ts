import type { Examples } from "./example";

/** Examples of tencent.tiw.Callback. */
export const callback: Examples = {
  full: [
    {
      region: "ap-singapore",
      sdkAppId: 1400000001,
      event: "videoGeneration",
      callback: "https://example.com/whiteboard",
      callbackKey: "canary-callback-key",
    },
  ],
  rules: [],
};

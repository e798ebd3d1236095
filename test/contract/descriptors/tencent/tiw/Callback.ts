import { describeType } from "../../../describeType";
import type { Calls } from "../../../descriptor";

/** The calls of an event, by the name that the vendor's actions have for it. */
const callsFor = (event: string): Calls => ({
  start: [`Set${event}CallbackKey`, `Set${event}Callback`],
  update: [`Set${event}CallbackKey`, `Set${event}Callback`],
  stop: [`Set${event}Callback`, `Set${event}CallbackKey`],
  read: [`Describe${event}Callback`],
});

/** tencent.tiw.Callback. */
export default describeType("tencent/tiw:Callback", {
  calls: callsFor("VideoGenerationTask"),
  alternatives: [
    { inputs: { event: "recording" }, calls: callsFor("OnlineRecord") },
    { inputs: { event: "transcode" }, calls: callsFor("Transcode") },
    { inputs: { event: "whiteboardPush" }, calls: callsFor("WhiteboardPush") },
  ],
  inputs: { sdkAppId: 1400000001, event: "videoGeneration", callback: "https://example.com/whiteboard" },
  inPlace: (number) => ({ callback: `https://example.com/${number}` }),
  replacing: [{ event: "recording" }],
  exclusive: [{ says: "the callback of application 1400000001 for videoGeneration" }],
  noParameters: [{ where: /^event$/, reason: "it chooses the action" }],
  differences: [
    {
      where: /SdkAppId: below zero: vendor accepts, check refuses$/,
      reason: "no application has a negative id",
    },
    {
      where: /CallbackKey: left out: vendor refuses, check accepts$/,
      reason: "a callback without a key is sent with an empty one",
    },
  ],
  full: [
    {
      region: "ap-singapore",
      sdkAppId: 1400000001,
      event: "videoGeneration",
      callback: "https://example.com/whiteboard",
      callbackKey: "canary-callback-key",
    },
  ],
});

import { Callback } from "../../../sdk/tencent/tiw/Callback";
import { defineLifecycle } from "../../core/lifecycle";
import { connectTiw, tiwRegion } from "./Tiw";

type Tiw = ReturnType<typeof connectTiw>;

/** The three calls of each event. */
function callsOf(tiw: Tiw, event: "recording" | "videoGeneration" | "transcode" | "whiteboardPush") {
  switch (event) {
    case "recording":
      return {
        set: tiw.setRecordingCallback,
        setKey: tiw.setRecordingCallbackKey,
        describe: tiw.describeRecordingCallback,
      };
    case "videoGeneration":
      return {
        set: tiw.setVideoGenerationCallback,
        setKey: tiw.setVideoGenerationCallbackKey,
        describe: tiw.describeVideoGenerationCallback,
      };
    case "transcode":
      return {
        set: tiw.setTranscodeCallback,
        setKey: tiw.setTranscodeCallbackKey,
        describe: tiw.describeTranscodeCallback,
      };
    case "whiteboardPush":
      return {
        set: tiw.setWhiteboardPushCallback,
        setKey: tiw.setWhiteboardPushCallbackKey,
        describe: tiw.describeWhiteboardPushCallback,
      };
  }
}

/** TIW callbacks: settings of an application; an empty text deletes them. */
export default defineLifecycle(Callback)({
  vendor: "tencentcloud",
  connect: connectTiw,

  async start(tiw, { sdkAppId, event, callback, callbackKey }) {
    const { set, setKey } = callsOf(tiw, event);
    // The key first: no event is ever sent to the address unsigned.
    await setKey({ sdkAppId, callbackKey: callbackKey ?? "" }, tiwRegion);
    await set({ sdkAppId, callback }, tiwRegion);
    return tiwRegion;
  },

  exclusive: ({ sdkAppId, event }) => `the callback of application ${sdkAppId} for ${event}`,

  adopt: () => tiwRegion,

  async observe(tiw, { sdkAppId, event }) {
    const { callback, callbackKey } = await callsOf(tiw, event).describe({ sdkAppId }, tiwRegion);
    if (!callback) return { phase: "gone", reason: "the application has no such callback" };
    return { phase: "active", running: true, outputs: { callback, callbackKey: callbackKey || undefined } };
  },

  async update(tiw, state, { sdkAppId, event, callback, callbackKey }) {
    const { set, setKey } = callsOf(tiw, event);
    if (state.callbackKey !== callbackKey)
      await setKey({ sdkAppId, callbackKey: callbackKey ?? "" }, tiwRegion);
    if (state.callback !== callback) await set({ sdkAppId, callback }, tiwRegion);
    return {};
  },

  async stop(tiw, { sdkAppId, event }) {
    const { set, setKey } = callsOf(tiw, event);
    await set({ sdkAppId, callback: "" }, tiwRegion);
    await setKey({ sdkAppId, callbackKey: "" }, tiwRegion);
  },

  idOf: ({ sdkAppId, event }) => `${sdkAppId}/${event}`,
});

import { callback } from "../../../sdk/tencent/tiw/Callback";
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
export default defineLifecycle(callback)({
  vendor: "tencentcloud",
  connect: connectTiw,

  async start(tiw, { region: given, sdkAppId, event, callback, callbackKey }, context) {
    const { set, setKey } = callsOf(tiw, event);
    const region = tiwRegion(given, context);
    // The key first: no event is ever sent to the address unsigned.
    await setKey({ sdkAppId, callbackKey: callbackKey ?? "" }, region);
    await set({ sdkAppId, callback }, region);
    return region;
  },

  exclusive: ({ sdkAppId, event }) => [`the callback of application ${sdkAppId} for ${event}`],

  importId: ["sdkAppId", "event"],

  adopt: (_id, { region }, context) => tiwRegion(region, context),

  async observe(tiw, { region, sdkAppId, event }) {
    const { callback, callbackKey } = await callsOf(tiw, event).describe({ sdkAppId }, { region });
    if (!callback) return { phase: "gone", reason: "the application has no such callback" };
    return { phase: "active", running: true, outputs: { callback, callbackKey: callbackKey || undefined } };
  },

  async update(tiw, state, { sdkAppId, event, callback, callbackKey }) {
    const { set, setKey } = callsOf(tiw, event);
    const { region } = state;
    if (state.callbackKey !== callbackKey)
      await setKey({ sdkAppId, callbackKey: callbackKey ?? "" }, { region });
    if (state.callback !== callback) await set({ sdkAppId, callback }, { region });
    return {};
  },

  async stop(tiw, { region, sdkAppId, event }) {
    const { set, setKey } = callsOf(tiw, event);
    await set({ sdkAppId, callback: "" }, { region });
    await setKey({ sdkAppId, callbackKey: "" }, { region });
  },
});

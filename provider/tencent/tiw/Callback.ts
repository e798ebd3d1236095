import { callback } from "../../../sdk/tencent/tiw/Callback";
import { defineLifecycle } from "../../core/lifecycle";
import { connectCallback, firstRegion } from "./Tiw";

/** TIW callbacks: settings of an application; an empty text deletes them. */
export default defineLifecycle(callback)({
  vendor: "tencentcloud",
  connect: connectCallback,
  importId: ["sdkAppId", "event"],

  async start(callbackOf, { callbackKey = "", ...inputs }, context) {
    const { set, setKey } = callbackOf(inputs.event);
    const region = inputs.region ?? firstRegion(context);
    // The key first: no event is ever sent to the address unsigned.
    await setKey({ ...inputs, region, callbackKey });
    await set({ ...inputs, region });
    return { region };
  },

  exclusive: ({ sdkAppId, event }) => [`the callback of application ${sdkAppId} for ${event}`],

  adopt: (_id, { region }, context) => ({ region: region ?? firstRegion(context) }),

  async observe(callbackOf, state) {
    const { callback, callbackKey } = await callbackOf(state.event).describe(state);
    if (!callback) return { phase: "gone", reason: "the application has no such callback" };
    return { phase: "active", running: true, outputs: { callback, callbackKey: callbackKey || undefined } };
  },

  async update(callbackOf, { region, ...state }, { callbackKey = "", ...inputs }) {
    const { set, setKey } = callbackOf(inputs.event);
    if ((state.callbackKey ?? "") !== callbackKey) await setKey({ ...inputs, region, callbackKey });
    if (state.callback !== inputs.callback) await set({ ...inputs, region });
    return {};
  },

  async stop(callbackOf, state) {
    const { set, setKey } = callbackOf(state.event);
    await set({ ...state, callback: "" });
    await setKey({ ...state, callbackKey: "" });
  },
});

import type { z } from "zod";
import { EventMode, EventSwitch, eventNotification } from "../../../sdk/tencent/vod/EventNotification";
import { defineLifecycle } from "../../core/lifecycle";
import { isKind } from "../../http/errors";
import { connectVod } from "./Vod";

type Vod = ReturnType<typeof connectVod>;
type Inputs = z.output<typeof eventNotification.inputs>;

const { off } = EventSwitch;

/** Names everything in one call: what is not named stays, or is off, and the vendor does not say which. */
async function set(vod: Vod, inputs: Inputs): Promise<void> {
  await vod.modifyEventConfig({
    ...inputs,
    notificationUrl: inputs.notificationUrl ?? "",
    uploadMediaCompleteEventSwitch: inputs.uploadMediaCompleteEventSwitch ?? off,
    deleteMediaCompleteEventSwitch: inputs.deleteMediaCompleteEventSwitch ?? off,
    persistenceCompleteEventSwitch: inputs.persistenceCompleteEventSwitch ?? off,
  });
}

/** A switch as the vendor tells it; one that was left out stays so while it is off. */
function switchSeen(known: Inputs["uploadMediaCompleteEventSwitch"], told: typeof known = off) {
  return told === (known ?? off) ? known : told;
}

/** VOD's event notifications: a setting of an application, of which the key is never told. */
export default defineLifecycle(eventNotification)({
  vendor: "tencentcloud",
  connect: connectVod,
  importId: ["subAppId"],

  async start(vod, inputs) {
    await set(vod, inputs);
    return { subAppId: inputs.subAppId };
  },

  exclusive: ({ subAppId }) => [`the event notification of application ${subAppId}`],

  adopt: (_id, { subAppId }) => ({ subAppId }),

  async observe(vod, state) {
    const { mode = EventMode.push, notificationUrl, ...told } = await vod.describeEventConfig(state);
    if (mode === EventMode.push && !notificationUrl) {
      return { phase: "gone", reason: "the application sends its events nowhere" };
    }
    const outputs = {
      mode,
      notificationUrl: notificationUrl || undefined,
      uploadMediaCompleteEventSwitch: switchSeen(
        state.uploadMediaCompleteEventSwitch,
        told.uploadMediaCompleteEventSwitch,
      ),
      deleteMediaCompleteEventSwitch: switchSeen(
        state.deleteMediaCompleteEventSwitch,
        told.deleteMediaCompleteEventSwitch,
      ),
      persistenceCompleteEventSwitch: switchSeen(
        state.persistenceCompleteEventSwitch,
        told.persistenceCompleteEventSwitch,
      ),
    };
    return { phase: "active", running: true, outputs };
  },

  async update(vod, state, inputs) {
    const { signKey = state.signKey && "" } = inputs;
    await set(vod, { ...inputs, signKey });
    return {};
  },

  async stop(vod, { subAppId, signKey }, context) {
    // Whatever becomes of the key, nothing is sent any more.
    await set(vod, { subAppId, mode: EventMode.push });
    if (signKey === undefined) return;
    try {
      await vod.modifyEventConfig({ subAppId, signKey: "" });
    } catch (error) {
      if (!isKind(error, "invalid")) throw error;
      context.warn(`the key stays at the vendor, which does not take an empty one: ${error.summary}`);
    }
  },
});

import type { z } from "zod";
import { fields } from "../../../sdk/core/fields";
import { LayoutMode } from "../../../sdk/volcengine/rtc/layout";
import { mixedCdnRelay } from "../../../sdk/volcengine/rtc/MixedCdnRelay";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { withDrift } from "../../core/withDrift";
import { isKind, unless } from "../../http/errors";
import { connectRtc } from "./Rtc";
import type { Place } from "./rtcStart";
import { isRunning, rtcTask } from "./rtcTask";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof mixedCdnRelay.inputs>;

const { targetStreams, layout, encode, control } = mixedCdnRelay.inputs.shape;
const changeable = fields({ targetStreams, layout, encode, control });

const { observe, ...verbs } = rtcTask({
  noun: "relay",
  start: (rtc: Rtc, order: Inputs & Place, options) => rtc.startPushMixedStreamToCDN(order, options),
  read: (rtc, place) => rtc.getPushMixedStreamToCDNTask(place),
  readAction: "GetPushMixedStreamToCDNTask",
  isAnotherRunning: (rtc, place) => isRunning(rtc.getPushSingleStreamToCDNTask(place)),
});

/** More seconds than the clocks of machines differ from which the same stack is updated. */
const clockDifference = 3_600;

/** The vendor takes no update of a relay that has not begun. What cannot be read is told by the update itself. */
async function begun(rtc: Rtc, place: Place, context: Context): Promise<void> {
  await context.poll("the relay to begin, as the vendor changes none before", async () => {
    const reply = await unless(rtc.getPushMixedStreamToCDNTask(place), "not-found");
    return reply?.result?.task?.status === 1 ? undefined : true;
  });
}

/** Volcengine RTC relays of a mix: the caller chooses the id, and numbers the updates. */
export default defineLifecycle(mixedCdnRelay)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  observe: (rtc, state, context) =>
    observe(rtc, state, context, ({ pushStreamState = state.pushStreamState, ...told }) => ({
      pushStreamState,
      // Nothing else can be changed while it runs.
      ...(state.layout?.layoutMode === LayoutMode.custom &&
        withDrift(changeable, mixedCdnRelay.updates, state, told)),
    })),

  async update(rtc, state, inputs, context) {
    const { appId, roomId, taskId, region } = state;
    await begun(rtc, { region, appId, roomId, taskId }, context);
    const send = async (sequenceNumber: number) => {
      // What is left out returns to its default.
      const whole = { ...inputs, isUpdatePartialParam: false };
      await rtc.updatePushMixedStreamToCDN({ ...whole, taskId, region, sequenceNumber });
      return { sequenceNumber };
    };
    const seconds = Math.floor(context.runtime.clock.now() / 1_000);
    const next = Math.max(seconds, (state.sequenceNumber ?? 0) + 1);
    try {
      return await send(next);
    } catch (error) {
      // An update whose answer was lost may have used a higher one, by another clock if the run was killed then.
      if (!isKind(error, "invalid")) throw error;
      return send(next + clockDifference);
    }
  },

  async stop(rtc, state) {
    await rtc.stopPushStreamToCDN(state);
  },
});

import type { z } from "zod";
import { mixedCdnRelay } from "../../../sdk/volcengine/rtc/MixedCdnRelay";
import { singleCdnRelay } from "../../../sdk/volcengine/rtc/SingleCdnRelay";
import { defineLifecycle } from "../../core/lifecycle";
import { connectRtc } from "./Rtc";
import type { Place } from "./rtcStart";
import { isRunning, rtcTask } from "./rtcTask";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof singleCdnRelay.inputs>;

const { observe, ...verbs } = rtcTask({
  noun: "relay",
  // The vendor needs the block, and nothing of what is in it.
  start: (rtc: Rtc, { control = {}, ...order }: Inputs & Place, options) =>
    rtc.startPushSingleStreamToCDN({ ...order, control }, options),
  read: (rtc, place) => rtc.getPushSingleStreamToCDNTask(place),
  readAction: "GetPushSingleStreamToCDNTask",
  isAnotherRunning: (rtc, place) => isRunning(rtc.getPushMixedStreamToCDNTask(place)),
});

/** Volcengine RTC relays of one stream, which share their ids with those of a mix, and cannot be changed. */
export default defineLifecycle(singleCdnRelay)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  exclusiveAmong: mixedCdnRelay.type,

  observe: (rtc, state, context) =>
    observe(rtc, state, context, ({ pushStreamState = state.pushStreamState }) => ({ pushStreamState })),

  async stop(rtc, state) {
    await rtc.stopPushStreamToCDN(state);
  },
});

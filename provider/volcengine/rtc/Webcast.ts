import type { z } from "zod";
import { streamIngest } from "../../../sdk/volcengine/rtc/StreamIngest";
import { webcast } from "../../../sdk/volcengine/rtc/Webcast";
import { defineLifecycle } from "../../core/lifecycle";
import { connectRtc } from "./Rtc";
import type { Place } from "./rtcStart";
import { rtcTask } from "./rtcTask";
import { userInRoom } from "./userInRoom";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof webcast.inputs>;

const { observe, exclusive, ...verbs } = rtcTask({
  noun: "webcast",
  start: (rtc: Rtc, order: Inputs & Place, options) => rtc.startWebcast(order, options),
  read: (rtc, place) => rtc.getWebCastTask(place),
  readAction: "GetWebCastTask",
});

/** Web pages in Volcengine RTC rooms: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(webcast)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  exclusive: (inputs) => [...exclusive(inputs), userInRoom(inputs, inputs.userId)],
  exclusiveAmong: streamIngest.type,

  observe: (rtc, state, context) => observe(rtc, state, context, () => ({})),

  async stop(rtc, state) {
    await rtc.stopWebcast(state);
  },
});

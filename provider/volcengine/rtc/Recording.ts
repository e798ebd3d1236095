import type { z } from "zod";
import { recording } from "../../../sdk/volcengine/rtc/Recording";
import { defineLifecycle } from "../../core/lifecycle";
import { connectRtc } from "./Rtc";
import { rtcTask } from "./rtcTask";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof recording.inputs>;

const { observe, ...verbs } = rtcTask({
  noun: "recording",
  start: (rtc: Rtc, order: Inputs & Parameters<Rtc["getRecordTask"]>[0], options) =>
    rtc.startRecord(order, options),
  read: (rtc, place) => rtc.getRecordTask(place),
  readAction: "GetRecordTask",
});

/** Volcengine RTC recordings: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(recording)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  observe: (rtc, state, context) =>
    observe(rtc, state, context, ({ recordFileList = state.recordFileList }) => ({ recordFileList })),

  async update(rtc, { taskId, region }, inputs) {
    await rtc.updateRecord({ ...inputs, taskId, region });
    return {};
  },

  async stop(rtc, state) {
    await rtc.stopRecord(state);
  },
});

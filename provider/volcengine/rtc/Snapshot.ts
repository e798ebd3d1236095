import type { z } from "zod";
import { defaultOf } from "../../../sdk/core/fields";
import { ImageConfig } from "../../../sdk/volcengine/rtc/imageConfig";
import { snapshot } from "../../../sdk/volcengine/rtc/Snapshot";
import { defineLifecycle } from "../../core/lifecycle";
import { inputSeen } from "./inputSeen";
import { connectRtc } from "./Rtc";
import { rtcTask } from "./rtcTask";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof snapshot.inputs>;

const { observe, ...verbs } = rtcTask({
  noun: "snapshot task",
  start: (rtc: Rtc, order: Inputs & Parameters<Rtc["getSnapshotTask"]>[0], options) =>
    rtc.startSnapshot(order, options),
  read: (rtc, place) => rtc.getSnapshotTask(place),
  readAction: "GetSnapshotTask",
});

const { interval: everyTime } = ImageConfig.shape;

/** Pictures of Volcengine RTC rooms: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(snapshot)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  observe: (rtc, state, context) =>
    observe(rtc, state, context, ({ imageConfig: told }) => {
      const known = state.imageConfig?.interval;
      const interval = inputSeen(known, told?.interval, defaultOf(everyTime));
      return interval === known ? {} : { imageConfig: { ...state.imageConfig, interval } };
    }),

  async update(rtc, { taskId, region }, inputs) {
    // What becomes of an interval that is left out is not documented.
    const imageConfig = { interval: defaultOf(everyTime), ...inputs.imageConfig };
    await rtc.updateSnapshot({ ...inputs, taskId, region, imageConfig });
    return {};
  },

  async stop(rtc, state) {
    await rtc.stopSnapshot(state);
  },
});

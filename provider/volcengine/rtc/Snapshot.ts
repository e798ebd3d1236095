import type { z } from "zod";
import { defaultOf, fields } from "../../../sdk/core/fields";
import { ImageConfig } from "../../../sdk/volcengine/rtc/imageConfig";
import { snapshot } from "../../../sdk/volcengine/rtc/Snapshot";
import { defineLifecycle } from "../../core/lifecycle";
import { withDrift } from "../../core/withDrift";
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

const { imageConfig } = snapshot.inputs.shape;
const changeable = fields({ imageConfig });

/** Pictures of Volcengine RTC rooms: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(snapshot)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  observe: (rtc, state, context) =>
    observe(rtc, state, context, (told) => ({ ...withDrift(changeable, snapshot.updates, state, told) })),

  async update(rtc, { taskId, region }, inputs) {
    // What becomes of an interval that is left out is not documented.
    const imageConfig = { interval: defaultOf(ImageConfig.shape.interval), ...inputs.imageConfig };
    await rtc.updateSnapshot({ ...inputs, taskId, region, imageConfig });
    return {};
  },

  async stop(rtc, state) {
    await rtc.stopSnapshot(state);
  },
});

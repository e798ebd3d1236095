import type { z } from "zod";
import { defaultOf, fields } from "../../../sdk/core/fields";
import { segment } from "../../../sdk/volcengine/rtc/Segment";
import { defineLifecycle } from "../../core/lifecycle";
import { withDrift } from "../../core/withDrift";
import { connectRtc } from "./Rtc";
import { rtcTask } from "./rtcTask";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof segment.inputs>;

const { observe, exclusive, ...verbs } = rtcTask({
  noun: "segment task",
  start: (rtc: Rtc, order: Inputs & Parameters<Rtc["getSegmentTask"]>[0], options) =>
    rtc.startSegment(order, options),
  read: (rtc, place) => rtc.getSegmentTask(place),
  readAction: "GetSegmentTask",
});

const { handle, duration } = segment.inputs.shape;
const defaults = { handle: defaultOf(handle), duration: defaultOf(duration) };
const slicing = fields({ handle, duration });

/** The files of two tasks in one bucket overwrite each other where their names begin alike. */
function filesOf({ identifier, storageConfig: { tosConfig, customConfig } }: Inputs): string[] {
  const bucket = tosConfig?.bucket ?? customConfig?.bucket;
  if (identifier === undefined || bucket === undefined) return [];
  return [`the files "${identifier}…" in bucket ${bucket}`];
}

/** Slices of the sound of Volcengine RTC rooms: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(segment)({
  vendor: "volcengine",
  connect: connectRtc,
  ...verbs,

  exclusive: (inputs) => [...exclusive(inputs), ...filesOf(inputs)],

  observe: (rtc, state, context) =>
    observe(rtc, state, context, ({ identifier, ...told }) => {
      const filePrefix = identifier || state.filePrefix;
      return {
        ...withDrift(slicing, ["handle", "duration"], state, told),
        // What the vendor made up is no input.
        identifier: state.identifier && filePrefix,
        filePrefix,
      };
    }),

  async update(rtc, { taskId, region, filePrefix }, inputs) {
    // What becomes of what is left out is not documented.
    const identifier = inputs.identifier ?? filePrefix;
    await rtc.updateSegment({ ...defaults, ...inputs, taskId, region, identifier });
    return { filePrefix: identifier };
  },

  async stop(rtc, state) {
    await rtc.stopSegment(state);
  },
});

import type { z } from "zod";
import { streamIngest } from "../../../sdk/volcengine/rtc/StreamIngest";
import { whiteboardRecording } from "../../../sdk/volcengine/rtc/WhiteboardRecording";
import { type Context, defineLifecycle, unsupported } from "../../core/lifecycle";
import { connectRtc } from "./Rtc";
import { placeIn, regionOf, taken } from "./rtcStart";
import { startedOr, startUnderId } from "./startUnderId";
import { userInRoom } from "./userInRoom";

type Inputs = z.output<typeof whiteboardRecording.inputs>;

const noun = "whiteboard recording";

/** Recordings of whiteboards: the caller chooses the id, and nothing reads one. */
export default defineLifecycle(whiteboardRecording)({
  vendor: "volcengine",
  connect: connectRtc,

  repeatedStart: "recognised",

  importId: ["appId", "roomId", "taskId"],

  async start(rtc, inputs, context) {
    const order = placeIn(inputs, context);
    const started = await startUnderId((options) => rtc.startWBRecord(order, options));
    const { taskId, region } = order;
    const id = { isNamed: inputs.taskId !== undefined, wasFree: false };
    const outputs = { taskId, region, status: "unverified" } as const;
    return startedOr((why) => taken(noun, order, why), started, id, outputs);
  },

  exclusive: (inputs) => [
    ...(inputs.taskId === undefined
      ? []
      : [`the ${noun} "${inputs.taskId}" of room ${inputs.roomId} of application ${inputs.appId}`]),
    userInRoom(inputs, inputs.userId),
  ],
  exclusiveAmong: streamIngest.type,

  label: (inputs: Inputs, context: Context) =>
    `${noun} "${placeIn(inputs, context).taskId}" of room ${inputs.roomId}`,

  adopt: (taskId, _inputs, context) => ({ taskId, status: "unverified", region: regionOf(context) }),

  observe: unsupported("the vendor has no call that reads a recording of a whiteboard"),

  async stop(rtc, state) {
    await rtc.stopWBRecord(state);
  },
});

import type { z } from "zod";
import { onlineRecording } from "../../../sdk/tencent/tiw/OnlineRecording";
import { found, foundAs } from "../../core/found";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { unless } from "../../http/errors";
import { defineRobot } from "../robot";
import { finished } from "./finished";
import { saysNothing, silence } from "./saysNothing";
import { connectTiw, firstRegion } from "./Tiw";

type Tiw = ReturnType<typeof connectTiw>;
type Inputs = z.output<typeof onlineRecording.inputs>;

const recorder = defineRobot<Inputs>({
  given: ({ recordUserId, recordUserSig }) => ({ userId: recordUserId, userSig: recordUserSig }),
  signaturePath: "recordUserSig",
  maxBytes: 60,
  prefix: ({ roomId }) => `tic_record_user_${roomId}_`,
});

/** What is known of a recording before it was read. */
function accepted(taskId: string, inputs: Inputs, context: Context) {
  return {
    taskId,
    region: inputs.region ?? firstRegion(context),
    recordUserId: recorder.idOf(inputs, context),
    status: "accepted",
    filesPending: false,
  } as const;
}

const statuses = {
  PREPARED: "accepted",
  RECORDING: "running",
  PAUSED: "paused",
  STOPPED: "ended",
  FINISHED: "ended",
} as const;

/** Pauses or resumes a recording until the vendor shows it so: it refuses both at the wrong time, and a second time. */
async function setPaused(
  tiw: Tiw,
  recording: Parameters<Tiw["pauseOnlineRecord"]>[0],
  paused: boolean,
  context: Context,
): Promise<void> {
  const call = paused ? tiw.pauseOnlineRecord : tiw.resumeOnlineRecord;
  await context.poll(`the recording to be ${paused ? "paused" : "resumed"}`, async () => {
    // What cannot be read is told by the call: that it is over, or not known.
    const { status } = (await unless(tiw.describeOnlineRecord(recording), "failed", "not-found")) ?? {};
    if (paused ? status === "PAUSED" : status === "RECORDING" || status === "PREPARED") return true;
    if (status !== "PREPARED") await unless(call(recording), "conflict");
    return undefined;
  });
}

/** What a status says of whether it is paused. That it is not is written down only where the program did. */
function pausedAs(status: string | undefined, known: boolean | undefined) {
  if (status === "PAUSED") return { paused: true };
  return status === "RECORDING" ? { paused: known === false ? false : undefined } : {};
}

/** TIW recordings of classes: the vendor chooses the id, tells it once, and cannot be asked for it. */
export default defineLifecycle(onlineRecording)({
  vendor: "tencentcloud",
  connect: connectTiw,

  check: recorder.check,

  async start(tiw, inputs, context) {
    const region = inputs.region ?? firstRegion(context);
    const { userId: recordUserId, userSig: recordUserSig } = recorder.signIn(inputs, context);
    const { taskId } = await tiw.startOnlineRecord({ ...inputs, region, recordUserId, recordUserSig });
    return accepted(taskId, inputs, context);
  },

  async finish(tiw, state, { paused }, context) {
    // Why it is over already, the read tells that follows.
    if (paused) await unless(setPaused(tiw, state, true, context), "ended");
    return {};
  },

  // The recorder's id has the room in it.
  exclusive: ({ sdkAppId, roomId }) => [`the recording of room ${roomId} of application ${sdkAppId}`],

  importId: ["sdkAppId", "taskId"],

  label: (inputs, context) => `a recording by ${recorder.label(inputs, context)}`,

  adopt: accepted,

  async observe(tiw, state) {
    const reply = await tiw.describeOnlineRecord(state);
    if (saysNothing(reply)) return found("failed", { filesPending: false }, silence);
    const { status, finishReason = "", ...told } = reply;
    const end = finished(statuses, finishReason);
    const outputs = {
      ...told,
      ...pausedAs(status, state.paused),
      taskId: state.taskId,
      recordUserId: told.recordUserId || state.recordUserId,
      finishReason: finishReason || undefined,
      filesPending: status === "STOPPED",
    };
    return foundAs(end.statuses, status, outputs, end.reason);
  },

  async update(tiw, state, { paused = false }, context) {
    await setPaused(tiw, state, paused, context);
    return {};
  },

  async stop(tiw, state) {
    await tiw.stopOnlineRecord(state);
  },
});

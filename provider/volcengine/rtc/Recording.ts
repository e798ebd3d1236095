import type { z } from "zod";
import { recording } from "../../../sdk/volcengine/rtc/Recording";
import { isKind, type MediaError, UserError } from "../../core/errors";
import { type Context, defineLifecycle, Existing } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectRtc, wasRunning } from "./Rtc";

type Inputs = z.output<typeof recording.inputs>;

/** A reading fails for tasks that were started longer ago. */
const readableFor = 72 * 3_600_000;

const taskIdLength = 128;

const status = { notStarted: 1, running: 2, ended: 3, failed: 4 } as const;

function regionOf(context: Context): string {
  return context.account.region ?? "cn-north-1";
}

function taskIdOf(inputs: Inputs, context: Context): string {
  return inputs.taskId ?? context.deriveId(taskIdLength);
}

function dateOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** Whether the vendor shows a recording of this id that is not over. */
async function isRunning(
  rtc: ReturnType<typeof connectRtc>,
  { appId, roomId }: Inputs,
  taskId: string,
  context: Context,
): Promise<boolean> {
  try {
    const { result } = await rtc.getRecordTask({ appId, roomId, taskId }, { region: regionOf(context) });
    const now = result?.recordTask?.status;
    return now === status.notStarted || now === status.running;
  } catch (error) {
    if (isKind(error, "not-found")) return false;
    throw error;
  }
}

function taken({ roomId }: Inputs, taskId: string): UserError {
  return new UserError(
    `taskId "${taskId}" is used by a recording that runs in room ${roomId} already. ` +
      "What to do: choose another taskId or leave it out, or take that recording over with lifecycle.adopt",
  );
}

/** Volcengine RTC recordings: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(recording)({
  vendor: "volcengine",
  connect: connectRtc,

  identity: "repeated",

  importId: ["appId", "roomId", "taskId"],

  async start(rtc, inputs, context) {
    const taskId = taskIdOf(inputs, context);
    const region = regionOf(context);
    // An id that the program names may be anybody's: if the answer is lost, nothing tells afterwards.
    if (inputs.taskId !== undefined && (await isRunning(rtc, inputs, taskId, context)))
      throw taken(inputs, taskId);
    let lost = false;
    const onRepeat = ({ outcome }: MediaError) => {
      lost ||= outcome === "unknown";
    };
    const isThere = await rtc.startRecord({ ...inputs, taskId }, { region, onRepeat }).then(
      ({ result }) => wasRunning(result),
      (error: unknown) => {
        if (!isKind(error, "already-exists")) throw error;
        return true;
      },
    );
    const outputs = { taskId, status: "accepted", region } as const;
    const startedAt = new Date(context.runtime.clock.now()).toISOString();
    // The repeat of a start whose answer was lost meets the first one.
    if (!isThere || lost) return { ...outputs, startedAt };
    // A derived id is this resource's own; one that the program names may be anybody's.
    if (inputs.taskId === undefined) return new Existing(outputs);
    throw taken(inputs, taskId);
  },

  async find(rtc, inputs, context) {
    const taskId = taskIdOf(inputs, context);
    return (await isRunning(rtc, inputs, taskId, context)) ? taskId : undefined;
  },

  exclusive: ({ appId, roomId, taskId }) =>
    taskId === undefined ? [] : [`the recording "${taskId}" of room ${roomId} of application ${appId}`],

  label: (inputs, context) => `recording "${taskIdOf(inputs, context)}" of room ${inputs.roomId}`,

  adopt: (taskId, _inputs, context) => ({ taskId, status: "accepted", region: regionOf(context) }),

  async observe(rtc, state, context) {
    const { appId, roomId, taskId, region } = state;
    // When what was taken over began is known as soon as it was read once.
    const age = context.runtime.clock.now() - Date.parse(state.startedAt ?? new Date(0).toISOString());
    try {
      const reply = await rtc.getRecordTask({ appId, roomId, taskId }, { region });
      // An answer that is cut short must not pass for one that knows no such recording.
      if (age <= readableFor) required(reply.result, "Result", "Volcengine rtc GetRecordTask");
      const task = reply.result?.recordTask;
      const seen = {
        startedAt: dateOf(task?.startTime) ?? state.startedAt,
        endedAt: dateOf(task?.endTime),
        recordFileList: task?.recordFileList ?? state.recordFileList,
      };
      switch (task?.status) {
        case status.notStarted:
          return { phase: "active", running: false, outputs: { ...seen, status: "accepted" } };
        case status.running:
          return { phase: "active", running: true, outputs: { ...seen, status: "running" } };
        case status.ended:
        case status.failed: {
          // The same inputs give the same id: those of an hour ago, before two changes, had it too.
          if (task.endTime !== undefined && task.endTime < Date.parse(state.startedAt ?? "")) {
            return { phase: "gone", reason: "the vendor shows an earlier recording of this id only" };
          }
          const reason = `${task.stopReason || "no reason given"}${seen.endedAt ? ` at ${seen.endedAt}` : ""}`;
          const over = task.status === status.ended ? "ended" : "failed";
          return { phase: "ended", reason, outputs: { ...seen, status: over, statusReason: reason } };
        }
        default:
          return age > readableFor
            ? notReadable("it was started more than 72 hours ago, and the vendor reads younger ones only")
            : task === undefined
              ? { phase: "gone", reason: "the vendor does not know the recording" }
              : notReadable(`the vendor's status is ${task.status}`);
      }
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
      if (age > readableFor)
        return notReadable("it was started more than 72 hours ago, and the vendor reads younger ones only");
      return { phase: "gone", reason: error.message };
    }

    function notReadable(reason: string) {
      return {
        phase: "unverified",
        reason,
        outputs: { status: "unverified", statusReason: reason },
      } as const;
    }
  },

  async update(rtc, { taskId, region }, { appId, businessId, roomId, targetStreams, layout }) {
    await rtc.updateRecord({ appId, businessId, roomId, taskId, targetStreams, layout }, { region });
    return {};
  },

  async stop(rtc, { appId, businessId, roomId, taskId, region }) {
    await rtc.stopRecord({ appId, businessId, roomId, taskId }, { region });
  },
});

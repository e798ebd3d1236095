import { Recording } from "../../../sdk/volcengine/rtc/Recording";
import { isKind, UserError } from "../../core/errors";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { connectRtc } from "./Rtc";

/** The vendor's answer to a start of what runs already. */
const alreadyStarted = "The task has been started";

/** A reading fails for tasks that were started longer ago. */
const readableFor = 72 * 3_600_000;

const taskIdLength = 128;

const status = { notStarted: 1, running: 2, ended: 3, failed: 4 } as const;

function regionOf(context: Context): string {
  return context.account.region ?? "cn-north-1";
}

function dateOf(milliseconds: number | undefined): string | undefined {
  return milliseconds ? new Date(milliseconds).toISOString() : undefined;
}

/** Volcengine RTC recordings: the caller chooses the id, so a repeated start meets the first one. */
export default defineLifecycle(Recording)({
  vendor: "volcengine",
  connect: connectRtc,

  async start(rtc, inputs, context) {
    const taskId = inputs.taskId ?? context.deriveId(taskIdLength);
    const region = regionOf(context);
    const { result } = await rtc.startRecord({ ...inputs, taskId }, { region });
    if (result?.startsWith(alreadyStarted)) {
      if (inputs.taskId !== undefined) {
        throw new UserError(
          `taskId "${taskId}" is used by a recording that runs in room ${inputs.roomId} already. ` +
            "What to do: choose another taskId or leave it out, or take that recording over with lifecycle.adopt",
        );
      }
      context.warn(`recording ${taskId} of this resource was running already and is taken over`);
    }
    const startedAt = new Date(context.runtime.clock.now()).toISOString();
    return { taskId, status: "accepted", startedAt, region };
  },

  adopt: (taskId, _inputs, context) => ({ taskId, status: "accepted", region: regionOf(context) }),

  async observe(rtc, state, context) {
    const { appId, roomId, taskId, region } = state;
    const age = context.runtime.clock.now() - Date.parse(state.startedAt ?? "");
    try {
      const reply = await rtc.getRecordTask({ appId, roomId, taskId }, { region });
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

  idOf: ({ taskId }) => taskId,
});

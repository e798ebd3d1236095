import { AigcVideoRedraw } from "../../../sdk/tencent/vod/AigcVideoRedraw";
import { isKind, UserError } from "../../core/errors";
import { defineLifecycle } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectVod } from "./Vod";

const sessionIdLength = 50;

/** VOD redraws: one-shot jobs, billed each; a waiting one can be aborted. */
export default defineLifecycle(AigcVideoRedraw)({
  vendor: "tencentcloud",
  connect: connectVod,

  async start(vod, inputs, context) {
    const sessionId = inputs.sessionId ?? context.deriveId(sessionIdLength);
    try {
      const reply = await vod.createAigcVideoRedrawTask({ ...inputs, sessionId });
      const taskId = required(reply.taskId, "TaskId", "Tencent Cloud vod CreateAigcVideoRedrawTask");
      return { taskId, sessionId, status: "accepted" };
    } catch (error) {
      if (!isKind(error, "already-exists")) throw error;
      throw new UserError(
        `${error.message}. The same job (sessionId "${sessionId}") was sent within the last three days, and a second one would be billed again. ` +
          "What to do: take it over with lifecycle.adopt and its task id, or change lifecycle.triggers or sessionId to pay for another run",
      );
    }
  },

  adopt: (taskId, inputs, context) => ({
    taskId,
    sessionId: inputs.sessionId ?? context.deriveId(sessionIdLength),
    status: "accepted",
  }),

  async observe(vod, { subAppId, taskId }) {
    const reply = await vod.describeTaskDetail({ subAppId, taskId }).catch((error: unknown) => {
      if (isKind(error, "not-found")) return error;
      throw error;
    });
    if (reply instanceof Error) {
      // The vendor forgets a job after three days; that says nothing about how it went.
      return {
        phase: "unverified",
        reason: `it can be read for three days only: ${reply.message}`,
        outputs: {},
      };
    }
    const { createTime, beginProcessTime, finishTime, aigcVideoRedrawTask: task = {} } = reply;
    const outputs = { createTime, beginProcessTime, finishTime, progress: task.progress };
    switch (reply.status) {
      case "WAITING":
        return { phase: "active", running: false, outputs: { ...outputs, status: "waiting" } };
      case "PROCESSING":
        return { phase: "active", running: true, outputs: { ...outputs, status: "processing" } };
      case "ABORTED":
        return { phase: "ended", reason: "it was aborted", outputs: { ...outputs, status: "aborted" } };
      case "FINISH": {
        if (!task.errCode) {
          return {
            phase: "completed",
            outputs: { ...outputs, status: "completed", outputFile: task.output?.fileInfo },
          };
        }
        const reason = `${task.errCodeExt || task.errCode}: ${task.message ?? "no message"}`;
        return { phase: "ended", reason, outputs: { ...outputs, status: "failed", statusReason: reason } };
      }
      default: {
        const reason = `the vendor's status is "${reply.status}"`;
        return {
          phase: "unverified",
          reason,
          outputs: { ...outputs, status: "unverified", statusReason: reason },
        };
      }
    }
  },

  async stop(vod, { subAppId, taskId, status }, context) {
    if (status === "accepted" || status === "waiting") {
      const { status: now } = await vod.describeTaskDetail({ subAppId, taskId });
      if (now === "WAITING") {
        await vod.manageTask({ subAppId, taskId, operationType: "Abort" });
        return;
      }
    }
    context.say("there is nothing to stop: the vendor ends a redraw only while it waits");
  },

  idOf: ({ taskId }) => taskId,
});

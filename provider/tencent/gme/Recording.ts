import { Recording } from "../../../sdk/tencent/gme/Recording";
import { isKind, UserError } from "../../core/errors";
import { defineLifecycle } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectGme } from "./Gme";

type Gme = ReturnType<typeof connectGme>;
type Files = Awaited<ReturnType<Gme["describeRecordInfo"]>>["files"];

/** The vendor's number of a file that is still being recorded; everything above is past that. */
const stillRecording = 2;

/** The id of the recording that runs in a room, if one does. */
async function runningIn(gme: Gme, room: { bizId: number; roomId: string }): Promise<string | undefined> {
  try {
    const { taskId } = await gme.describeTaskInfo(room);
    return taskId === "0" || taskId === "" ? undefined : taskId;
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

/** GME recordings: the vendor chooses the id, and one recording at a time runs in a room. */
export default defineLifecycle(Recording)({
  vendor: "tencentcloud",
  connect: connectGme,

  async start(gme, inputs, context) {
    const { bizId, roomId } = inputs;
    try {
      const reply = await gme.startRecord(inputs);
      return {
        taskId: required(reply.taskId, "TaskId", "Tencent Cloud gme StartRecord"),
        status: "accepted",
      };
    } catch (error) {
      const mayRun =
        isKind(error, "already-exists") ||
        (isKind(error, "timeout", "network", "unavailable", "malformed") && error.outcome === "unknown");
      if (!mayRun) throw error;
      const taskId = await runningIn(gme, { bizId, roomId });
      if (taskId === undefined) throw error;
      context.warn(`room ${roomId} is being recorded already: task ${taskId} is taken over`);
      const { recordMode, subscribeRecordUserIds } = inputs;
      await gme.modifyRecordInfo({ bizId, taskId, recordMode, subscribeRecordUserIds });
      return { taskId, status: "accepted" };
    }
  },

  adopt(taskId) {
    if (!/^\d{1,20}$/.test(taskId)) {
      throw new UserError(
        `lifecycle.adopt "${taskId}" is not the id of a GME recording: it is a whole number in digits`,
      );
    }
    return { taskId, status: "accepted" };
  },

  async observe(gme, { bizId, roomId, taskId }, context) {
    const running = await runningIn(gme, { bizId, roomId });
    try {
      const { files = [] } = await gme.describeRecordInfo({ bizId, taskId });
      if (running === taskId || files.some((file) => file.recordStatus === stillRecording)) {
        return {
          phase: "active",
          running: true,
          outputs: { files, status: "running", statusReason: undefined },
        };
      }
      return ended("the room has no running recording of this id any more", files);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
      if (running === taskId) return { phase: "active", running: true, outputs: { status: "running" } };
      return ended("the vendor does not know the recording any more", undefined);
    }

    function ended(reason: string, files: Files) {
      const endedAt = new Date(context.runtime.clock.now()).toISOString();
      const outputs = {
        status: "ended",
        statusReason: reason,
        endedAt,
        ...(files ? { files } : {}),
      } as const;
      return { phase: "ended", reason, outputs } as const;
    }
  },

  async update(gme, { taskId }, { bizId, recordMode, subscribeRecordUserIds }) {
    await gme.modifyRecordInfo({ bizId, taskId, recordMode, subscribeRecordUserIds });
    return {};
  },

  async stop(gme, { bizId, taskId }) {
    await gme.stopRecord({ bizId, taskId });
  },

  idOf: ({ taskId }) => taskId,
});

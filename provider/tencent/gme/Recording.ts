import type { z } from "zod";
import { recording } from "../../../sdk/tencent/gme/Recording";
import { isKind } from "../../core/errors";
import { defineLifecycle } from "../../core/lifecycle";
import { required } from "../../core/reply";
import { connectGme } from "./Gme";

type Gme = ReturnType<typeof connectGme>;
type Files = Awaited<ReturnType<Gme["describeRecordInfo"]>>["files"];
type Inputs = z.output<typeof recording.inputs>;
type Users = Inputs["subscribeRecordUserIds"];
type Running = NonNullable<Awaited<ReturnType<typeof runningIn>>>;

/** The vendor's number of a file that is still being recorded; everything above is past that. */
const stillRecording = 2;

/** The recording that runs in a room, if one does. */
async function runningIn(gme: Gme, { bizId, roomId }: { bizId: number; roomId: string }) {
  try {
    const { taskId, ...task } = await gme.describeTaskInfo({ bizId, roomId });
    return taskId === undefined || taskId === "0" || taskId === "" ? undefined : { taskId, ...task };
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

type UserIds = NonNullable<Users>["subscribeUserIds"];

/** A list as the vendor says, in the program's own form (order, numbers or texts) where it is the same. */
function listSeen(known: UserIds, vendors: UserIds = []): UserIds {
  const sorted = (list: UserIds = []) => list.map(String).sort().join();
  return sorted(known) === sorted(vendors) ? known : vendors;
}

/** Whether what the vendor tells of a recording is what was asked for. */
function isAsOrdered(running: Running, { recordMode, subscribeRecordUserIds: wanted }: Inputs): boolean {
  const { recordMode: mode = recordMode, subscribeRecordUserIds: seen = wanted } = running;
  const isSame = (one: UserIds, other: UserIds = []) => listSeen(one, other) === one;
  return (
    mode === recordMode &&
    isSame(wanted?.subscribeUserIds, seen?.subscribeUserIds) &&
    isSame(wanted?.unSubscribeUserIds, seen?.unSubscribeUserIds)
  );
}

function usersSeen(known: Users, vendors: Users): Users {
  const subscribeUserIds = listSeen(known?.subscribeUserIds, vendors?.subscribeUserIds);
  const unSubscribeUserIds = listSeen(known?.unSubscribeUserIds, vendors?.unSubscribeUserIds);
  if (known === undefined && subscribeUserIds === undefined && unSubscribeUserIds === undefined) return;
  return { subscribeUserIds, unSubscribeUserIds };
}

/** Whether the vendor keeps a list that is left out is not documented: one that is to be empty now is sent as such. */
function listToSend(before: UserIds, wanted: UserIds): UserIds {
  return wanted ?? (before?.length ? [] : undefined);
}

function usersToSend(before: Users, wanted: Users): Users {
  const subscribeUserIds = listToSend(before?.subscribeUserIds, wanted?.subscribeUserIds);
  const unSubscribeUserIds = listToSend(before?.unSubscribeUserIds, wanted?.unSubscribeUserIds);
  if (subscribeUserIds === undefined && unSubscribeUserIds === undefined) return wanted;
  return { subscribeUserIds, unSubscribeUserIds };
}

/** GME recordings: the vendor chooses the id, and one recording at a time runs in a room. */
export default defineLifecycle(recording)({
  vendor: "tencentcloud",
  connect: connectGme,

  async start(gme, inputs) {
    const reply = await gme.startRecord(inputs);
    return {
      taskId: required(reply.taskId, "TaskId", "Tencent Cloud gme StartRecord"),
      status: "accepted",
    };
  },

  // The id is the vendor's, and a room may be recorded by anybody: only for starts that the journal remembers.
  identity: "noted",

  importId: ["bizId", "taskId"],

  async find(gme, inputs, _context, { others = [] }) {
    const running = await runningIn(gme, inputs);
    if (!running || others.includes(running.taskId) || !isAsOrdered(running, inputs)) return undefined;
    return running.taskId;
  },

  async list(gme, inputs) {
    const running = await runningIn(gme, inputs);
    return running ? [running.taskId] : [];
  },

  exclusive: ({ bizId, roomId }) => [`room ${roomId} of application ${bizId}`],

  label: ({ roomId }) => `a recording of room ${roomId}`,

  adopt: (taskId) => ({ taskId, status: "accepted" }),

  async observe(gme, state, context) {
    const { bizId, taskId, subscribeRecordUserIds } = state;
    const inRoom = await runningIn(gme, state);
    const running = inRoom?.taskId === taskId ? inRoom : undefined;
    const active = {
      status: "running",
      statusReason: undefined,
      ...(running?.recordMode === undefined ? {} : { recordMode: running.recordMode }),
      ...(running?.subscribeRecordUserIds === undefined
        ? {}
        : {
            subscribeRecordUserIds: usersSeen(subscribeRecordUserIds, running.subscribeRecordUserIds),
          }),
    } as const;
    try {
      const { files = [], roomId } = await gme.describeRecordInfo({ bizId, taskId });
      if (running || files.some((file) => file.recordStatus === stillRecording)) {
        return {
          phase: "active",
          running: true,
          outputs: { ...active, files, ...(roomId ? { roomId } : {}) },
        };
      }
      return ended("the room has no running recording of this id any more", files);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
      if (running) return { phase: "active", running: true, outputs: active };
      return {
        phase: "gone",
        reason: "the vendor does not know the recording any more",
        outputs: { endedAt: endedAt() },
      };
    }

    /** When it was found to have ended, for the first time. */
    function endedAt() {
      return state.endedAt ?? new Date(context.runtime.clock.now()).toISOString();
    }

    function ended(reason: string, files: Files) {
      const outputs = { status: "ended", statusReason: reason, endedAt: endedAt(), files } as const;
      return { phase: "ended", reason, outputs } as const;
    }
  },

  async update(gme, state, { bizId, recordMode, subscribeRecordUserIds }) {
    await gme.modifyRecordInfo({
      bizId,
      taskId: state.taskId,
      recordMode,
      subscribeRecordUserIds: usersToSend(state.subscribeRecordUserIds, subscribeRecordUserIds),
    });
    return {};
  },

  async stop(gme, { bizId, taskId }) {
    await gme.stopRecord({ bizId, taskId });
  },
});

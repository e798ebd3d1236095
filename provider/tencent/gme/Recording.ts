import type { z } from "zod";
import { recording } from "../../../sdk/tencent/gme/Recording";
import { found } from "../../core/found";
import { defineLifecycle } from "../../core/lifecycle";
import { unless } from "../../http/errors";
import { connectGme } from "./Gme";

/** GME recordings: the vendor chooses the id, and one recording at a time runs in a room. */
export default defineLifecycle(recording)({
  vendor: "tencentcloud",
  connect: connectGme,

  async start(gme, inputs) {
    return { ...(await gme.startRecord(inputs)), status: "accepted" };
  },

  // The id is the vendor's, and a room may be recorded by anybody: only for starts that the journal remembers.
  repeatedStart: "noted",

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
    const reply = await unless(gme.describeRecordInfo(state), "not-found");
    // The room of what was imported is the vendor's word alone.
    const { bizId, roomId = reply?.roomId } = state;
    const inRoom = roomId === undefined ? undefined : await runningIn(gme, { bizId, roomId });
    const running = inRoom?.taskId === state.taskId ? inRoom : undefined;
    const files = reply?.files ?? (reply && []);
    if (running || files?.some((file) => file.recordStatus === stillRecording)) {
      const { recordMode, subscribeRecordUserIds: users } = running ?? {};
      return found("running", {
        ...(files && { files }),
        ...(reply?.roomId && { roomId: reply.roomId }),
        ...(recordMode && { recordMode }),
        ...(users && { subscribeRecordUserIds: usersSeen(state.subscribeRecordUserIds, users) }),
      });
    }
    // When it was found to have ended, for the first time.
    const endedAt = state.endedAt ?? new Date(context.runtime.clock.now()).toISOString();
    return files
      ? found("ended", { endedAt, files }, "the room has no running recording of this id any more")
      : { phase: "gone", reason: "the vendor does not know the recording any more", outputs: { endedAt } };
  },

  async update(gme, { taskId, subscribeRecordUserIds: before }, inputs) {
    const subscribeRecordUserIds =
      eachList(listToSend, before, inputs.subscribeRecordUserIds) ?? inputs.subscribeRecordUserIds;
    await gme.modifyRecordInfo({ ...inputs, taskId, subscribeRecordUserIds });
    return {};
  },

  async stop(gme, state) {
    await gme.stopRecord(state);
  },
});

type Gme = ReturnType<typeof connectGme>;
type Inputs = z.output<typeof recording.inputs>;
type Users = Inputs["subscribeRecordUserIds"];
type Running = NonNullable<Awaited<ReturnType<typeof runningIn>>>;

/** The vendor's number of a file that is still being recorded; everything above is past that. */
const stillRecording = 2;

/** The recording that runs in a room, if one does. */
async function runningIn(gme: Gme, room: Pick<Inputs, "bizId" | "roomId">) {
  const { taskId = "", ...task } = (await unless(gme.describeTaskInfo(room), "not-found")) ?? {};
  return taskId === "0" || taskId === "" ? undefined : { taskId, ...task };
}

type UserIds = NonNullable<Users>["subscribeUserIds"];

/** Makes each list of one, out of it and of the other's; undefined where that gives none. */
function eachList(make: (one: UserIds, other: UserIds) => UserIds, one: Users, other: Users): Users {
  const subscribeUserIds = make(one?.subscribeUserIds, other?.subscribeUserIds);
  const unSubscribeUserIds = make(one?.unSubscribeUserIds, other?.unSubscribeUserIds);
  return (subscribeUserIds ?? unSubscribeUserIds) && { subscribeUserIds, unSubscribeUserIds };
}

/** A list as the vendor says, in the program's own form (order, numbers or texts) where it is the same. */
function listSeen(known: UserIds, vendors: UserIds = []): UserIds {
  const sorted = (list: UserIds = []) => list.map(String).sort().join();
  return sorted(known) === sorted(vendors) ? known : vendors;
}

function usersSeen(known: Users, vendors: Users): Users {
  return eachList(listSeen, known, vendors) ?? (known && {});
}

/** Whether the vendor keeps a list that is left out is not documented: one that is to be empty now is sent as such. */
function listToSend(before: UserIds, wanted: UserIds): UserIds {
  return wanted ?? (before?.length ? [] : undefined);
}

/** Whether what the vendor tells of a recording is what was asked for. */
function isAsOrdered(running: Running, { recordMode, subscribeRecordUserIds: wanted }: Inputs): boolean {
  const { recordMode: mode = recordMode, subscribeRecordUserIds: told = wanted } = running;
  const isSame = (list: "subscribeUserIds" | "unSubscribeUserIds") =>
    listSeen(wanted?.[list], told?.[list]) === wanted?.[list];
  return mode === recordMode && isSame("subscribeUserIds") && isSame("unSubscribeUserIds");
}

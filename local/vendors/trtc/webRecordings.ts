import { facts, parameterOf } from "../facts";
import { member, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions, Call } from "../service";
import { TaskKind } from "../taskKind";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";

const starts = "StartWebRecord";
const exists = "FailedOperation.TaskExist";
const unknown = "FailedOperation.TaskNotExist";
const recording = 1;

/** Recordings of pages. A caller's RecordId tells a repeated start from another one. */
export function webRecordings(world: World): Actions {
  const { clock, tasks } = world;
  const { trtc: behaviour } = world.behaviour;
  const recordId = (body: Call["body"]) => textOf(body, "RecordId");
  const recordings = new TaskKind(world, {
    service: "trtc",
    kind: "webRecording",
    starts,
    app: "SdkAppId",
    idHolds: "everywhere",
    newId: newTaskId,
    clashes: [{ by: recordId, code: () => exists }],
    quota: { most: () => behaviour.maxRunningWebRecordings, code: "ResourceInsufficient.RequestRejection" },
    longestMs: (body) => 1000 * Number(parameterOf(facts.trtc, starts, body, "MaxDurationLimit")),
    unknown: () => unknown,
    ended: () => unknown,
  });

  /** When a RecordId was sent last, by account, app and RecordId. */
  const sentAt = new Map<string, number>();
  const keyOf = ({ account, body }: Call) =>
    JSON.stringify([account, String(member(body, "SdkAppId")), recordId(body)]);

  const start = recordings.start(
    ({ id }) => ({ TaskId: id }),
    () => {
      if (behaviour.webRecordingUnlocked) return;
      throw new Refusal("FailedOperation.NotAbility", "Web recording is not unlocked.");
    },
  );

  /** A start uses its RecordId up for some time, whether it succeeds or fails. */
  const startOnce: Action = (call) => {
    if (recordId(call.body) === "") return start(call);
    const sent = sentAt.get(keyOf(call)) ?? Number.NEGATIVE_INFINITY;
    if (clock.now() < sent + behaviour.recordIdTakenMs) throw new Refusal(exists, "The RecordId was used.");
    if (recordings.clashing(call) === undefined) sentAt.set(keyOf(call), clock.now());
    return start(call);
  };

  const readByTaskId = recordings.read(({ parameters }) => ({
    Status: recording,
    RecordId: recordId(parameters),
  }));

  const readByRecordId: Action = (call) => {
    const task = recordings.clashing(call);
    if (task === undefined || task.endedAt !== undefined || !tasks.isVisible(task)) {
      throw new Refusal(unknown, "The task does not exist.");
    }
    return { Status: recording, TaskId: task.id };
  };

  return {
    [starts]: startOnce,
    DescribeWebRecord: (call) =>
      (member(call.body, "TaskId") === undefined ? readByRecordId : readByTaskId)(call),
    StopWebRecord: recordings.stop(() => ({})),
  };
}

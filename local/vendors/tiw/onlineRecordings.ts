import { type JsonObject, type JsonValue, member, numberOf, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions, Call } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { failWithoutGroup, finishReasonOf, groupOf, secondsOf, tasksInRoom } from "./tasksInRoom";
import { videoOf } from "./videoOf";

const day = 24 * 60 * 60 * 1000;
const longestPauseMs = 90 * 60 * 1000;

const finishReasons = { idle: "AUTO", stopped: "USER_CALL", limit: "FORCE_STOP", paused: "FORCE_STOP" };

/** A time in which a recording is paused; without its end while it is. */
interface Pause {
  readonly from: number;
  until?: number;
}

/** Recordings of classes; one a room. */
export function onlineRecordings(world: World): Actions {
  const { clock } = world;
  const { tiw: behaviour } = world.behaviour;
  const pauses = new WeakMap<Task, Pause[]>();
  const pausesOf = (task: Task) => pauses.get(task) ?? [];
  const recordings = tasksInRoom(world, {
    kind: "onlineRecording",
    starts: "StartOnlineRecord",
    user: "RecordUserId",
    quota: { most: () => behaviour.maxRunningRecordings, code: "LimitExceeded.TaskConcurrency" },
    longestMs: () => day,
    failsAs: "FailedOperation.Record",
  });

  function stateOf(task: Task): string {
    const { startedAt, endedAt } = task;
    if (endedAt !== undefined) return clock.now() < endedAt + behaviour.uploadMs ? "STOPPED" : "FINISHED";
    if (clock.now() < startedAt + behaviour.startTakesMs) return "PREPARED";
    return isPaused(pausesOf(task)) ? "PAUSED" : "RECORDING";
  }

  function viewOf(task: Task): JsonObject {
    const { id, startedAt, endedAt, reason, parameters } = task;
    // Where it is not told by an error, it is told by nothing.
    if (reason === "failed") return {};
    const state = stateOf(task);
    const recordedMs =
      (endedAt ?? clock.now()) - startedAt - pausedMs(pausesOf(task), endedAt ?? clock.now());
    const isReplay = textOf(parameters, "RecordMode") === "VIDEO_GENERATION_MODE";
    return {
      FinishReason: finishReasonOf(task, finishReasons),
      TaskId: id,
      Status: state,
      RoomId: numberOf(parameters, "RoomId", 0),
      GroupId: groupOf(task),
      RecordUserId: textOf(parameters, "RecordUserId"),
      RecordStartTime: secondsOf(startedAt),
      RecordStopTime: secondsOf(endedAt),
      TotalTime: recordedMs,
      ExceptionCnt: 0,
      OmittedDurations:
        member(member(parameters, "Concat"), "Enabled") === true ? omitted(startedAt, pausesOf(task)) : [],
      VideoInfos: state === "FINISHED" && !isReplay ? [videoOf(id, recordedMs)] : [],
      ReplayUrl: state === "FINISHED" && isReplay ? `https://tiw.example.com/${id}/replay.html` : null,
      Interrupts: null,
    };
  }

  /** Pauses or resumes a recording that is in the one state where that is possible. */
  function toggle(from: string, act: (task: Task, known: Pause[]) => void): Action {
    return recordings.on("change", (task) => {
      if (stateOf(task) !== from) {
        throw new Refusal("UnsupportedOperation.InvalidTaskStatus", `The task is not ${from}.`);
      }
      act(task, pausesOf(task));
      return {};
    });
  }

  return {
    StartOnlineRecord: recordings.start((task) => {
      failWithoutGroup(world, task);
      return { TaskId: task.id };
    }, requireRecorderOfRoom),
    PauseOnlineRecord: toggle("RECORDING", (task, known) => {
      const from = clock.now();
      pauses.set(task, [...known, { from }]);
      const afterMs = from - task.startedAt + longestPauseMs;
      task.limits.push({ from: "start", afterMs, reason: "paused" });
    }),
    ResumeOnlineRecord: toggle("PAUSED", (task, known) => {
      const last = known.at(-1);
      if (last) last.until = clock.now();
      task.limits.splice(
        task.limits.findIndex(({ reason }) => reason === "paused"),
        1,
      );
    }),
    StopOnlineRecord: recordings.stop(() => ({})),
    DescribeOnlineRecord: recordings.read(viewOf),
  };
}

function requireRecorderOfRoom({ body }: Call): void {
  const beginning = `tic_record_user_${numberOf(body, "RoomId", 0)}_`;
  if (textOf(body, "RecordUserId").startsWith(beginning)) return;
  throw new Refusal("InvalidParameter.RecordParameter", "RecordUserId is not of the room.");
}

function isPaused(pauses: readonly Pause[]): boolean {
  const last = pauses.at(-1);
  return last !== undefined && last.until === undefined;
}

function pausedMs(pauses: readonly Pause[], now: number): number {
  return pauses.reduce((total, { from, until = now }) => total + until - from, 0);
}

/** The pauses that are over, each with its place in a video that leaves them out. */
function omitted(startedAt: number, pauses: readonly Pause[]): JsonValue[] {
  return pauses.flatMap(({ from, until }, index): JsonValue[] =>
    until === undefined
      ? []
      : [
          {
            VideoTime: from - startedAt - pausedMs(pauses.slice(0, index), from),
            PauseTime: from,
            ResumeTime: until,
          },
        ],
  );
}

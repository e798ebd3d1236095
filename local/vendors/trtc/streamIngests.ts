import { type JsonObject, member, numberOf } from "../json";
import type { Actions } from "../service";
import { TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { requireRoomType } from "./requireRoomType";

const integerRoom = 1;
const endless = -1;
const minute = 60_000;

/** What an update takes. */
const updatable = ["StreamUrl", "Volume", "IsPause", "EnableProgress", "Tempo"];

/** Streams that are pulled into a room. One that does not exist is told by a status, and not by an error. */
export function streamIngests(world: World): Actions {
  const { clock } = world;
  const { trtc: behaviour } = world.behaviour;
  const ingests = new TaskKind(world, {
    service: "trtc",
    kind: "streamIngest",
    starts: "StartStreamIngest",
    app: "SdkAppId",
    room: "RoomId",
    newId: newTaskId,
    quota: { most: () => behaviour.maxRunningIngests, code: "FailedOperation.RestrictedConcurrency" },
    robot: { user: "UserId", clash: () => behaviour.robotClash },
    longestMs,
    unknown: (role) =>
      ({ read: undefined, change: "FailedOperation.TaskNotExist", stop: "InvalidParameter.TaskId" })[role],
    nothing: { Status: "NotExist" },
    ended: (role) => {
      if (role === "change" && behaviour.endedIngestUpdate === "refuse")
        return "FailedOperation.TaskNotExist";
      return role === "stop" ? "FailedOperation.TaskFinished" : undefined;
    },
  });

  /** Until its plays are done; one that is played for ever may have a longest time. */
  function longestMs(body: JsonObject): number {
    const plays = numberOf(body, "RepeatNum", 1);
    if (plays !== endless) return plays * behaviour.playTakesMs;
    return minute * numberOf(body, "MaxDuration", Number.POSITIVE_INFINITY);
  }

  const statusOf = ({ endedAt }: Task) => ({ Status: endedAt === undefined ? "InProgress" : "NotExist" });

  /** What a task was paused for ends with the pause. */
  function pause(task: Task, paused: boolean): void {
    const known = task.limits.findIndex(({ reason }) => reason === "paused");
    if (paused && known === -1) {
      const afterMs = clock.now() - task.startedAt + behaviour.longestPauseMs;
      task.limits.push({ from: "start", afterMs, reason: "paused" });
    }
    if (!paused && known !== -1) task.limits.splice(known, 1);
  }

  return {
    StartStreamIngest: ingests.start(
      ({ id }) => ({ TaskId: id }),
      ({ body }) =>
        requireRoomType(body, numberOf(body, "RoomIdType", 0) === integerRoom, "InvalidParameter.RoomId"),
    ),
    UpdateStreamIngest: ingests.on("change", (task, { body }) => {
      if (task.endedAt === undefined) {
        const taken = Object.entries(body).filter(([name]) => updatable.includes(name));
        task.parameters = { ...task.parameters, ...Object.fromEntries(taken) };
        const paused = member(body, "IsPause");
        if (paused !== undefined) pause(task, paused === true);
      }
      return statusOf(task);
    }),
    StopStreamIngest: ingests.stop(() => ({})),
    DescribeStreamIngest: ingests.read(statusOf),
  };
}

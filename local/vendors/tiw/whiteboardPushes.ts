import { randomUUID } from "node:crypto";
import { formatJson, isObject, type JsonObject, type JsonValue, member, textOf } from "../json";
import type { Actions, Call } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { failWithoutGroup, finishReasonOf, groupOf, secondsOf, tasksInRoom } from "./tasksInRoom";

const finishReasons = { idle: "AUTO", stopped: "USER_CALL" };

/** Pushes of whiteboards into rooms; one a room, perhaps with a second stream. */
export function whiteboardPushes(world: World): Actions {
  const { clock, tasks } = world;
  const { tiw: behaviour } = world.behaviour;
  const seconds = new WeakMap<Task, Task>();
  const pushes = tasksInRoom(world, {
    kind: "whiteboardPush",
    starts: "StartWhiteboardPush",
    user: "PushUserId",
    quota: { most: () => behaviour.maxRunningPushes, code: "LimitExceeded.TaskConcurrency" },
    failsAs: "FailedOperation.WhiteboardPush",
  });

  /** What a reply tells of the second push: the reply to a call of its own. */
  function backupReply(task: Task, reply: (second: Task) => JsonObject): JsonValue {
    const second = seconds.get(task);
    return second === undefined ? null : formatJson({ ...reply(second), RequestId: randomUUID() });
  }

  function startSecond(task: Task, { account, body }: Call): void {
    const backup = member(body, "Backup");
    if (!isObject(backup)) return;
    const second = pushes.plant(
      { account, body: { ...body, ...backup } },
      newTaskId(),
      "whiteboardPushBackup",
    );
    second.limits.push(...task.limits);
    seconds.set(task, second);
  }

  function stateOf({ startedAt, endedAt }: Task): string {
    if (endedAt !== undefined) return "STOPPED";
    return clock.now() < startedAt + behaviour.startTakesMs ? "PREPARED" : "PUSHING";
  }

  function viewOf(task: Task): JsonObject {
    const { id, room, reason, startedAt, endedAt, parameters } = task;
    // Where it is not told by an error, it is told by nothing.
    if (reason === "failed") return {};
    return {
      FinishReason: finishReasonOf(task, finishReasons),
      TaskId: id,
      Status: stateOf(task),
      RoomId: Number(room),
      GroupId: groupOf(task),
      PushUserId: textOf(parameters, "PushUserId"),
      PushStartTime: secondsOf(startedAt),
      PushStopTime: secondsOf(endedAt),
      ExceptionCnt: 0,
      IMSyncTime: secondsOf(startedAt),
      Backup: backupReply(task, viewOf),
    };
  }

  return {
    StartWhiteboardPush: pushes.start((task, call) => {
      startSecond(task, call);
      failWithoutGroup(world, task);
      return { TaskId: task.id, Backup: backupReply(task, ({ id }) => ({ TaskId: id })) };
    }),
    StopWhiteboardPush: pushes.stop((task) => {
      const second = seconds.get(task);
      if (second === undefined || member(task.parameters, "AutoManageBackup") !== true)
        return { Backup: null };
      tasks.stop(second);
      return { Backup: backupReply(task, () => ({})) };
    }),
    DescribeWhiteboardPush: pushes.read(viewOf),
  };
}

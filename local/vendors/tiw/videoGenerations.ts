import type { JsonObject } from "../json";
import type { Actions } from "../service";
import { progressOf, TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { videoOf } from "./videoOf";

/** Jobs that make videos of recordings. */
export function videoGenerations(world: World): Actions {
  const { tiw: behaviour } = world.behaviour;
  const generations = new TaskKind(world, {
    service: "tiw",
    kind: "videoGeneration",
    starts: "CreateVideoGenerationTask",
    app: "SdkAppId",
    newId: newTaskId,
    quota: { most: () => behaviour.maxRunningTasks, code: "LimitExceeded.TaskConcurrency" },
    job: () => ({ waitingMs: behaviour.queuedMs, processingMs: behaviour.processingMs }),
    unknown: () => "InvalidParameter.TaskNotFound",
    failsAs: () => "FailedOperation.Record",
  });

  function viewOf(task: Task): JsonObject {
    const { state, percent } = progressOf(task, world.clock.now());
    const finished = state === "ended";
    return {
      GroupId: "1234567",
      RoomId: 1234567,
      TaskId: task.id,
      Progress: percent,
      Status: { waiting: "QUEUED", processing: "PROCESSING", ended: "FINISHED" }[state],
      TotalTime: finished ? 60_000 : 0,
      VideoInfoList: finished ? [videoOf(task.id, 60_000)] : [],
    };
  }

  return {
    CreateVideoGenerationTask: generations.start(({ id }) => ({ TaskId: id })),
    DescribeVideoGenerationTask: generations.read(viewOf),
  };
}

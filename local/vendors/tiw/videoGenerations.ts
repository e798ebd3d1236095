import { randomBytes } from "node:crypto";
import type { JsonObject } from "../json";
import type { Actions } from "../service";
import { progressOf, TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";

/** Jobs that make videos of recordings. */
export function videoGenerations(world: World): Actions {
  const { tiw: behaviour } = world.behaviour;
  const generations = new TaskKind(world, {
    service: "tiw",
    kind: "videoGeneration",
    starts: "CreateVideoGenerationTask",
    app: "SdkAppId",
    newId: () => randomBytes(10).toString("hex"),
    quota: { most: () => behaviour.maxRunningTasks, code: "LimitExceeded.TaskConcurrency" },
    job: () => ({ waitingMs: behaviour.queuedMs, processingMs: behaviour.processingMs }),
    unknown: () => "InvalidParameter.TaskNotFound",
    failsAs: "FailedOperation.Record",
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
      VideoInfoList: finished ? [videoOf(task.id)] : [],
    };
  }

  return {
    CreateVideoGenerationTask: generations.start(({ id }) => ({ TaskId: id })),
    DescribeVideoGenerationTask: generations.read(viewOf),
  };
}

function videoOf(taskId: string): JsonObject {
  return {
    VideoPlayTime: 0,
    VideoSize: 1_048_576,
    VideoFormat: "mp4",
    VideoDuration: 60_000,
    VideoUrl: `https://tiw.example.com/${taskId}/0.mp4`,
    VideoId: `${taskId}_0`,
    VideoType: 3,
    UserId: "",
    Width: 1280,
    Height: 720,
  };
}

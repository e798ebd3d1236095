import { randomBytes } from "node:crypto";
import { type JsonObject, member, numberOf, picked, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions, Call } from "../service";
import { progressOf, TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { isoTime } from "./isoTime";
import { pageOf } from "./taskList";

const kind = "redraw";
const redrawType = "AigcVideoRedrawTask";
const retentionMs = 3 * 24 * 60 * 60 * 1000;

/** Adds a running task that no action here starts, e.g. of type EditMedia; returns its id. */
export function plantTask(world: World, type: string, subAppId: number, account: string): string {
  return tasksOf(world).plant({ account, body: { SubAppId: subAppId } }, newTaskId(subAppId, type), type).id;
}

/** Jobs that redraw videos; requireUsable refuses applications that cannot have any. */
export function redraws(world: World, requireUsable: (call: Call) => void): Actions {
  const { clock, tasks } = world;
  const { vod: behaviour } = world.behaviour;
  const redraws = tasksOf(world);

  function requireFile({ body }: Call): void {
    const file = member(body, "FileInfo");
    if (textOf(file, "Type") === "File" && behaviour.fileIds?.includes(textOf(file, "FileId")) === false) {
      throw new Refusal("InvalidParameterValue.FileId", "The FileId does not exist.");
    }
  }

  function describeTasks({ account, body }: Call): JsonObject {
    const listed = tasks
      .allVisible()
      .filter((task) => task.service === "vod" && task.account === account)
      .filter((task) => clock.now() <= task.startedAt + retentionMs)
      .filter((task) => redraws.isNamedBy(body, task))
      .map((task) => ({
        summary: summaryOf(task),
        sequence: task.sequence,
        times: {
          CreateTime: wholeSeconds(task.startedAt),
          FinishTime: task.endedAt && wholeSeconds(task.endedAt),
        },
      }));
    const page = pageOf(listed, body);
    const isEnd = page.isLast && behaviour.lastScrollToken === "empty";
    return { TaskSet: page.tasks, ScrollToken: isEnd ? "" : page.token };
  }

  function summaryOf(task: Task): JsonObject {
    return {
      TaskId: task.id,
      FileId: textOf(member(task.parameters, "FileInfo"), "FileId"),
      ...statesOf(task),
      ...sessionOf(task),
    };
  }

  /** What the list and the detail say alike. */
  function statesOf(task: Task): JsonObject {
    const { state } = progressOf(task, clock.now());
    const status = { waiting: "WAITING", processing: "PROCESSING", ended: "FINISH" }[state];
    return {
      TaskType: task.kind === kind ? redrawType : task.kind,
      Status: task.reason === "aborted" ? "ABORTED" : status,
      CreateTime: isoTime(task.startedAt),
      BeginProcessTime: state === "waiting" ? behaviour.noTime : isoTime(task.startedAt + task.waitingMs),
      FinishTime: task.endedAt === undefined ? behaviour.noTime : isoTime(task.endedAt),
    };
  }

  function redrawOf(task: Task): JsonObject {
    const { failure, parameters } = task;
    const { state, percent } = progressOf(task, clock.now());
    return {
      TaskId: task.id,
      Status: state === "ended" ? "FINISH" : "PROCESSING",
      ErrCode: failure === undefined ? 0 : 1,
      ErrCodeExt: failure?.code ?? "",
      Message: failure?.message ?? "",
      Progress: percent,
      Input: picked(parameters, ["FileInfo", "TaskInfo", "OutputConfig"]),
      Output: task.reason === "done" ? { FileInfo: outputOf(task) } : {},
      ...sessionOf(task),
    };
  }

  return {
    CreateAigcVideoRedrawTask: redraws.start(
      ({ id }) => ({ TaskId: id }),
      (call) => {
        requireUsable(call);
        requireFile(call);
      },
    ),
    DescribeTaskDetail: redraws.read((task) => ({
      ...statesOf(task),
      ...(task.kind === kind && { AigcVideoRedrawTask: redrawOf(task) }),
    })),
    DescribeTasks: describeTasks,
    ManageTask: redraws.on("stop", (task) => {
      if (progressOf(task, clock.now()).state !== "waiting") {
        throw new Refusal(behaviour.abortRefusedCode, "Only a waiting task can be aborted.");
      }
      tasks.end(task, "aborted");
      return {};
    }),
  };
}

/** All tasks of VOD are known to the same actions. */
function tasksOf(world: World): TaskKind {
  const { vod: behaviour } = world.behaviour;
  return new TaskKind(world, {
    service: "vod",
    kind,
    starts: "CreateAigcVideoRedrawTask",
    app: "SubAppId",
    idHolds: "everywhere",
    newId: (body) => newTaskId(numberOf(body, "SubAppId", 0), redrawType),
    clashes: [
      {
        by: (body) => textOf(body, "SessionId"),
        forMs: retentionMs,
        code: () => behaviour.duplicateSessionCode,
      },
    ],
    quota: { most: () => behaviour.maxUnfinishedTasks, code: "LimitExceeded.Quota", perAccount: true },
    job: () => ({ waitingMs: behaviour.waitingMs, processingMs: behaviour.processingMs }),
    unknown: () => behaviour.unknownTaskCode,
    knownForMs: (role) => (role === "read" ? retentionMs : Number.POSITIVE_INFINITY),
    forgotten: () => behaviour.expiredTaskCode,
  });
}

/** Of the form that the vendor's examples show. */
function newTaskId(subAppId: number, type: string): string {
  return `${subAppId}-${type}-${randomBytes(16).toString("hex")}t`;
}

function sessionOf({ parameters }: Task): JsonObject {
  return {
    SessionId: textOf(parameters, "SessionId"),
    SessionContext: textOf(parameters, "SessionContext"),
  };
}

function outputOf(task: Task): JsonObject {
  const config = member(task.parameters, "OutputConfig");
  const permanent = textOf(config, "StorageMode") === "Permanent";
  return {
    StorageMode: permanent ? "Permanent" : "Temporary",
    MediaName: textOf(config, "MediaName"),
    ClassId: numberOf(config, "ClassId", 0),
    ExpireTime: textOf(config, "ExpireTime"),
    FileType: "mp4",
    FileUrl: `https://vod.example.com/${task.id}.mp4`,
    ...(permanent && { FileId: `38${task.startedAt}00` }),
  };
}

/** As the vendor's times have them. */
function wholeSeconds(milliseconds: number): number {
  return milliseconds - (milliseconds % 1000);
}

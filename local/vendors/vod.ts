import { randomBytes } from "node:crypto";
import { facts, type Violation } from "./facts";
import {
  isObject,
  type JsonObject,
  type JsonValue,
  listOf,
  member,
  numberOf,
  sameJson,
  textOf,
} from "./json";
import { Refusal } from "./refusal";
import type { Action, Call, Service } from "./service";
import { jobProgress, type Task, TaskStore } from "./taskStore";
import { tencentCode } from "./tencentCode";
import { pageOf } from "./vodTaskList";
import type { World } from "./world";

interface Redraw {
  /** The vendor's word for what the task does. */
  readonly type: string;
  readonly waitingMs: number;
  readonly input: JsonObject;
  readonly sessionId: string;
  readonly sessionContext: string;
  failure?: Refusal;
}

interface SubApp {
  readonly id: number;
  readonly account: string;
  name: string;
  description: string;
  readonly createdAt: number;
  readonly mode: string;
  readonly storageRegion: string;
  readonly tags: JsonValue[];
  status: string;
  change?: { to: string; doneAt: number };
}

const redrawType = "AigcVideoRedrawTask";
const retentionMs = 3 * 24 * 60 * 60 * 1000;
const firstSubAppId = 1_500_000_001;

/** What an account does before the service is activated. */
const managesAccount = ["CreateSubAppId", "DescribeSubAppIds"];

/** VOD's video redraws and sub-applications. */
export function createVod(world: World): Service {
  const tasks = new TaskStore<Redraw>(world);
  const { actions, isNew, requireUsable } = createSubApps(world);
  const all = { ...createRedraws(world, tasks, requireUsable), ...actions };

  /** The service is looked at first, by all actions that the documents say it of. */
  function guarded(name: string, action: Action): Action {
    return (call) => {
      const unusable = !world.behaviour.vod.activated && !managesAccount.includes(name);
      if (unusable || isNew(call)) {
        throw new Refusal("FailedOperation.InvalidVodUser", "The VOD service is not activated.");
      }
      return action(call);
    };
  }

  return {
    vendor: "tencent",
    name: "vod",
    facts: facts.vod,
    actions: Object.fromEntries(Object.entries(all).map(([name, action]) => [name, guarded(name, action)])),
    tasks,
    versions: () => [facts.vod.version ?? ""],
    codeFor,
    plant: ({ type, app, account }) => {
      const id = newTaskId(app, type);
      tasks.add(
        {
          vendor: "tencent",
          service: "vod",
          kind: type,
          id,
          account,
          app,
          room: undefined,
          limits: [],
          detail: { type, waitingMs: 0, input: {}, sessionId: "", sessionContext: "" },
        },
        [idKey(account, id)],
      );
      return id;
    },
    fail: ({ account, id }, code, message) => {
      const known = tasks.newest(idKey(account, id));
      if (known === undefined) return;
      known.detail.failure = new Refusal(code, message);
      tasks.end(known, "failed");
    },
  };
}

/** The actions on redraws; requireUsable refuses applications that cannot have any. */
function createRedraws(
  world: World,
  tasks: TaskStore<Redraw>,
  requireUsable: (subAppId: number, account: string) => void,
): { readonly [action: string]: Action } {
  const { clock } = world;
  const { vod: behaviour } = world.behaviour;

  function createRedraw({ account, body }: Call): JsonObject {
    const subAppId = numberOf(body, "SubAppId", 0);
    requireUsable(subAppId, account);
    requireFile(member(body, "FileInfo"));
    const sessionId = textOf(body, "SessionId");
    const session = ["session", account, String(subAppId), sessionId];
    if (sessionId !== "") requireNewSession(tasks.newest(session));
    if (tasks.reaches(behaviour.maxUnfinishedTasks, (task) => task.account === account)) {
      throw new Refusal("LimitExceeded.Quota", "The number of tasks exceeds the quota.");
    }
    const id = newTaskId(String(subAppId), redrawType);
    tasks.add(
      {
        vendor: "tencent",
        service: "vod",
        kind: "redraw",
        id,
        account,
        app: String(subAppId),
        room: undefined,
        limits: [{ from: "start", afterMs: behaviour.waitingMs + behaviour.processingMs, reason: "done" }],
        detail: {
          type: redrawType,
          waitingMs: behaviour.waitingMs,
          input: pick(body, ["FileInfo", "TaskInfo", "OutputConfig"]),
          sessionId,
          sessionContext: textOf(body, "SessionContext"),
        },
      },
      [idKey(account, id), ...(sessionId === "" ? [] : [session])],
    );
    return { TaskId: id };
  }

  function describeTask(call: Call): JsonObject {
    const task = ofItsApplication(tasks.newestVisible(taskKey(call)), call);
    if (task === undefined) throw unknownTask();
    if (clock.now() > task.startedAt + retentionMs) {
      throw new Refusal(behaviour.expiredTaskCode, "The task is older than three days.");
    }
    return {
      ...progressOf(task),
      ...(task.detail.type === redrawType && { AigcVideoRedrawTask: redrawOf(task) }),
    };
  }

  function describeTasks(call: Call): JsonObject {
    const listed = tasks
      .allVisible()
      .filter((task) => task.account === call.account && clock.now() <= task.startedAt + retentionMs)
      .filter((task) => ofItsApplication(task, call) !== undefined)
      .map((task) => ({
        summary: summaryOf(task),
        sequence: task.sequence,
        times: {
          CreateTime: wholeSeconds(task.startedAt),
          FinishTime: task.endedAt && wholeSeconds(task.endedAt),
        },
      }));
    const page = pageOf(listed, call.body);
    const isEnd = page.isLast && behaviour.lastScrollToken === "empty";
    return { TaskSet: page.tasks, ScrollToken: isEnd ? "" : page.token };
  }

  function summaryOf(task: Task<Redraw>): JsonObject {
    const { input, sessionId, sessionContext } = task.detail;
    return {
      TaskId: task.id,
      FileId: textOf(member(input, "FileInfo"), "FileId"),
      ...progressOf(task),
      SessionId: sessionId,
      SessionContext: sessionContext,
    };
  }

  /** What the list and the detail say alike. */
  function progressOf(task: Task<Redraw>): JsonObject {
    const { type, waitingMs } = task.detail;
    const { state } = jobProgress(task, waitingMs, clock.now());
    return {
      TaskType: type,
      Status: statusOf(task, state),
      CreateTime: isoTime(task.startedAt),
      BeginProcessTime: state === "waiting" ? behaviour.noTime : isoTime(task.startedAt + waitingMs),
      FinishTime: task.endedAt === undefined ? behaviour.noTime : isoTime(task.endedAt),
    };
  }

  function redrawOf(task: Task<Redraw>): JsonObject {
    const { failure, input, sessionId, sessionContext, waitingMs } = task.detail;
    const { state, percent } = jobProgress(task, waitingMs, clock.now());
    return {
      TaskId: task.id,
      Status: state === "ended" ? "FINISH" : "PROCESSING",
      ErrCode: failure === undefined ? 0 : 1,
      ErrCodeExt: failure?.code ?? "",
      Message: failure?.message ?? "",
      Progress: percent,
      Input: input,
      Output: task.reason === "done" ? { FileInfo: outputOf(task) } : {},
      SessionId: sessionId,
      SessionContext: sessionContext,
    };
  }

  function manageTask(call: Call): JsonObject {
    const task = ofItsApplication(tasks.newest(taskKey(call)), call);
    if (task === undefined) throw unknownTask();
    if (jobProgress(task, task.detail.waitingMs, clock.now()).state !== "waiting") {
      throw new Refusal(behaviour.abortRefusedCode, "Only a waiting task can be aborted.");
    }
    tasks.end(task, "aborted");
    return {};
  }

  function requireFile(file: JsonValue | undefined): void {
    if (textOf(file, "Type") === "File" && behaviour.fileIds?.includes(textOf(file, "FileId")) === false) {
      throw new Refusal("InvalidParameterValue.FileId", "The FileId does not exist.");
    }
  }

  function requireNewSession(last: Task<Redraw> | undefined): void {
    if (last !== undefined && clock.now() < last.startedAt + retentionMs) {
      throw new Refusal(behaviour.duplicateSessionCode, "The SessionId was used within three days.");
    }
  }

  function unknownTask(): Refusal {
    return new Refusal(behaviour.unknownTaskCode, "The task does not exist.");
  }

  return {
    CreateAigcVideoRedrawTask: createRedraw,
    DescribeTaskDetail: describeTask,
    DescribeTasks: describeTasks,
    ManageTask: manageTask,
  };
}

/** The actions on sub-applications, and what redraws ask of them. */
function createSubApps(world: World): {
  actions: { readonly [action: string]: Action };
  isNew(call: Call): boolean;
  requireUsable(subAppId: number, account: string): void;
} {
  const { clock } = world;
  const { vod: behaviour } = world.behaviour;
  const subApps: SubApp[] = [];

  function createSubApp({ account, body }: Call): JsonObject {
    if (appsOf(account).length >= behaviour.maxSubApps) {
      throw new Refusal("LimitExceeded", "The number of applications exceeds the limit.");
    }
    const subApp: SubApp = {
      id: firstSubAppId + subApps.length,
      account,
      name: textOf(body, "Name"),
      description: textOf(body, "Description"),
      createdAt: clock.now(),
      mode: textOf(body, "Mode") || "fileid",
      storageRegion: textOf(body, "StorageRegion"),
      tags: listOf(body, "Tags"),
      status: "On",
    };
    subApps.push(subApp);
    return { SubAppId: subApp.id };
  }

  function modifySubAppInfo({ account, body }: Call): JsonObject {
    const subApp = subAppOf(account, body, "InvalidParameterValue.SubAppId");
    if (member(body, "Name") !== undefined) subApp.name = textOf(body, "Name");
    if (member(body, "Description") !== undefined) subApp.description = textOf(body, "Description");
    return {};
  }

  function modifySubAppStatus({ account, body }: Call): JsonObject {
    const subApp = subAppOf(account, body, "InvalidParameterValue");
    const to = textOf(body, "Status");
    if (subApp.status === "Destroying") {
      throw new Refusal("FailedOperation", "The application is being destroyed.");
    }
    if (to === "Destroyed" && subApp.status === "On" && behaviour.offBeforeDestroyed) {
      throw new Refusal("FailedOperation", "The application must be Off first.");
    }
    if (to === subApp.status) return {};
    if (to === "Destroyed") subApp.status = "Destroying";
    subApp.change = { to, doneAt: clock.now() + behaviour.statusChangeMs };
    return {};
  }

  function describeSubApps({ account, body }: Call): JsonObject {
    const name = textOf(body, "Name");
    const tags = listOf(body, "Tags");
    const fitting = appsOf(account).filter(
      (subApp) =>
        clock.now() >= subApp.createdAt + world.behaviour.common.visibleAfterMs &&
        (name === "" || subApp.name === name) &&
        tags.every((tag) => subApp.tags.some((own) => sameJson(own, tag))),
    );
    const offset = numberOf(body, "Offset", 0);
    const page = fitting.slice(offset, offset + numberOf(body, "Limit", 200));
    return { SubAppIdInfoSet: page.map(infoOf), TotalCount: fitting.length };
  }

  /** An account's applications, as they are now. */
  function appsOf(account: string): SubApp[] {
    return subApps.filter((subApp) => subApp.account === account).map(settled);
  }

  /** One of an account's applications, as it is now. Their ids are their numbers in the list. */
  function appOf(account: string, id: number): SubApp | undefined {
    const subApp = subApps[id - firstSubAppId];
    return subApp?.account === account ? settled(subApp) : undefined;
  }

  function settled(subApp: SubApp): SubApp {
    if (subApp.change !== undefined && clock.now() >= subApp.change.doneAt) {
      subApp.status = subApp.change.to;
      delete subApp.change;
    }
    return subApp;
  }

  function isStillNew({ createdAt }: SubApp): boolean {
    return clock.now() < createdAt + behaviour.newApplicationMs;
  }

  function subAppOf(account: string, body: JsonObject, code: string): SubApp {
    const subApp = appOf(account, numberOf(body, "SubAppId", 0));
    if (subApp === undefined) throw new Refusal(code, "The application does not exist.");
    return subApp;
  }

  function requireUsable(id: number, account: string): void {
    const created = appOf(account, id);
    const usable =
      created === undefined ? behaviour.subAppIds?.includes(id) !== false : created.status === "On";
    if (!usable) throw new Refusal("InvalidParameterValue.SubAppId", "Incorrect application id.");
  }

  /** Whether a call needs an application that the vendor does not know yet: the one that it names, or any of a list. */
  function isNew({ account, action, body }: Call): boolean {
    if (action === "CreateSubAppId") return false;
    if (action === "DescribeSubAppIds") return appsOf(account).some(isStillNew);
    const named = appOf(account, numberOf(body, "SubAppId", 0));
    return named !== undefined && isStillNew(named);
  }

  return {
    actions: {
      CreateSubAppId: createSubApp,
      ModifySubAppIdInfo: modifySubAppInfo,
      ModifySubAppIdStatus: modifySubAppStatus,
      DescribeSubAppIds: describeSubApps,
    },
    isNew,
    requireUsable,
  };
}

function codeFor(violation: Violation, action: string): string {
  const creates = action === "CreateAigcVideoRedrawTask";
  const codes = {
    SubAppId: "InvalidParameterValue.SubAppId",
    TaskId: "InvalidParameterValue.TaskId",
    OperationType: "InvalidParameterValue.InvalidOperationType",
    ...(action === "DescribeTasks" && { "value Limit": "InvalidParameterValue.Limit" }),
    "value SessionId": "InvalidParameterValue.SessionIdTooLong",
    "value SessionContext": "InvalidParameterValue.SessionContextTooLong",
    ...(action === "CreateSubAppId" && {
      Name: "InvalidParameterValue.Name",
      Description: "InvalidParameterValue.Description",
    }),
  };
  return tencentCode(violation, codes, creates ? "InvalidParameter" : "InvalidParameterValue");
}

/** Of the form that the vendor's examples show. */
function newTaskId(app: string, type: string): string {
  return `${app}-${type}-${randomBytes(16).toString("hex")}t`;
}

function idKey(account: string, id: string): string[] {
  return ["id", account, id];
}

/** The task that a call names. */
function taskKey({ account, body }: Call): string[] {
  return idKey(account, textOf(body, "TaskId"));
}

/** A call need not name the application; one that does sees its tasks alone. */
function ofItsApplication<T extends Task>(task: T | undefined, { body }: Call): T | undefined {
  const app = member(body, "SubAppId");
  return app === undefined || task?.app === String(app) ? task : undefined;
}

function statusOf(task: Task<Redraw>, state: "waiting" | "processing" | "ended"): string {
  if (task.reason === "aborted") return "ABORTED";
  return { waiting: "WAITING", processing: "PROCESSING", ended: "FINISH" }[state];
}

function outputOf(task: Task<Redraw>): JsonObject {
  const config = member(task.detail.input, "OutputConfig");
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

function infoOf(subApp: SubApp): JsonObject {
  return {
    SubAppId: subApp.id,
    SubAppIdName: subApp.name,
    Name: subApp.name,
    Description: subApp.description,
    CreateTime: isoTime(subApp.createdAt),
    Status: subApp.status,
    Mode: subApp.mode,
    StorageRegions: subApp.storageRegion === "" ? [] : [subApp.storageRegion],
    Tags: subApp.tags,
  };
}

/** As the vendor's times have them. */
function wholeSeconds(milliseconds: number): number {
  return milliseconds - (milliseconds % 1000);
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function pick(body: JsonObject, names: string[]): JsonObject {
  const picked: JsonObject = {};
  for (const name of names) {
    const value = member(body, name);
    if (isObject(value)) picked[name] = value;
  }
  return picked;
}

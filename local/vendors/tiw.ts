import { randomBytes } from "node:crypto";
import { facts, type Violation } from "./facts";
import { type JsonObject, numberOf, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Action, Call, Service } from "./service";
import { jobProgress, TaskStore } from "./taskStore";
import { tencentCode } from "./tencentCode";
import type { World } from "./world";

interface Generation {
  readonly waitingMs: number;
  failure?: Refusal;
}

interface Callback {
  url: string;
  key: string;
}

const callbackKinds = ["OnlineRecord", "VideoGenerationTask", "Transcode", "WhiteboardPush"];

/** TIW's video generation and its callback settings. */
export function createTiw(world: World): Service {
  const { clock } = world;
  const { tiw: behaviour } = world.behaviour;
  const tasks = new TaskStore<Generation>(world);
  const callbacks = new Map<string, Callback>();

  function create({ account, body }: Call): JsonObject {
    const app = appOf(body);
    if (tasks.reaches(behaviour.maxRunningTasks, (task) => task.account === account && task.app === app)) {
      throw new Refusal("LimitExceeded.TaskConcurrency", "The number of concurrent tasks exceeds the limit.");
    }
    const id = randomBytes(15).toString("hex").slice(0, 20);
    tasks.add(
      {
        vendor: "tencent",
        service: "tiw",
        kind: "videoGeneration",
        id,
        account,
        app,
        room: undefined,
        limits: [{ from: "start", afterMs: behaviour.queuedMs + behaviour.processingMs, reason: "done" }],
        detail: { waitingMs: behaviour.queuedMs },
      },
      [[account, app, id]],
    );
    return { TaskId: id };
  }

  function describe({ account, body }: Call): JsonObject {
    const task = tasks.newestVisible([account, appOf(body), textOf(body, "TaskId")]);
    if (task === undefined) throw new Refusal("InvalidParameter.TaskNotFound", "The task does not exist.");
    if (task.detail.failure !== undefined) throw task.detail.failure;
    const { state, percent } = jobProgress(task, task.detail.waitingMs, clock.now());
    const finished = state === "ended";
    return {
      GroupId: "1234567",
      RoomId: 1234567,
      TaskId: task.id,
      Progress: percent,
      Status: finished ? "FINISHED" : state === "waiting" ? "QUEUED" : "PROCESSING",
      TotalTime: finished ? 60_000 : 0,
      VideoInfoList: finished ? [videoOf(task.id)] : [],
    };
  }

  /** The three actions of one kind of callback. A setting that was never made reads as empty. */
  function callbackActions(kind: string): [string, Action][] {
    const settingOf = ({ account, body }: Call): Callback => {
      const id = `${account} ${appOf(body)} ${kind}`;
      const setting = callbacks.get(id) ?? { url: "", key: "" };
      callbacks.set(id, setting);
      return setting;
    };
    return [
      [
        `Set${kind}Callback`,
        (call) => {
          settingOf(call).url = textOf(call.body, "Callback");
          return {};
        },
      ],
      [
        `Set${kind}CallbackKey`,
        (call) => {
          settingOf(call).key = textOf(call.body, "CallbackKey");
          return {};
        },
      ],
      [
        `Describe${kind}Callback`,
        (call) => {
          const { url, key } = settingOf(call);
          return { Callback: url, CallbackKey: key };
        },
      ],
    ];
  }

  /** Every action looks at the account and the app first. */
  function guarded(action: Action): Action {
    return (call) => {
      if (behaviour.service === "notRegistered") {
        throw new Refusal("ResourceUnavailable.NotRegistered", "The TIW service is not activated.");
      }
      if (behaviour.service === "expired") {
        throw new Refusal("ResourceUnavailable.ServiceExpired", "The TIW service has expired.");
      }
      if (behaviour.sdkAppIds?.includes(numberOf(call.body, "SdkAppId", 0)) === false) {
        const creates = call.action === "CreateVideoGenerationTask";
        const code = creates ? "InvalidParameter.SdkAppIdNotFound" : "UnauthorizedOperation.SdkAppId";
        throw new Refusal(code, "The SdkAppId does not exist.");
      }
      return action(call);
    };
  }

  const actions: [string, Action][] = [
    ["CreateVideoGenerationTask", create],
    ["DescribeVideoGenerationTask", describe],
    ...callbackKinds.flatMap(callbackActions),
  ];
  return {
    vendor: "tencent",
    name: "tiw",
    facts: facts.tiw,
    actions: Object.fromEntries(actions.map(([name, action]) => [name, guarded(action)])),
    tasks,
    versions: () => [facts.tiw.version ?? ""],
    codeFor,
    fail: ({ account, app, id }, _code, message) => {
      const known = tasks.newest([account, app, id]);
      if (known === undefined) return;
      known.detail.failure = new Refusal("FailedOperation.Record", message);
      tasks.end(known, "failed");
    },
  };
}

function codeFor(violation: Violation, action: string): string {
  if (violation.kind === "type") return "InvalidParameter.BodyParameterTypeUnmatched";
  const creates = action === "CreateVideoGenerationTask";
  const codes = { Callback: "InvalidParameter.CallbackAddressFormatError" };
  return tencentCode(violation, codes, creates ? "InvalidParameter.RecordParameter" : "InvalidParameter");
}

function appOf(body: JsonObject): string {
  return String(numberOf(body, "SdkAppId", 0));
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

import { facts, type Violation } from "./facts";
import { isObject, type JsonObject, type JsonValue, listOf, member, numberOf, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Call, Service } from "./service";
import { type Task, TaskStore } from "./taskStore";
import type { World } from "./world";

interface Recording {
  readonly body: JsonObject;
}

const retentionMs = 72 * 60 * 60 * 1000;
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";

/** The version that the vendor's npm SDK sends; it has no UpdateRecord. */
const olderVersion = "2022-06-01";

const mixedMode = 0;
const customLayout = 2;

/** Volcengine RTC's recordings. */
export function createVolcengineRtc(world: World): Service {
  const { clock } = world;
  const { volcengineRtc: behaviour } = world.behaviour;
  const tasks = new TaskStore<Recording>(world);

  function start(call: Call): JsonValue | undefined {
    requireApp(call.body);
    if (!behaviour.recordEnabled) {
      throw new Refusal("AccessDenied.RecordNotEnabled", "Recording is not enabled for this app.");
    }
    requireAccount(call.body);
    requireDisjointStreams(call.body);
    if (numberOf(call.body, "RecordMode", mixedMode) === mixedMode) requireRegionPerStream(call.body);
    if (tasks.running(taskKey(call)).length > 0) return alreadyStarted;
    const control = member(call.body, "Control");
    const maxRecordSeconds = numberOf(control, "MaxRecordTime", 0);
    tasks.add(
      {
        vendor: "volcengine",
        service: "rtc",
        kind: "recording",
        id: textOf(call.body, "TaskId"),
        account: call.account,
        app: textOf(call.body, "AppId"),
        room: textOf(call.body, "RoomId"),
        limits: [
          { from: "idle", afterMs: 1000 * numberOf(control, "MaxIdleTime", 180), reason: "idle" },
          ...(maxRecordSeconds > 0
            ? [{ from: "start" as const, afterMs: 1000 * maxRecordSeconds, reason: "limit" as const }]
            : []),
        ],
        detail: { body: call.body },
      },
      [taskKey(call)],
    );
    return behaviour.startResult;
  }

  function update(call: Call): JsonValue {
    const task = runningTask(call);
    const { body } = task.detail;
    const effective =
      numberOf(body, "RecordMode", mixedMode) === mixedMode && layoutMode(body) === customLayout;
    if (!effective && behaviour.ineffectiveUpdate === "refuse") {
      throw new Refusal("InvalidParameter", "Only a mixed recording with custom layout can be updated.");
    }
    requireRegionPerStream(call.body);
    return "ok";
  }

  function stop(call: Call): JsonValue {
    tasks.stop(runningTask(call));
    return "ok";
  }

  function get(call: Call): JsonValue {
    requireApp(call.body);
    const task = tasks.newestVisible(taskKey(call));
    if (task !== undefined && clock.now() <= task.startedAt + retentionMs)
      return { RecordTask: taskView(task) };
    if (behaviour.unknownTaskCode === undefined) return {};
    throw new Refusal(behaviour.unknownTaskCode, "The task does not exist.");
  }

  function taskView(task: Task<Recording>): JsonObject {
    const { startedAt, endedAt, reason } = task;
    const running = clock.now() >= startedAt + behaviour.startTakesMs ? 2 : 1;
    return {
      StartTime: startedAt,
      EndTime: reason === "failed" && behaviour.failedEndTime === "zero" ? 0 : (endedAt ?? 0),
      Status: endedAt === undefined ? running : reason === "failed" ? 4 : 3,
      StopReason: endedAt === undefined ? "" : stopReason(task),
      RecordFileList: showsFiles(task) ? filesOf(task, clock.now()) : [],
    };
  }

  function stopReason({ reason }: Task): string {
    switch (reason) {
      case "stopped":
        return "StopByAPI";
      case "idle":
        return "IdleTimeOut";
      case "failed":
        return "StartTaskFailed";
      case "limit":
        return behaviour.maxRecordTimeReason;
      default:
        return "UnknownStopReason";
    }
  }

  function runningTask(call: Call): Task<Recording> {
    requireApp(call.body);
    const task = tasks.newest(taskKey(call));
    if (task === undefined || task.endedAt !== undefined) {
      throw new Refusal(
        "InvalidParameter.ErrorActiveTaskNotFound",
        "The task does not exist or has stopped.",
      );
    }
    return task;
  }

  function requireApp(body: JsonObject): void {
    if (behaviour.appIds?.includes(textOf(body, "AppId")) === false) {
      throw new Refusal("InvalidParameter.NotExistAppId", "The AppId does not exist.");
    }
  }

  function requireAccount(body: JsonObject): void {
    for (const { AccountId: id } of storesOf(body)) {
      if (id === "") throw new Refusal("InvalidParameter.EmptyAccountId", "AccountId is empty.");
      if (behaviour.accountId !== undefined && id !== undefined && id !== behaviour.accountId) {
        throw new Refusal(
          "InvalidParameter.AccountIdMismatch",
          "AccountId is not the caller's main account.",
        );
      }
    }
  }

  return {
    vendor: "volcengine",
    name: "rtc",
    facts: facts.volcengineRtc,
    actions: { StartRecord: start, UpdateRecord: update, StopRecord: stop, GetRecordTask: get },
    tasks,
    versions: (action) => {
      const version = facts.volcengineRtc.actions[action]?.version ?? "";
      return action === "UpdateRecord" ? [version] : [version, olderVersion];
    },
    checkOptions: ({ version }) => ({
      acceptMasked: behaviour.maskedIds === "accept",
      ignoreUnknownFields: behaviour.unknownFields === "ignore" || version === olderVersion,
    }),
    normalise,
    codeFor,
    fail: (task) => tasks.end(task, "failed"),
  };
}

/**
 * The vendor's example writes UserAccountId and a Region in quotes where its table has AccountId and a number.
 * The older version also describes regions by proportions, which the documents at hand do not cover.
 */
function normalise({ body, version }: Call): JsonObject {
  const read = structuredClone(body);
  for (const store of storesOf(read)) {
    if (typeof store.UserAccountId === "string") {
      store.AccountId ??= store.UserAccountId;
      delete store.UserAccountId;
    }
    if (typeof store.Region === "string" && /^\d+$/.test(store.Region)) store.Region = Number(store.Region);
  }
  if (version === olderVersion) delete read.Layout;
  return read;
}

function storesOf(body: JsonObject): JsonObject[] {
  const config = member(body, "StorageConfig");
  return ["TosConfig", "VodConfig"].map((name) => member(config, name)).filter(isObject);
}

function codeFor({ field, kind }: Violation): string {
  if (field === "AccountId" && kind === "missing") return "InvalidParameter.EmptyAccountId";
  if (field === "RoomId" && kind === "value") return "InvalidParameter.IllegalRoomID";
  if (field === "AppId" && kind === "value") return "InvalidParameter.IllegalAppId";
  return "InvalidParameter";
}

/** The task that a call names: ids are the caller's, and hold in their room. */
function taskKey({ account, body }: Call): string[] {
  return [account, textOf(body, "AppId"), textOf(body, "RoomId"), textOf(body, "TaskId")];
}

function layoutMode(body: JsonObject): number {
  return numberOf(member(body, "Layout"), "LayoutMode", 0);
}

function streamsOf(body: JsonObject, list: "TargetStreams" | "ExcludeStreams"): JsonValue[] {
  return listOf(member(body, list), "StreamList");
}

function requireDisjointStreams(body: JsonObject): void {
  const name = (stream: JsonValue) => `${textOf(stream, "UserId")} ${numberOf(stream, "StreamType", 0)}`;
  const excluded = streamsOf(body, "ExcludeStreams").map(name);
  if (streamsOf(body, "TargetStreams").some((stream) => excluded.includes(name(stream)))) {
    throw new Refusal("InvalidParameter", "A stream is in TargetStreams and in ExcludeStreams.");
  }
}

/** In custom layout each target stream needs exactly one region that names its index. */
function requireRegionPerStream(body: JsonObject): void {
  if (layoutMode(body) !== customLayout) return;
  const custom = member(member(body, "Layout"), "CustomLayout");
  const wanted = streamsOf(body, "TargetStreams").map((stream) => numberOf(stream, "Index", 0));
  const placed = listOf(custom, "Regions").map((region) => numberOf(region, "StreamIndex", 0));
  if (wanted.toSorted().join() !== placed.toSorted().join()) {
    throw new Refusal("InvalidParameter", "Each target stream needs exactly one region with its index.");
  }
}

function formatsOf(body: JsonObject): JsonValue[] {
  const formats = listOf(member(body, "FileFormatConfig"), "FileFormat");
  return formats.length === 0 ? ["HLS"] : formats;
}

/** While a task runs, its files show only if they are uploaded on the way. */
function showsFiles({ endedAt, reason, detail: { body } }: Task<Recording>): boolean {
  if (endedAt !== undefined) return reason !== "failed";
  return member(member(body, "Control"), "EnableSyncUpload") === true && formatsOf(body).includes("HLS");
}

function filesOf(task: Task<Recording>, now: number): JsonValue[] {
  const { body } = task.detail;
  const inVod = numberOf(member(body, "StorageConfig"), "Type", 0) === 1;
  const encode = member(body, "Encode");
  return formatsOf(body).map((format) => {
    const name = `${task.id}_${task.room}_${task.startedAt}.${String(format).toLowerCase()}`;
    return {
      ...(inVod ? { Vid: `v${task.startedAt}` } : { ObjectKey: name }),
      Duration: (task.endedAt ?? now) - task.startedAt,
      Size: 1_048_576,
      StartTime: task.startedAt,
      StreamList: streamsOf(body, "TargetStreams"),
      AudioCodec: "aac",
      VideoCodec: "h264",
      VideoWidth: numberOf(encode, "VideoWidth", 640),
      VideoHeight: numberOf(encode, "VideoHeight", 480),
    };
  });
}

import { facts, type Violation } from "./facts";
import { type JsonObject, type JsonValue, listOf, member, numberOf, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Call, Service } from "./service";
import { type Task, TaskStore } from "./taskStore";
import { tencentCode } from "./tencentCode";
import type { World } from "./world";

interface Recording {
  mode: number;
  subscribed: JsonValue[];
  unsubscribed: JsonValue[];
}

/** The vendor's first example, past what a double holds: 2^53 is about 9 * 10^15. */
const firstTaskId = 446192236330927912n;

/** File states after the end: waiting for transcoding, transcoding, uploading, uploaded, user notified. */
const fileStates = [10, 11, 12, 13, 14];
const recordingState = 2;
const mixedMode = 2;

/** GME's recordings. */
export function createGme(world: World): Service {
  const { clock, rooms } = world;
  const { gme: behaviour } = world.behaviour;
  const tasks = new TaskStore<Recording>(world);
  let nextTaskId = firstTaskId;

  function start(call: Call): JsonObject {
    requireService(call);
    const room = textOf(call.body, "RoomId");
    requireRoom(room);
    if (runningIn(call, room) !== undefined) {
      throw new Refusal("ResourceInUse.TaskInUse", "The task already exists.");
    }
    const id = String(nextTaskId);
    tasks.add(
      {
        vendor: "tencent",
        service: "gme",
        kind: "recording",
        id,
        account: call.account,
        app: appOf(call),
        room,
        limits: [{ from: "start", afterMs: behaviour.maxRecordingMs, reason: "limit" }],
        detail: { mode: numberOf(call.body, "RecordMode", 0), ...listsOf(call) },
      },
      [idKey(call, id), roomKey(call, room)],
    );
    nextTaskId += 1_000_003n;
    return { TaskId: BigInt(id) };
  }

  function stop(call: Call): JsonObject {
    tasks.stop(controllable(call));
    return {};
  }

  function modify(call: Call): JsonObject {
    const { detail } = controllable(call);
    detail.mode = numberOf(call.body, "RecordMode", detail.mode);
    if (behaviour.absentLists === "clear" || member(call.body, "SubscribeRecordUserIds") !== undefined) {
      Object.assign(detail, listsOf(call));
    }
    return {};
  }

  function describeRecord(call: Call): JsonObject {
    requireService(call);
    const task = tasks.newestVisible(taskKey(call));
    if (task === undefined || (task.endedAt !== undefined && behaviour.describeEndedTask === "notFound")) {
      throw taskNotFound();
    }
    return {
      RecordInfo: [fileOf(task)],
      RecordMode: task.detail.mode,
      RoomId: task.room ?? "",
    };
  }

  function describeTask(call: Call): JsonObject {
    requireService(call);
    const room = textOf(call.body, "RoomId");
    requireRoom(room);
    const running = runningIn(call, room);
    if (running !== undefined && tasks.isVisible(running)) {
      const { mode, subscribed, unsubscribed } = running.detail;
      return {
        TaskId: BigInt(running.id),
        RecordMode: mode,
        SubscribeRecordUserIds: {
          SubscribeUserIds: subscribed.map(String),
          UnSubscribeUserIds: unsubscribed.map(String),
        },
      };
    }
    if (behaviour.noRecordingInRoom !== "nulls") {
      throw new Refusal(behaviour.noRecordingInRoom, "The room has no recording.");
    }
    return { TaskId: null, RecordMode: null, SubscribeRecordUserIds: null };
  }

  function controllable(call: Call): Task<Recording> {
    requireService(call);
    const task = tasks.newest(taskKey(call));
    if (task === undefined || (task.endedAt !== undefined && behaviour.endedTask === "refuse")) {
      throw taskNotFound();
    }
    return task;
  }

  function runningIn(call: Call, room: string): Task<Recording> | undefined {
    return tasks.running(roomKey(call, room))[0];
  }

  function fileOf(task: Task<Recording>): JsonObject {
    const mixed = task.detail.mode === mixedMode;
    return {
      UserId: mixed ? "0" : "user",
      FileName: `${task.app}_${task.room}_${task.id}.${mixed ? "mp3" : "aac"}`,
      RecordBeginTime: Math.floor(task.startedAt / 1000),
      RecordStatus: fileState(task),
    };
  }

  function fileState(task: Task<Recording>): number {
    if (task.endedAt === undefined) return recordingState;
    const step = Math.floor((clock.now() - task.endedAt) / behaviour.fileStepMs);
    return fileStates[Math.min(step, fileStates.length - 1)] ?? recordingState;
  }

  function requireService(call: Call): void {
    if (!behaviour.serviceOpened) {
      throw new Refusal("UnsupportedOperation.ServiceNotOpened", "The recording service is not activated.");
    }
    if (behaviour.bizIds?.includes(numberOf(call.body, "BizId", 0)) === false) {
      throw new Refusal("InvalidParameterValue.InvalidBizId", "Invalid BizId.");
    }
  }

  function requireRoom(room: string): void {
    if (room === "") throw new Refusal("InvalidParameterValue.InvalidRoomId", "Invalid RoomId.");
    if (rooms.state(room) === "gone") {
      throw new Refusal("ResourceNotFound.RoomNotFound", "The room does not exist.");
    }
  }

  return {
    vendor: "tencent",
    name: "gme",
    facts: facts.gme,
    actions: {
      StartRecord: start,
      StopRecord: stop,
      ModifyRecordInfo: modify,
      DescribeRecordInfo: describeRecord,
      DescribeTaskInfo: describeTask,
    },
    tasks,
    versions: () => [facts.gme.version ?? ""],
    codeFor,
    fail: (task) => tasks.end(task, "failed"),
  };
}

function codeFor(violation: Violation): string {
  const codes = {
    BizId: "InvalidParameterValue.InvalidBizId",
    RoomId: "InvalidParameterValue.InvalidRoomId",
    RecordMode: "InvalidParameterValue.InvalidRecordMode",
    TaskId: "InvalidParameterValue.InvalidTaskId",
    SubscribeRecordUserIds: "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    "type SubscribeUserIds": "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    "type UnSubscribeUserIds": "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    SubscribeUserIds: "InvalidParameterValue.InvalidSubscribeUserIds",
    UnSubscribeUserIds: "InvalidParameterValue.InvalidUNSubscribeUserIds",
  };
  return tencentCode(violation, codes, "InvalidParameter");
}

function appOf({ body }: Call): string {
  return String(numberOf(body, "BizId", 0));
}

/** The task that a call names. */
function taskKey(call: Call): string[] {
  return idKey(call, String(member(call.body, "TaskId")));
}

function idKey(call: Call, id: string): string[] {
  return ["id", call.account, appOf(call), id];
}

function roomKey(call: Call, room: string): string[] {
  return ["room", call.account, appOf(call), room];
}

function listsOf({ body }: Call): Pick<Recording, "subscribed" | "unsubscribed"> {
  const lists = member(body, "SubscribeRecordUserIds");
  return {
    subscribed: listOf(lists, "SubscribeUserIds"),
    unsubscribed: listOf(lists, "UnSubscribeUserIds"),
  };
}

function taskNotFound(): Refusal {
  return new Refusal("ResourceNotFound.TaskNotFound", "The task ID does not exist.");
}

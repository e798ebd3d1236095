import { type JsonObject, listOf, member, numberOf, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions, Call } from "../service";
import { TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";

/** The vendor's first example, past what a double holds: 2^53 is about 9 * 10^15. */
const firstTaskId = 446192236330927912n;

/** File states after the end: waiting for transcoding, transcoding, uploading, uploaded, user notified. */
const fileStates = [10, 11, 12, 13, 14];
const recordingState = 2;
const mixedMode = 2;
const taskNotFound = "ResourceNotFound.TaskNotFound";

/** Recordings of a room; one a room. */
export function recordings(world: World): Actions {
  const { clock, rooms, tasks } = world;
  const { gme: behaviour } = world.behaviour;
  let nextTaskId = firstTaskId;
  const recordings = new TaskKind(world, {
    service: "gme",
    kind: "recording",
    starts: "StartRecord",
    app: "BizId",
    room: "RoomId",
    newId: () => {
      const id = nextTaskId;
      nextTaskId += 1_000_003n;
      return String(id);
    },
    clashes: [{ by: (body) => textOf(body, "RoomId"), code: () => "ResourceInUse.TaskInUse" }],
    longestMs: () => behaviour.maxRecordingMs,
    unknown: () => taskNotFound,
    ended: (role) => {
      const refused =
        role === "read" ? behaviour.describeEndedTask === "notFound" : behaviour.endedTask === "refuse";
      return refused ? taskNotFound : undefined;
    },
  });

  function describeTask(call: Call): JsonObject {
    requireRoom(call);
    const running = recordings.clashing(call);
    if (running !== undefined && tasks.isVisible(running)) {
      const { RecordMode = 0, SubscribeRecordUserIds: lists } = running.parameters;
      return {
        TaskId: BigInt(running.id),
        RecordMode,
        SubscribeRecordUserIds: {
          SubscribeUserIds: listOf(lists, "SubscribeUserIds").map(String),
          UnSubscribeUserIds: listOf(lists, "UnSubscribeUserIds").map(String),
        },
      };
    }
    if (behaviour.noRecordingInRoom !== "nulls") {
      throw new Refusal(behaviour.noRecordingInRoom, "The room has no recording.");
    }
    return { TaskId: null, RecordMode: null, SubscribeRecordUserIds: null };
  }

  function changed(parameters: JsonObject, { RecordMode, SubscribeRecordUserIds }: JsonObject): JsonObject {
    const { SubscribeRecordUserIds: before } = parameters;
    const lists = SubscribeRecordUserIds ?? (behaviour.absentLists === "clear" ? {} : before);
    return {
      ...parameters,
      ...(RecordMode !== undefined && { RecordMode }),
      ...(lists !== undefined && { SubscribeRecordUserIds: lists }),
    };
  }

  function fileOf(task: Task): JsonObject {
    const mixed = numberOf(task.parameters, "RecordMode", 0) === mixedMode;
    return {
      UserId: mixed ? "0" : "user",
      FileName: `${task.app}_${task.room}_${task.id}.${mixed ? "mp3" : "aac"}`,
      RecordBeginTime: Math.floor(task.startedAt / 1000),
      RecordStatus: fileState(task),
    };
  }

  function fileState({ endedAt }: Task): number {
    if (endedAt === undefined) return recordingState;
    const step = Math.floor((clock.now() - endedAt) / behaviour.fileStepMs);
    return fileStates[Math.min(step, fileStates.length - 1)] ?? recordingState;
  }

  function requireRoom({ body }: Call): void {
    const room = textOf(body, "RoomId");
    if (room === "") throw new Refusal("InvalidParameterValue.InvalidRoomId", "Invalid RoomId.");
    if (rooms.state(room) === "gone") {
      throw new Refusal("ResourceNotFound.RoomNotFound", "The room does not exist.");
    }
  }

  return {
    StartRecord: recordings.start(({ id }) => ({ TaskId: BigInt(id) }), requireRoom),
    StopRecord: recordings.stop(() => ({})),
    ModifyRecordInfo: recordings.change(changed, () => ({})),
    DescribeRecordInfo: recordings.read((task) => ({
      RecordInfo: [fileOf(task)],
      RecordMode: member(task.parameters, "RecordMode") ?? 0,
      RoomId: task.room ?? "",
    })),
    DescribeTaskInfo: describeTask,
  };
}

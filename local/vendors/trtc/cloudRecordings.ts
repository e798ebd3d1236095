import { facts, parameterOf } from "../facts";
import { isObject, type JsonObject, type JsonValue, listOf, member } from "../json";
import type { Actions } from "../service";
import { TaskKind } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";
import { requireRoomType } from "./requireRoomType";

const starts = "CreateCloudRecording";
const integerRoom = 1;
const mixedMode = 2;
const hour = 60 * 60 * 1000;

/** Suffixes of the files, by OutputFormat. */
const suffixes = [["m3u8"], ["m3u8", "mp4"], ["m3u8", "aac"], ["mp4"], ["aac"]];
const tracks = ["audio_video", "audio", "video"];

/** Recordings of a room to a cloud storage or to VOD. */
export function cloudRecordings(world: World): Actions {
  const { trtc: behaviour } = world.behaviour;
  const recordings = new TaskKind(world, {
    service: "trtc",
    kind: "cloudRecording",
    starts,
    app: "SdkAppId",
    room: "RoomId",
    newId: newTaskId,
    quota: { most: () => behaviour.maxRunningRecordings, code: "FailedOperation.RestrictedConcurrency" },
    robot: { user: "UserId", clash: () => behaviour.robotClash },
    idleSeconds: "RecordParams.MaxIdleTime",
    unknown: () => behaviour.unknownTaskCode,
    knownForMs: (_role, { parameters }) => hour * numberAt(parameters, "ResourceExpiredHour"),
    ended: (role) =>
      role === "stop" && behaviour.stopOfEndedTask === "accept" ? undefined : behaviour.unknownTaskCode,
  });

  function stateOf({ room = "", limits }: Task): string {
    if (limits.some(({ reason }) => reason === "stopped")) return "Exited";
    return world.rooms.idleSince(room) === undefined ? "InProgress" : "Idle";
  }

  const reply = ({ id }: Task) => ({ TaskId: id });
  return {
    [starts]: recordings.start(reply, ({ body }) =>
      requireRoomType(body, numberAt(body, "RoomIdType") === integerRoom, "InvalidParameter.OutOfRange"),
    ),
    ModifyCloudRecording: recordings.change(overwritten, reply),
    DescribeCloudRecording: recordings.read((task) => ({
      TaskId: task.id,
      Status: stateOf(task),
      StorageFileList: filesOf(task),
    })),
    DeleteCloudRecording: recordings.stop(reply),
  };
}

function numberAt(parameters: JsonObject, path: string): number {
  return Number(parameterOf(facts.trtc, starts, parameters, path));
}

/** What a change leaves out is gone. */
function overwritten(
  recording: JsonObject,
  { MixLayoutParams, SubscribeStreamUserIds }: JsonObject,
): JsonObject {
  const { MixLayoutParams: _layout, RecordParams, ...rest } = recording;
  const { SubscribeStreamUserIds: _users, ...params } = isObject(RecordParams) ? RecordParams : {};
  return {
    ...rest,
    RecordParams: { ...params, ...(SubscribeStreamUserIds !== undefined && { SubscribeStreamUserIds }) },
    ...(MixLayoutParams !== undefined && { MixLayoutParams }),
  };
}

/** None are told of a recording that goes to VOD. */
function filesOf({ id, app, room, startedAt, parameters }: Task): JsonValue[] {
  const storage = member(member(parameters, "StorageParams"), "CloudStorage");
  if (storage === undefined) return [];
  const folder = [...listOf(storage, "FileNamePrefix"), id].join("/");
  const user = numberAt(parameters, "RecordParams.RecordMode") === mixedMode ? "" : "user";
  return (suffixes[numberAt(parameters, "RecordParams.OutputFormat")] ?? []).map((suffix) => ({
    UserId: user,
    FileName: `${folder}/${app}_${room}_${user}.${suffix}`,
    TrackType: tracks[numberAt(parameters, "RecordParams.StreamType")] ?? "",
    BeginTimeStamp: startedAt,
  }));
}

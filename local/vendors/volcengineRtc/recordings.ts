import { type JsonObject, type JsonValue, listOf, member, numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { hasCustomLayout, requireDisjointStreams, requireRegionPerStream, streamsOf } from "./mixes";
import { roomTasks, stateOf } from "./roomTasks";
import { requireAccount } from "./storage";

const mixedMode = 0;

/** Recordings of a room. */
export function recordings(world: World): Actions {
  const { clock } = world;
  const { volcengineRtc: behaviour } = world.behaviour;
  const recordings = roomTasks(world, {
    kind: "recording",
    starts: "StartRecord",
    idleSeconds: "Control.MaxIdleTime",
    longestMs: (body) =>
      1000 * (numberOf(member(body, "Control"), "MaxRecordTime", 0) || Number.POSITIVE_INFINITY),
  });

  function viewOf(task: Task): JsonObject {
    return {
      ...stateOf(task, world),
      RecordFileList: showsFiles(task) ? filesOf(task, clock.now()) : [],
    };
  }

  return {
    StartRecord: recordings.start(
      () => behaviour.startResult,
      ({ body }) => {
        if (!behaviour.recordEnabled) {
          throw new Refusal("AccessDenied.RecordNotEnabled", "Recording is not enabled for this app.");
        }
        requireAccount(body, world);
        requireDisjointStreams(body);
        if (numberOf(body, "RecordMode", mixedMode) === mixedMode) requireRegionPerStream(body);
      },
    ),
    UpdateRecord: recordings.change(
      (parameters, body) => {
        const effective =
          numberOf(parameters, "RecordMode", mixedMode) === mixedMode && hasCustomLayout(parameters);
        if (!effective && behaviour.ineffectiveUpdate === "refuse") {
          throw new Refusal("InvalidParameter", "Only a mixed recording with custom layout can be updated.");
        }
        requireRegionPerStream(body);
        return parameters;
      },
      () => "ok",
    ),
    StopRecord: recordings.stop(() => "ok"),
    GetRecordTask: recordings.read((task) => ({ RecordTask: viewOf(task) })),
  };
}

function formatsOf(body: JsonObject): JsonValue[] {
  const formats = listOf(member(body, "FileFormatConfig"), "FileFormat");
  return formats.length === 0 ? ["HLS"] : formats;
}

/** While a task runs, its files show only if they are uploaded on the way. */
function showsFiles({ endedAt, reason, parameters: body }: Task): boolean {
  if (endedAt !== undefined) return reason !== "failed";
  return member(member(body, "Control"), "EnableSyncUpload") === true && formatsOf(body).includes("HLS");
}

function filesOf(task: Task, now: number): JsonValue[] {
  const { parameters: body } = task;
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

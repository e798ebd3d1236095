import { factsOf, parameterOf } from "../facts";
import { type JsonObject, type JsonValue, member, textOf } from "../json";
import { Refusal } from "../refusal";
import { TaskKind, type TaskWords } from "../taskKind";
import type { EndReason, Task } from "../taskStore";
import type { World } from "../world";

const retentionMs = 72 * 60 * 60 * 1000;
/** The answer to a start of what runs already. */
export const alreadyStarted =
  "The task has been started. Please do not call the startup task interface repeatedly";

/** The code for what runs no more, or that never did. */
export const notActive = "InvalidParameter.ErrorActiveTaskNotFound";
const stopReasons: { readonly [reason in EndReason]?: string } = {
  stopped: "StopByAPI",
  idle: "IdleTimeOut",
  failed: "StartTaskFailed",
};

/** In what the tasks of a kind differ from others in rooms. */
type Particulars = Pick<TaskWords, "kind" | "starts" | "idleSeconds" | "longestMs" | "robot">;

/** Tasks of one kind in rooms: the caller chooses the id, and a start under one that is used changes nothing. */
export function roomTasks(world: World, particulars: Particulars): TaskKind {
  const { volcengineRtc: behaviour } = world.behaviour;
  return new TaskKind(world, {
    service: "rtc",
    app: "AppId",
    room: "RoomId",
    idHolds: "inRoom",
    clashes: [
      {
        by: (body) => `${textOf(body, "RoomId")} ${textOf(body, "TaskId")}`,
        reply: alreadyStarted,
      },
    ],
    unknown: (role) => (role === "read" ? behaviour.unknownTaskCode : notActive),
    knownForMs: (role) => (role === "read" ? retentionMs : Number.POSITIVE_INFINITY),
    ended: (role) => (role === "read" ? undefined : notActive),
    ...particulars,
  });
}

/** Recordings have a switch of their own; the other features are enabled in the vendor's console, too. */
export function requireEnabled({ behaviour }: World, feature: string): void {
  if (behaviour.volcengineRtc.serviceEnabled) return;
  throw new Refusal("AccessDenied.ServiceNotEnabled", `${feature} are not enabled for this app.`);
}

/** What the reads of every kind tell of a task; `limit` is the word for one that has run as long as it may. */
export function stateOf(
  { startedAt, endedAt, reason }: Task,
  { clock, behaviour }: World,
  limit: string = behaviour.volcengineRtc.maxRecordTimeReason,
): JsonObject {
  const { startTakesMs, failedEndTime } = behaviour.volcengineRtc;
  const reasons = { ...stopReasons, limit };
  const running = clock.now() >= startedAt + startTakesMs ? 2 : 1;
  return {
    StartTime: startedAt,
    EndTime: reason === "failed" && failedEndTime === "zero" ? 0 : (endedAt ?? 0),
    Status: endedAt === undefined ? running : reason === "failed" ? 4 : 3,
    StopReason: reason === undefined ? "" : (reasons[reason] ?? "UnknownStopReason"),
  };
}

/** A parameter of a start by its path; its documented default where the start leaves it out. */
export function documented(starts: string, body: JsonObject, path: string): JsonValue {
  return parameterOf(factsOf("rtc"), starts, body, path) ?? null;
}

/** What a parameter of a start is after an update: what that says, or what the switch says of what it leaves out. */
export function updated(
  starts: string,
  parameters: JsonObject,
  body: JsonObject,
  path: string,
  { behaviour }: World,
): JsonValue {
  const given = path.split(".").reduce<JsonValue | undefined>(member, body);
  const isKept = given === undefined && behaviour.volcengineRtc.leftOutOnUpdate === "kept";
  return documented(starts, isKept ? parameters : body, path);
}

import { type JsonObject, member, textOf } from "../json";
import { type Clash, TaskKind, type TaskWords } from "../taskKind";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { newTaskId } from "./newTaskId";

/** What recordings and pushes do not have in common. */
type Own = Pick<TaskWords, "kind" | "starts" | "quota" | "longestMs"> & {
  /** The parameter that names the user as whom the task enters its room. */
  readonly user: string;
  /** The code of reads for a task that failed. */
  readonly failsAs: string;
};

/** The tasks of a kind that enters a room, one a room, and needs a message group there. */
export function tasksInRoom(world: World, { user, failsAs, ...own }: Own): TaskKind {
  const { tiw: behaviour } = world.behaviour;
  const clashes: Clash[] = [
    { by: (body) => textOf(body, user), code: () => "ResourceInUse.RecordUserId" },
    { by: (body) => String(member(body, "RoomId")), code: () => behaviour.secondInRoomCode },
  ];
  return new TaskKind(world, {
    ...own,
    service: "tiw",
    app: "SdkAppId",
    room: "RoomId",
    newId: newTaskId,
    clashes,
    idleSeconds: "AutoStopTimeout",
    unknown: () => "InvalidParameter.TaskNotFound",
    ended: (role) => (role === "read" ? undefined : "UnsupportedOperation.TaskHasAlreadyStopped"),
    failsAs: () => (behaviour.failedTask === "error" ? failsAs : undefined),
  });
}

/** The message group of a task: that of its room's number unless it names another one. */
export function groupOf({ room = "", parameters }: Task): string {
  return textOf(parameters, "GroupId") || room;
}

/** A task without its message group is accepted, and fails. */
export function failWithoutGroup({ behaviour, tasks }: World, task: Task): void {
  if (behaviour.tiw.groups?.includes(groupOf(task)) !== false) return;
  task.failure = { code: "ResourceNotFound", message: `The IM group ${groupOf(task)} does not exist.` };
  tasks.end(task, "failed");
}

/** As the vendor's times have them; 0 before their time. */
export function secondsOf(milliseconds: number | undefined): number {
  return Math.floor((milliseconds ?? 0) / 1000);
}

/** The vendor's word for why a task ended; none while it runs. */
export function finishReasonOf({ reason }: Task, words: JsonObject): string {
  return reason === undefined ? "" : textOf(words, reason) || "EXCEPTION";
}

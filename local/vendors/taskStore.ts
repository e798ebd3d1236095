import type { Behaviour } from "./behaviour";
import type { VirtualClock } from "./clock";
import { redacted } from "./journal";
import type { JsonObject, JsonValue } from "./json";
import type { Rooms } from "./rooms";
import { type ServiceName, type Vendor, vendorOf } from "./serviceName";

/** Why a task ended. */
export type EndReason = (typeof endReasons)[number];

/** The reasons for which tasks end. */
export const endReasons = [
  "stopped",
  "idle",
  "limit",
  "paused",
  "done",
  "failed",
  "aborted",
  "robotInUse",
] as const;

/** A time after which a task ends by itself: since its start, or since its room became idle. */
export interface Limit {
  readonly from: "start" | "idle";
  readonly afterMs: number;
  readonly reason: EndReason;
}

/** One task of a vendor. */
export interface Task {
  readonly service: ServiceName;
  readonly kind: string;
  /** The vendor's task id, in the digits or letters of its replies. */
  readonly id: string;
  /** How many tasks were started before. */
  readonly sequence: number;
  readonly account: string;
  /** App, application or business id, as the vendor calls it. */
  readonly app: string;
  readonly room: string | undefined;
  /** The rooms that it takes streams from with these parameters, where it works in no one room. */
  readonly roomsOf?: ((parameters: JsonObject) => readonly string[]) | undefined;
  readonly startedAt: number;
  /** How long a job waits before it is processed. */
  readonly waitingMs: number;
  readonly limits: Limit[];
  /** What it works with: as it was started, and as it was changed since. */
  parameters: JsonObject;
  /** The SequenceNumber of its last change, where changes have one. */
  sequenceNumber?: number;
  endedAt?: number;
  reason?: EndReason;
  /** What its reads tell of a failure, where the vendor has room for it. */
  failure?: { readonly code: string; readonly message: string };
}

/** What a person or a test sees of a task; times are virtual Unix milliseconds. */
export interface TaskView {
  vendor: Vendor;
  service: ServiceName;
  kind: string;
  id: string;
  app: string;
  room?: string;
  status: "running" | "ended" | "failed";
  startedAt: number;
  endedAt?: number;
  reason?: EndReason;
  /** What it works with: as it was started, and as it was changed since; secrets redacted. */
  parameters: JsonValue;
}

/** What a task is looked up by, e.g. account, app and room. */
type Key = readonly string[];

/** The tasks of all services. Time passes when somebody looks: every read first ends what is due. */
export class TaskStore {
  readonly #tasks: Task[] = [];
  readonly #byKey = new Map<string, Task[]>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly rooms: Rooms,
    private readonly behaviour: Behaviour,
  ) {}

  /** Starts a task now; look-ups find it under each of the keys. */
  add(task: Omit<Task, "sequence" | "startedAt">, keys: readonly Key[]): Task {
    const started = { ...task, sequence: this.#tasks.length, startedAt: this.clock.now() };
    this.#tasks.push(started);
    for (const key of keys.map(textOfKey)) {
      const known = this.#byKey.get(key) ?? [];
      known.push(started);
      this.#byKey.set(key, known);
    }
    return started;
  }

  /** All tasks, newest first, as they are now. */
  all(): Task[] {
    for (const task of this.#tasks) this.#settle(task);
    return this.#tasks.toReversed();
  }

  /** As all, for actions that read: a task just started may not be visible yet. */
  allVisible(): Task[] {
    return this.all().filter((task) => this.isVisible(task));
  }

  /** The newest task under a key. */
  newest(key: Key): Task | undefined {
    return this.#under(key).at(-1);
  }

  /** As newest, for actions that read. */
  newestVisible(key: Key): Task | undefined {
    return this.#under(key).findLast((task) => this.isVisible(task));
  }

  /** The running tasks under a key. */
  running(key: Key): Task[] {
    return this.#under(key).filter(({ endedAt }) => endedAt === undefined);
  }

  /** Ends a task as its stop call does, after the time that stops take. */
  stop(task: Task): void {
    const afterMs = this.clock.now() - task.startedAt + this.behaviour.common.stopTakesMs;
    task.limits.push({ from: "start", afterMs, reason: "stopped" });
    this.#settle(task);
  }

  /** Ends a task now. */
  end(task: Task, reason: EndReason): void {
    if (task.endedAt !== undefined) return;
    task.endedAt = this.clock.now();
    task.reason = reason;
  }

  /** Whether actions that read find a task already. */
  isVisible({ startedAt }: Task): boolean {
    return this.clock.now() >= startedAt + this.behaviour.common.visibleAfterMs;
  }

  /**
   * The tasks under a key that can still be asked for, oldest first. The others are forgotten here, so that a room that
   * is used a thousand times is looked at as quickly as a new one.
   */
  #under(key: Key): Task[] {
    const text = textOfKey(key);
    const known = this.#byKey.get(text);
    if (known === undefined) return [];
    for (const task of known) this.#settle(task);
    const newestVisible = known.findLastIndex((task) => this.isVisible(task));
    const left = known.filter(({ endedAt }, index) => endedAt === undefined || index >= newestVisible);
    this.#byKey.set(text, left);
    return left;
  }

  #settle(task: Task): void {
    if (task.endedAt !== undefined) return;
    const due = task.limits
      .flatMap((limit) => {
        const from = limit.from === "start" ? task.startedAt : this.#idleSince(task);
        return from === undefined ? [] : [{ at: from + limit.afterMs, reason: limit.reason }];
      })
      .sort((a, b) => a.at - b.at)[0];
    if (due === undefined || due.at > this.clock.now()) return;
    task.endedAt = due.at;
    task.reason = due.reason;
  }

  #idleSince(task: Task): number | undefined {
    const { room, roomsOf = () => (room === undefined ? [] : [room]), parameters, startedAt } = task;
    const since = roomsOf(parameters).map((one) => this.rooms.idleSince(one));
    const known = since.filter((time) => time !== undefined);
    return since.length === 0 || known.length < since.length ? undefined : Math.max(...known, startedAt);
  }
}

function textOfKey(key: Key): string {
  return JSON.stringify(key);
}

/** A task as people and tests see it. */
export function viewOf(task: Task): TaskView {
  const { service, kind, id, app, room, startedAt, endedAt, reason, parameters } = task;
  const status = endedAt === undefined ? "running" : reason === "failed" ? "failed" : "ended";
  return {
    vendor: vendorOf(service),
    service,
    kind,
    id,
    app,
    ...(room !== undefined && { room }),
    status,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(reason !== undefined && { reason }),
    parameters: redacted(parameters),
  };
}

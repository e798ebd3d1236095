import { redacted } from "./journal";
import type { JsonObject, JsonValue } from "./json";
import type { ServiceName, Vendor, World } from "./world";

/** Why a task ended. */
export type EndReason = (typeof endReasons)[number];

/** The reasons for which tasks end. */
export const endReasons = ["stopped", "idle", "limit", "done", "failed", "aborted", "robotInUse"] as const;

/** A time after which a task ends by itself: since its start, or since its room became idle. */
export interface Limit {
  readonly from: "start" | "idle";
  readonly afterMs: number;
  readonly reason: EndReason;
}

/** One task of a vendor; its detail is what the service's actions read back. */
export interface Task<Detail = unknown> {
  readonly vendor: Vendor;
  readonly service: ServiceName;
  readonly kind: string;
  /** The vendor's task id, in the digits or letters of its replies. */
  readonly id: string;
  /** How many tasks the service started before. */
  readonly sequence: number;
  readonly account: string;
  /** App, application or business id, as the vendor calls it. */
  readonly app: string;
  readonly room: string | undefined;
  readonly startedAt: number;
  readonly limits: Limit[];
  readonly detail: Detail;
  /** What it works with: as it was started, and as it was changed since. */
  parameters?: JsonObject;
  endedAt?: number;
  reason?: EndReason;
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
  /** What a relay works with: as it was started, and as it was changed since; secrets redacted. */
  parameters?: JsonValue;
}

/** What a task is looked up by, e.g. account, app and room; how many words it has tells one kind from another. */
type Key = readonly string[];

/** The tasks of one service. Time passes when somebody looks: every read first ends what is due. */
export class TaskStore<Detail = unknown> {
  readonly #tasks: Task<Detail>[] = [];
  readonly #byKey = new Map<string, Task<Detail>[]>();

  constructor(private readonly world: World) {}

  /** Starts a task now; look-ups find it under each of the keys. */
  add(
    task: Omit<Task<Detail>, "sequence" | "startedAt" | "endedAt" | "reason">,
    keys: readonly Key[],
  ): Task<Detail> {
    const started = { ...task, sequence: this.#tasks.length, startedAt: this.world.clock.now() };
    this.#tasks.push(started);
    for (const key of keys.map(textOfKey)) {
      const known = this.#byKey.get(key) ?? [];
      known.push(started);
      this.#byKey.set(key, known);
    }
    return started;
  }

  /** All tasks, newest first, as they are now. */
  all(): Task<Detail>[] {
    for (const task of this.#tasks) this.#settle(task);
    return this.#tasks.toReversed();
  }

  /** As all, for actions that read: a task just started may not be visible yet. */
  allVisible(): Task<Detail>[] {
    return this.all().filter((task) => this.isVisible(task));
  }

  /** The newest task under a key. */
  newest(key: Key): Task<Detail> | undefined {
    return this.#under(key).at(-1);
  }

  /** As newest, for actions that read. */
  newestVisible(key: Key): Task<Detail> | undefined {
    return this.#under(key).findLast((task) => this.isVisible(task));
  }

  /** The running tasks under a key. */
  running(key: Key): Task<Detail>[] {
    return this.#under(key).filter(({ endedAt }) => endedAt === undefined);
  }

  /** Whether so many tasks that fit are running. A quota without end counts nobody. */
  reaches(quota: number, fits: (task: Task<Detail>) => boolean): boolean {
    if (quota === Number.POSITIVE_INFINITY) return false;
    return this.all().filter((task) => task.endedAt === undefined && fits(task)).length >= quota;
  }

  /** Whether actions that read find a task already. */
  isVisible({ startedAt }: Task): boolean {
    const { clock, behaviour } = this.world;
    return clock.now() >= startedAt + behaviour.common.visibleAfterMs;
  }

  /** Ends a task as its stop call does, after the time that stops take. */
  stop(task: Task<Detail>): void {
    const afterMs = this.world.clock.now() - task.startedAt + this.world.behaviour.common.stopTakesMs;
    task.limits.push({ from: "start", afterMs, reason: "stopped" });
    this.#settle(task);
  }

  /** Ends a task now. */
  end(task: Task, reason: EndReason): void {
    if (task.endedAt !== undefined) return;
    task.endedAt = this.world.clock.now();
    task.reason = reason;
  }

  /**
   * The tasks under a key that can still be asked for, oldest first. The others are forgotten here, so that a room that
   * is used a thousand times is looked at as quickly as a new one.
   */
  #under(key: Key): Task<Detail>[] {
    const text = textOfKey(key);
    const known = this.#byKey.get(text);
    if (known === undefined) return [];
    for (const task of known) this.#settle(task);
    const newestVisible = known.findLastIndex((task) => this.isVisible(task));
    const left = known.filter(({ endedAt }, index) => endedAt === undefined || index >= newestVisible);
    this.#byKey.set(text, left);
    return left;
  }

  #settle(task: Task<Detail>): void {
    if (task.endedAt !== undefined) return;
    const due = task.limits
      .flatMap((limit) => {
        const from = limit.from === "start" ? task.startedAt : this.#idleSince(task);
        return from === undefined ? [] : [{ at: from + limit.afterMs, reason: limit.reason }];
      })
      .sort((a, b) => a.at - b.at)[0];
    if (due === undefined || due.at > this.world.clock.now()) return;
    task.endedAt = due.at;
    task.reason = due.reason;
  }

  #idleSince(task: Task<Detail>): number | undefined {
    const since = task.room === undefined ? undefined : this.world.rooms.idleSince(task.room);
    return since === undefined ? undefined : Math.max(since, task.startedAt);
  }
}

function textOfKey(key: Key): string {
  return JSON.stringify(key);
}

/** A task as people and tests see it. */
export function viewOf(task: Task): TaskView {
  const { vendor, service, kind, id, app, room, startedAt, endedAt, reason, parameters } = task;
  const status = endedAt === undefined ? "running" : reason === "failed" ? "failed" : "ended";
  return {
    vendor,
    service,
    kind,
    id,
    app,
    ...(room !== undefined && { room }),
    status,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(reason !== undefined && { reason }),
    ...(parameters !== undefined && { parameters: redacted(parameters) }),
  };
}

/** Where a one-shot job stands that waits first and is processed then. */
export function jobProgress(
  task: Task,
  waitingMs: number,
  now: number,
): { state: "waiting" | "processing" | "ended"; percent: number } {
  if (task.endedAt !== undefined) return { state: "ended", percent: 100 };
  const total = task.limits.find(({ reason }) => reason === "done")?.afterMs ?? waitingMs;
  const processed = now - task.startedAt - waitingMs;
  if (processed < 0) return { state: "waiting", percent: 0 };
  return { state: "processing", percent: Math.floor((100 * processed) / (total - waitingMs)) };
}

import { factsOf, parameterOf } from "./facts";
import { type JsonObject, type JsonValue, member, numberOf, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Action, Call } from "./service";
import type { ServiceName } from "./serviceName";
import type { Limit, Task } from "./taskStore";
import type { World } from "./world";

/** What a call wants of the task that it names. */
export type Role = "read" | "change" | "stop";

/** What it takes of a call to start a task. */
type Caller = Pick<Call, "account" | "body">;

/**
 * What the tasks of one kind have in common. Codes are the vendor's; paths, e.g. Control.MaxIdleTime, are of parameters
 * of the start, and read as the documented default where a call leaves them out. Functions are asked at each call, as
 * switches may change at any time.
 */
export interface TaskWords {
  readonly service: ServiceName;
  /** As people see it, e.g. relay. */
  readonly kind: string;
  /** The action that starts one. */
  readonly starts: string;
  /** Member of a call that names the app. */
  readonly app: string;
  /** Member that names the room, for kinds that work in one. */
  readonly room?: string;
  /** The rooms that it takes streams from, for kinds that work in no one room: it is idle while all of them are. */
  roomsOf?(parameters: JsonObject): readonly string[];
  /** Member that names the task; TaskId unless said. */
  readonly id?: string;
  /** Where its id is known: to the account, in its app (unless said), or in its room. */
  readonly idHolds?: "everywhere" | "inApp" | "inRoom";
  /** The id of a new task; without it, ids are the caller's. */
  newId?(body: JsonObject): string;
  /** What two tasks may not have in common; a start looks at these in their order, then at the quota. */
  readonly clashes?: readonly Clash[];
  /** How many run at a time, in an app unless said. */
  readonly quota?: { most(): number; readonly code: string; readonly perAccount?: boolean };
  /**
   * The path of the user as whom it joins its room, and what another task with that user, of any
   * kind of the service, does to it there.
   */
  readonly robot?: { readonly user: string; clash(): "endFirst" | "ignore" };
  /** The path of the seconds after which it ends in an idle room. */
  readonly idleSeconds?: string;
  /** After what time since its start it ends in any case. */
  longestMs?(body: JsonObject): number;
  /** The times of a job, which ends by itself when it is done. */
  job?(): { readonly waitingMs: number; readonly processingMs: number };
  /** The code for a task that was never started, or that is not known any more; without one, it is `nothing`, or {}. */
  unknown(role: Role): string | undefined;
  readonly nothing?: JsonObject;
  /** For how long after its start calls know a task; without it, for ever. */
  knownForMs?(role: Role, task: Task): number;
  /** The code for a task that is not known any more, if it is another one. */
  forgotten?(): string;
  /** The code for a task that has ended; without one, calls do what they do while it runs. */
  ended?(role: Role): string | undefined;
  /** The code that reads give for a task that failed with a code, where there is no state for that. */
  failsAs?(code: string): string | undefined;
}

/** What two tasks of an app may not have in common. */
export interface Clash {
  /** What is compared; tasks without it, "", never clash. */
  by(body: JsonObject): string;
  /** For how long after its start a task counts, ended or not; without it, while it runs. */
  readonly forMs?: number;
  /** The code for the second one; without one, it is not started, and the answer is `reply`. */
  code?(): string;
  readonly reply?: JsonValue;
}

/** The tasks of one kind, and the actions on them. */
export class TaskKind {
  constructor(
    private readonly world: World,
    private readonly words: TaskWords,
  ) {}

  /** Starts a task. The check is made before anything else is looked at. */
  start(
    reply: (task: Task, call: Call) => JsonValue | undefined,
    check: (call: Call) => void = () => {},
  ): Action {
    return (call) => {
      check(call);
      const { tasks } = this.world;
      const { kind, quota, robot, newId, id = "TaskId" } = this.words;
      const keys = this.#keysOf(call);
      const clash = keys.clashes.find((each) => this.#other(each) !== undefined)?.clash;
      if (clash) return answered(clash.code?.(), "Such a task exists already.", clash.reply);
      const most = quota?.most() ?? Number.POSITIVE_INFINITY;
      // A quota without end counts nobody.
      if (quota && most < Number.POSITIVE_INFINITY && tasks.running(keys.quota).length >= most) {
        throw new Refusal(quota.code, "The number of concurrent tasks exceeds the limit.");
      }
      if (keys.robot && robot?.clash() === "endFirst") {
        for (const other of tasks.running(keys.robot)) tasks.end(other, "robotInUse");
      }
      const task = { kind, ...this.#timesOf(call.body) };
      return reply(this.#add(call, newId?.(call.body) ?? textOf(call.body, id), task), call);
    };
  }

  /** Adds a task of another kind that runs and that the same actions know; nobody started it here. */
  plant(call: Caller, id: string, kind: string): Task {
    return this.#add(call, id, { kind, waitingMs: 0, limits: [] });
  }

  /** What a call reads of the task that it names. */
  read(reply: (task: Task, call: Call) => JsonValue): Action {
    return this.on("read", (task, call) => {
      const code = task.failure && this.words.failsAs?.(task.failure.code);
      if (task.failure && code !== undefined) throw new Refusal(code, task.failure.message);
      return reply(task, call);
    });
  }

  /**
   * Changes what the task that a call names works with.
   *
   * @param staleSequence the code for a SequenceNumber that does not exceed the last one; undefined: not checked
   */
  change(
    changed: (parameters: JsonObject, body: JsonObject, task: Task) => JsonObject,
    reply: (task: Task) => JsonValue,
    staleSequence: () => string | undefined = () => undefined,
  ): Action {
    return this.on("change", (task, { body }) => {
      const stale = staleSequence();
      const sequence = numberOf(body, "SequenceNumber", 0);
      if (stale !== undefined && sequence <= (task.sequenceNumber ?? -1)) {
        throw new Refusal(stale, "SequenceNumber does not exceed that of the last update.");
      }
      task.parameters = changed(task.parameters, body, task);
      task.sequenceNumber = sequence;
      return reply(task);
    });
  }

  /** Stops the task that a call names, after the time that stops take. */
  stop(reply: (task: Task) => JsonValue): Action {
    return this.on("stop", (task) => {
      this.world.tasks.stop(task);
      return reply(task);
    });
  }

  /** Does anything else with the task that a call names, if it is known. */
  on(role: Role, act: (task: Task, call: Call) => JsonValue): Action {
    return (call) => {
      const { tasks, clock } = this.world;
      const { unknown, nothing, ended, knownForMs, forgotten, id = "TaskId" } = this.words;
      const key = this.#keysOf(call, textOfMember(call.body, id)).id;
      const task = role === "read" ? tasks.newestVisible(key) : tasks.newest(key);
      if (task === undefined || !this.isNamedBy(call.body, task)) {
        return answered(unknown(role), "The task does not exist.", nothing);
      }
      if (knownForMs && clock.now() > task.startedAt + knownForMs(role, task)) {
        return answered(forgotten?.() ?? unknown(role), "The task is not known any more.", nothing);
      }
      const code = task.endedAt === undefined ? undefined : ended?.(role);
      if (code !== undefined) throw new Refusal(code, "The task has ended.");
      return act(task, call);
    };
  }

  /** Whether a call is about a task's app. It need not name one where ids hold everywhere. */
  isNamedBy(body: JsonObject, { app }: Task): boolean {
    const named = member(body, this.words.app);
    return named === undefined || String(named) === app;
  }

  /** The task that clashes first with what a call would start. */
  clashing(call: Call): Task | undefined {
    return this.#keysOf(call)
      .clashes.map((each) => this.#other(each))
      .find((task) => task !== undefined);
  }

  #other({ clash, key }: { readonly clash: Clash; readonly key: readonly string[] }): Task | undefined {
    const { tasks, clock } = this.world;
    if (clash.forMs === undefined) return tasks.running(key)[0];
    const last = tasks.newest(key);
    return last && clock.now() < last.startedAt + clash.forMs ? last : undefined;
  }

  #add(call: Caller, id: string, task: Pick<Task, "kind" | "waitingMs" | "limits">): Task {
    const { service, app, room, roomsOf } = this.words;
    const { account, body: parameters } = call;
    const keys = this.#keysOf(call, id);
    const place = {
      app: textOfMember(parameters, app) || "0",
      room: room && textOfMember(parameters, room),
      roomsOf,
    };
    return this.world.tasks.add({ ...task, ...place, service, id, account, parameters }, [
      keys.id,
      keys.quota,
      ...(keys.robot ? [keys.robot] : []),
      ...keys.clashes.map(({ key }) => key),
    ]);
  }

  #timesOf(body: JsonObject): Pick<Task, "waitingMs" | "limits"> {
    const { idleSeconds, longestMs, job } = this.words;
    const { waitingMs = 0, processingMs = 0 } = job?.() ?? {};
    const limits: Limit[] = [];
    if (idleSeconds !== undefined) {
      const afterMs = 1000 * Number(this.#parameter(body, idleSeconds));
      limits.push({ from: "idle", afterMs, reason: "idle" });
    }
    if (longestMs) limits.push({ from: "start", afterMs: longestMs(body), reason: "limit" });
    if (job) limits.push({ from: "start", afterMs: waitingMs + processingMs, reason: "done" });
    return { waitingMs, limits };
  }

  #parameter(body: JsonObject, path: string): JsonValue | undefined {
    return parameterOf(factsOf(this.words.service), this.words.starts, body, path);
  }

  /** What a task is found by. */
  #keysOf({ account, body }: Caller, id = "") {
    const { service, kind, app, room = "", idHolds = "inApp", quota, robot, clashes = [] } = this.words;
    const inApp = [account, textOfMember(body, app) || "0"];
    const inRoom = [...inApp, textOfMember(body, room)];
    const user = robot && String(this.#parameter(body, robot.user));
    return {
      id: [service, kind, "id", ...{ everywhere: [account], inApp, inRoom }[idHolds], id],
      quota: [service, kind, "quota", ...(quota?.perAccount ? [account] : inApp)],
      robot: user === undefined ? undefined : [service, "robot", ...inRoom, user],
      clashes: clashes.flatMap((clash, index) => {
        const by = clash.by(body);
        return by === "" ? [] : [{ clash, key: [service, kind, `clash ${index}`, ...inApp, by] }];
      }),
    };
  }
}

/** Where a one-shot job stands that waits first and is processed then. */
export function progressOf(
  { startedAt, endedAt, waitingMs, limits }: Task,
  now: number,
): { state: "waiting" | "processing" | "ended"; percent: number } {
  if (endedAt !== undefined) return { state: "ended", percent: 100 };
  const total = limits.find(({ reason }) => reason === "done")?.afterMs ?? waitingMs;
  const processed = now - startedAt - waitingMs;
  if (processed < 0) return { state: "waiting", percent: 0 };
  return { state: "processing", percent: Math.floor((100 * processed) / (total - waitingMs)) };
}

function answered(code: string | undefined, message: string, otherwise: JsonValue = {}): JsonValue {
  if (code !== undefined) throw new Refusal(code, message);
  return otherwise;
}

/** Apps and ids are numbers here and texts there. */
function textOfMember(body: JsonObject, name: string): string {
  return String(member(body, name) ?? "");
}

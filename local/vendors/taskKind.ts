import { type JsonObject, type JsonValue, member, numberOf, textOf } from "./json";
import { Refusal } from "./refusal";
import type { Action, Call } from "./service";
import type { ServiceName } from "./serviceName";
import type { Limit, Task } from "./taskStore";
import type { World } from "./world";

/** What it takes of a call to start a task. */
type Caller = Pick<Call, "account" | "body">;

/** What a call wants of a task that it names. */
type Role = "read" | "change" | "stop";

/** Refused, or what is answered instead; undefined: the call goes on. */
type Answer = Refusal | JsonValue | undefined;

/** What the tasks of one kind have in common. Functions are asked at each call, as switches may change at any time. */
export interface TaskWords {
  readonly service: ServiceName;
  /** As people see it, e.g. relay. */
  readonly kind: string;
  /** Member of a call that names the app. */
  readonly app: string;
  /** Member that names the room, for kinds that work in one. */
  readonly room?: string;
  /** Where a task's id is known: to the account, in its app (unless said), or in its room. */
  readonly idHolds?: "everywhere" | "inApp" | "inRoom";
  /** The id of a new task; without it, ids are the caller's. */
  newId?(body: JsonObject): string;
  /** What a task may not share with another one; a start looks at these in their order, then at the quota. */
  readonly clashes?: readonly Clash[];
  /** How many run at a time, in an app unless said. */
  readonly quota?: { most(): number; readonly perAccount?: boolean; readonly refusal: Refusal };
  /** The user as whom it joins its room, and what another task with that user does to it there. */
  readonly robot?: { of(body: JsonObject): string; clash(): "endFirst" | "ignore" };
  /** When it ends by itself. */
  limits?(body: JsonObject): Limit[];
  /** The times of a job, which ends by itself when it is done. */
  job?(): { readonly waitingMs: number; readonly processingMs: number };
  /** What calls get for a task that was never started, or that is forgotten. */
  unknown(role: Role): Refusal | JsonValue;
  /** What calls get for a task that has ended; without it, they do what they do while it runs. */
  ended?(role: Role, task: Task): Answer;
  /** For how long after its start calls know a task; without it, for ever. */
  knownForMs?(role: Role, task: Task): number;
  /** What calls get after that; as for an unknown task unless said. */
  forgotten?(role: Role): Refusal;
  /** The code that reads give for a task that failed, for vendors that have no state for that. */
  readonly failsAs?: string;
}

/** What two tasks of an app may not have in common. */
export interface Clash {
  /** What is compared; tasks without it, "", never clash. */
  by(body: JsonObject): string;
  /** For how long after its start a task counts, ended or not; without it, while it runs. */
  readonly forMs?: number;
  /** Where there is such a task. */
  meets(other: Task): Answer;
}

/** What an update does. */
export interface ChangeWords {
  /** The code for a SequenceNumber that does not exceed the last one; undefined: not checked. */
  staleSequence?(): string | undefined;
  check?(task: Task, call: Call): void;
  /** What the task works with from then on. */
  changed(parameters: JsonObject, body: JsonObject): JsonObject;
  reply(task: Task): JsonValue;
}

/** The tasks of one kind, and the actions on them. */
export class TaskKind {
  constructor(
    private readonly world: World,
    private readonly words: TaskWords,
  ) {}

  /** Starts a task. The check is made before anything else is looked at. */
  start(reply: (task: Task) => JsonValue | undefined, check: (call: Call) => void = () => {}): Action {
    return (call) => {
      check(call);
      const { tasks } = this.world;
      const { kind, clashes = [], quota, robot, newId } = this.words;
      for (const clash of clashes) {
        const other = this.#clashing(call, clash);
        const answer = other && clash.meets(other);
        if (answer instanceof Refusal) throw answer;
        if (answer !== undefined) return answer;
      }
      const most = quota?.most() ?? Number.POSITIVE_INFINITY;
      // A quota without end counts nobody.
      const isFull = most < Number.POSITIVE_INFINITY && tasks.running(this.#quotaKey(call)).length >= most;
      if (quota && isFull) throw quota.refusal;
      if (robot?.clash() === "endFirst") {
        for (const other of tasks.running(this.#robotKey(call))) tasks.end(other, "robotInUse");
      }
      const id = newId?.(call.body) ?? textOf(call.body, "TaskId");
      return reply(this.#add(call, id, { kind, ...this.#timesOf(call.body) }));
    };
  }

  /** Adds a task of another kind that runs and that the same actions know; nobody started it here. */
  plant(call: Caller, id: string, kind: string): Task {
    return this.#add(call, id, { kind, waitingMs: 0, limits: [] });
  }

  /** What a call reads of the task that it names. */
  read(reply: (task: Task, call: Call) => JsonValue): Action {
    return this.#on("read", (task, call) => {
      const { failsAs } = this.words;
      if (failsAs !== undefined && task.failure) throw new Refusal(failsAs, task.failure.message);
      return reply(task, call);
    });
  }

  /** Changes the task that a call names. */
  change({ staleSequence, check, changed, reply }: ChangeWords): Action {
    return this.#on("change", (task, call) => {
      const stale = staleSequence?.();
      const sequence = numberOf(call.body, "SequenceNumber", 0);
      if (stale !== undefined && sequence <= (task.sequenceNumber ?? -1)) {
        throw new Refusal(stale, "SequenceNumber does not exceed that of the last update.");
      }
      check?.(task, call);
      task.sequenceNumber = sequence;
      task.parameters = changed(task.parameters, call.body);
      return reply(task);
    });
  }

  /** Stops the task that a call names, after the time that stops take. */
  stop(reply: (task: Task) => JsonValue): Action {
    return this.#on("stop", (task) => {
      this.world.tasks.stop(task);
      return reply(task);
    });
  }

  /** Ends the job that a call names at once, if it still can be. */
  abort(check: (task: Task) => void): Action {
    return this.#on("stop", (task) => {
      check(task);
      this.world.tasks.end(task, "aborted");
      return {};
    });
  }

  /** A call's app as text; 0 where it names none. */
  appOf(body: JsonObject): string {
    return textOfMember(body, this.words.app) || "0";
  }

  /** The task that clashes first with what a call would start. */
  clashing(call: Call): Task | undefined {
    return this.words.clashes?.map((clash) => this.#clashing(call, clash)).find((task) => task !== undefined);
  }

  #add(call: Caller, id: string, task: Pick<Task, "kind" | "waitingMs" | "limits">): Task {
    const { service, room, clashes = [], robot } = this.words;
    const { account, body } = call;
    return this.world.tasks.add(
      {
        ...task,
        service,
        id,
        account,
        app: this.appOf(body),
        room: room === undefined ? undefined : textOfMember(body, room),
        parameters: body,
      },
      [
        this.#idKey(call, id),
        this.#quotaKey(call),
        ...(robot ? [this.#robotKey(call)] : []),
        ...clashes.map((clash) => this.#clashKey(call, clash)),
      ],
    );
  }

  #timesOf(body: JsonObject): Pick<Task, "waitingMs" | "limits"> {
    const { limits, job } = this.words;
    const ending = limits?.(body) ?? [];
    const times = job?.();
    if (times === undefined) return { waitingMs: 0, limits: ending };
    const { waitingMs, processingMs } = times;
    return {
      waitingMs,
      limits: [...ending, { from: "start", afterMs: waitingMs + processingMs, reason: "done" }],
    };
  }

  #on(role: Role, act: (task: Task, call: Call) => JsonValue | undefined): Action {
    return (call) => {
      const { tasks, clock } = this.world;
      const { unknown, ended, knownForMs, forgotten = unknown } = this.words;
      const key = this.#idKey(call, textOfMember(call.body, "TaskId"));
      const task = role === "read" ? tasks.newestVisible(key) : tasks.newest(key);
      if (task === undefined || !this.isNamedBy(call.body, task)) return answered(unknown(role));
      if (knownForMs && clock.now() > task.startedAt + knownForMs(role, task))
        return answered(forgotten(role));
      const answer = task.endedAt === undefined ? undefined : ended?.(role, task);
      return answer === undefined ? act(task, call) : answered(answer);
    };
  }

  /** Whether a call is about a task's app. It need not name one where ids hold everywhere. */
  isNamedBy(body: JsonObject, { app }: Task): boolean {
    const named = member(body, this.words.app);
    return named === undefined || String(named) === app;
  }

  #clashing(call: Call, clash: Clash): Task | undefined {
    if (clash.by(call.body) === "") return undefined;
    const { tasks, clock } = this.world;
    const key = this.#clashKey(call, clash);
    if (clash.forMs === undefined) return tasks.running(key)[0];
    const last = tasks.newest(key);
    return last && clock.now() < last.startedAt + clash.forMs ? last : undefined;
  }

  #key(about: string, ...rest: string[]): string[] {
    return [this.words.service, this.words.kind, about, ...rest];
  }

  #idKey({ account, body }: Caller, id: string): string[] {
    const { idHolds = "inApp", room = "" } = this.words;
    const app = idHolds === "everywhere" ? "" : this.appOf(body);
    return this.#key("id", account, app, idHolds === "inRoom" ? textOfMember(body, room) : "", id);
  }

  #quotaKey({ account, body }: Caller): string[] {
    return this.#key("quota", account, this.words.quota?.perAccount ? "" : this.appOf(body));
  }

  #robotKey({ account, body }: Caller): string[] {
    const { robot, room = "" } = this.words;
    return this.#key("robot", account, this.appOf(body), textOfMember(body, room), robot?.of(body) ?? "");
  }

  #clashKey({ account, body }: Caller, clash: Clash): string[] {
    const about = `clash ${this.words.clashes?.indexOf(clash)}`;
    return this.#key(about, account, this.appOf(body), clash.by(body));
  }
}

/** Where a one-shot job stands that waits first and is processed then. */
export function progressOf(
  task: Task,
  now: number,
): { state: "waiting" | "processing" | "ended"; percent: number } {
  if (task.endedAt !== undefined) return { state: "ended", percent: 100 };
  const total = task.limits.find(({ reason }) => reason === "done")?.afterMs ?? task.waitingMs;
  const processed = now - task.startedAt - task.waitingMs;
  if (processed < 0) return { state: "waiting", percent: 0 };
  return { state: "processing", percent: Math.floor((100 * processed) / (total - task.waitingMs)) };
}

function answered(answer: Refusal | JsonValue): JsonValue {
  if (answer instanceof Refusal) throw answer;
  return answer;
}

/** Apps and ids are numbers here and texts there. */
function textOfMember(body: JsonObject, name: string): string {
  return String(member(body, name) ?? "");
}

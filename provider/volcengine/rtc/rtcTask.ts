import { foundAs } from "../../core/found";
import { type Context, Existing } from "../../core/lifecycle";
import { isOpen } from "../../core/window";
import { hour } from "../../http/clock";
import { isKind, type MediaError, UserError, unless } from "../../http/errors";
import { incomplete } from "../../http/reply";
import { type connectRtc, type TaskTold, wasRunning } from "./Rtc";

/** What the inputs of every task have. */
interface TaskInputs {
  readonly appId: string;
  readonly roomId: string;
  readonly taskId?: string | undefined;
}

/** Where the vendor has a task. */
type Place = Parameters<ReturnType<typeof connectRtc>["getRecordTask"]>[0];

/** A kind of task, and the calls that start and read one. */
interface TaskCalls<Client, Inputs, Task> {
  /** What it is, for example "recording". */
  readonly noun: string;
  start(
    client: Client,
    order: Inputs & Place,
    options: { onRepeat(error: MediaError): void },
  ): Promise<{ readonly result?: string | undefined }>;
  read(
    client: Client,
    place: Place,
  ): Promise<{ readonly result?: { readonly task?: Task | undefined } | undefined }>;
  /** The action that reads it. */
  readonly readAction: string;
}

/** A reading fails for tasks that were started longer ago. */
const readableFor = 72 * hour;

const taskIdLength = 128;

/** What the vendor's numbers for a task mean. */
const statuses = { 1: "accepted", 2: "running", 3: "ended", 4: "failed" } as const;

/** The region that tasks are started in. */
function regionOf(context: Context): string {
  return context.account.region ?? "cn-north-1";
}

function dateOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** What tasks have in common: the caller chooses the id, so that a repeated start meets the first one. */
export function rtcTask<Client, Inputs extends TaskInputs, Task extends TaskTold>({
  noun,
  start,
  read,
  readAction,
}: TaskCalls<Client, Inputs, Task>) {
  const placeOf = (inputs: Inputs, context: Context) => ({
    ...inputs,
    taskId: inputs.taskId ?? context.deriveId(taskIdLength),
    region: regionOf(context),
  });

  /** Whether the vendor shows one of this id that is not over. */
  async function isRunning(client: Client, place: Place): Promise<boolean> {
    const { status } = (await unless(read(client, place), "not-found"))?.result?.task ?? {};
    return status === 1 || status === 2;
  }

  function taken({ roomId, taskId }: Place): UserError {
    return new UserError(
      `taskId "${taskId}" is used by a ${noun} that runs in room ${roomId} already. ` +
        `What to do: choose another taskId or leave it out, or take that ${noun} over with lifecycle.adopt`,
    );
  }

  return {
    repeatedStart: "recognised",

    importId: ["appId", "roomId", "taskId"],

    readableFor,

    async start(client: Client, inputs: Inputs, context: Context) {
      const order = placeOf(inputs, context);
      // An id that the program names may be anybody's: if the answer is lost, nothing tells afterwards.
      if (inputs.taskId !== undefined && (await isRunning(client, order))) throw taken(order);
      let lost = false;
      const onRepeat = ({ outcome }: MediaError) => {
        lost ||= outcome === "unknown";
      };
      const isThere = await start(client, order, { onRepeat }).then(
        ({ result }) => wasRunning(result),
        (error: unknown) => {
          if (!isKind(error, "already-exists")) throw error;
          return true;
        },
      );
      const { taskId, region } = order;
      const outputs = { taskId, status: "accepted", region } as const;
      // The repeat of a start whose answer was lost meets the first one.
      if (!isThere || lost) return { ...outputs, startedAt: dateOf(context.runtime.clock.now()) };
      // A derived id is this resource's own; one that the program names may be anybody's.
      if (inputs.taskId === undefined) return new Existing(outputs);
      throw taken(order);
    },

    async find(client: Client, inputs: Inputs, context: Context) {
      const place = placeOf(inputs, context);
      return (await isRunning(client, place)) ? place.taskId : undefined;
    },

    exclusive: ({ appId, roomId, taskId }: Inputs) =>
      taskId === undefined ? [] : [`the ${noun} "${taskId}" of room ${roomId} of application ${appId}`],

    label: (inputs: Inputs, context: Context) =>
      `${noun} "${placeOf(inputs, context).taskId}" of room ${inputs.roomId}`,

    adopt: (taskId: string, _inputs: Inputs, context: Context) =>
      ({ taskId, status: "accepted", region: regionOf(context) }) as const,

    /** Reads one; `more` is what its kind has besides. */
    async observe<More extends object>(
      client: Client,
      state: Place & { readonly startedAt?: string | undefined },
      context: Context,
      more: (task: Task) => More,
    ) {
      const { result } = await read(client, state);
      // An answer that is cut short must not pass for one that knows no such task.
      if (result === undefined && isOpen(readableFor, state, context))
        throw incomplete(`Volcengine rtc ${readAction}`, "Result");
      const task = result?.task;
      if (task === undefined)
        return { phase: "gone", reason: `the vendor does not know the ${noun}`, silent: true } as const;
      const { status, startTime, endTime, stopReason } = task;
      const isEarlier = endTime !== undefined && endTime < Date.parse(state.startedAt ?? "");
      // The same inputs give the same id: those of an hour ago, before two changes, had it too.
      if (isEarlier && (status === 3 || status === 4))
        return {
          phase: "gone",
          reason: `the vendor shows an earlier ${noun} of this id only`,
        } as const;
      const endedAt = dateOf(endTime);
      const reason = `${stopReason || "no reason given"}${endedAt ? ` at ${endedAt}` : ""}`;
      const startedAt = dateOf(startTime) ?? state.startedAt;
      return foundAs(statuses, status, { ...more(task), startedAt, endedAt }, reason);
    },
  } as const;
}

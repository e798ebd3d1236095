import { foundAs } from "../../core/found";
import type { Context } from "../../core/lifecycle";
import { isOpen } from "../../core/window";
import { hour } from "../../http/clock";
import { unless } from "../../http/errors";
import { incomplete } from "../../http/reply";
import type { TaskTold } from "./Rtc";
import { dateOf, type Place, rtcStart, type StartCalls, type TaskInputs } from "./rtcStart";

/** The answer to a reading. */
interface Told<Task> {
  readonly result?: { readonly task?: Task | undefined } | undefined;
}

/** A kind of task, and the calls that start and read one. */
interface TaskCalls<Client, Inputs, Task> extends Omit<StartCalls<Client, Inputs>, "isRunning"> {
  read(client: Client, place: Place): Promise<Told<Task>>;
  /** The action that reads it. */
  readonly readAction: string;
}

/** A reading fails for tasks that were started longer ago. */
const readableFor = 72 * hour;

/** What the vendor's numbers for a task mean. */
const statuses = { 1: "accepted", 2: "running", 3: "ended", 4: "failed" } as const;

/** Whether a task is not over, by the answer to its reading. */
export async function isRunning(told: Promise<Told<TaskTold>>): Promise<boolean> {
  const { status } = (await unless(told, "not-found"))?.result?.task ?? {};
  return status === 1 || status === 2;
}

/** What tasks in a room have in common that are read one by one. */
export function rtcTask<Client, Inputs extends TaskInputs, Task extends TaskTold>({
  noun,
  read,
  readAction,
  ...calls
}: TaskCalls<Client, Inputs, Task>) {
  return {
    ...rtcStart({
      noun,
      ...calls,
      isRunning: (client: Client, place: Place) => isRunning(read(client, place)),
    }),

    readableFor,

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

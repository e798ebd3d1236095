import { type Context, Existing } from "../../core/lifecycle";
import { UserError } from "../../http/errors";
import type { connectRtc } from "./Rtc";
import { type OnRepeat, startedOr, startUnderId } from "./startUnderId";

/** What the inputs of every task in a room have. */
export interface TaskInputs {
  readonly appId: string;
  readonly roomId: string;
  readonly taskId?: string | undefined;
}

/** Where the vendor has a task. */
export type Place = Parameters<ReturnType<typeof connectRtc>["getRecordTask"]>[0];

/** A kind of task, and the calls that start one and tell whether it runs. */
export interface StartCalls<Client, Inputs> {
  /** What it is, for example "recording". */
  readonly noun: string;
  start(
    client: Client,
    order: Inputs & Place,
    options: OnRepeat,
  ): Promise<{ readonly result?: string | undefined }>;
  /** Whether the vendor shows one of this id that is not over. */
  isRunning(client: Client, place: Place): Promise<boolean>;
  /** The same of another kind, where both have their ids from one room. */
  isAnotherRunning?(client: Client, place: Place): Promise<boolean>;
}

const taskIdLength = 128;

/** The region that tasks are started in. */
export function regionOf(context: Context): string {
  return context.account.region ?? "cn-north-1";
}

/** A time of the vendor's, in milliseconds, as ISO 8601. */
export function dateOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** The inputs of a task, with where the vendor has it. */
export function placeIn<Inputs extends TaskInputs>(inputs: Inputs, context: Context) {
  return {
    ...inputs,
    taskId: inputs.taskId ?? context.deriveId(taskIdLength),
    region: regionOf(context),
  };
}

/** That an id is somebody's, or may be; `why` stands in front. */
export function taken(noun: string, { roomId, taskId }: Place, why = ""): UserError {
  return new UserError(
    `${why}taskId "${taskId}" is used by another ${noun} that runs in room ${roomId} already. ` +
      `What to do: choose another taskId or leave it out, or take that ${noun} over with lifecycle.adopt`,
  );
}

/** How tasks in a room start: the caller chooses the id, so that a repeated start meets the first one. */
export function rtcStart<Client, Inputs extends TaskInputs>({
  noun,
  start,
  isRunning,
  isAnotherRunning = async () => false,
}: StartCalls<Client, Inputs>) {
  const isTaken = async (client: Client, place: Place) =>
    (await isRunning(client, place)) || (await isAnotherRunning(client, place));

  return {
    repeatedStart: "recognised",

    importId: ["appId", "roomId", "taskId"],

    async start(client: Client, inputs: Inputs, context: Context) {
      const order = placeIn(inputs, context);
      // An id that the program names may be anybody's: if the answer is lost, nothing tells afterwards.
      if (inputs.taskId !== undefined && (await isTaken(client, order))) throw taken(noun, order);
      const started = await startUnderId((options) => start(client, order, options));
      const { taskId, region } = order;
      const outputs = { taskId, status: "accepted", region } as const;
      const id = { isNamed: inputs.taskId !== undefined, wasFree: true };
      const result = startedOr(() => taken(noun, order), started, id, outputs);
      if (result instanceof Existing) return result;
      return { ...result, startedAt: dateOf(context.runtime.clock.now()) };
    },

    async find(client: Client, inputs: Inputs, context: Context) {
      const place = placeIn(inputs, context);
      return (await isRunning(client, place)) ? place.taskId : undefined;
    },

    exclusive: ({ appId, roomId, taskId }: Inputs) =>
      taskId === undefined ? [] : [`the ${noun} "${taskId}" of room ${roomId} of application ${appId}`],

    label: (inputs: Inputs, context: Context) =>
      `${noun} "${placeIn(inputs, context).taskId}" of room ${inputs.roomId}`,

    adopt: (taskId: string, _inputs: Inputs, context: Context) =>
      ({ taskId, status: "accepted", region: regionOf(context) }) as const,
  } as const;
}

import { z } from "zod";
import { byDefault, type Fields, fields } from "./fields";
import type { Kind, WaitFor } from "./traits";

const duration = z
  .string()
  .regex(/^0*[1-9]\d*(ms|s|m|h)$/, 'a number above 0 with a unit, for example "90s", "10m" or "1h"');

const timeouts = fields({
  /**
   * How long create may take, waiting included.
   * @default "10m" ("30m" for jobs and applications)
   */
  create: duration.optional(),
  /**
   * How long an update may take.
   * @default "10m" ("30m" for jobs and applications)
   */
  update: duration.optional(),
  /**
   * How long a delete may take.
   * @default "10m" ("30m" for jobs and applications)
   */
  delete: duration.optional(),
});

const options = fields({
  /**
   * Whether the task is to run. `stopped`: it is stopped, or not started at all, and the resource stays, with the
   * status "stopped": nothing of it is billed, refresh and delete make no call, and changes of inputs wait for the next
   * start, those among them that replace otherwise. Outputs stay as they were read last; the id of what has never been
   * started is empty. With onDelete `stopAndWait`, the stop waits for the end, too; with `adopt`, what that names is
   * stopped. `running`: it is started again, as an update in place: another task at the vendor, with another id.
   */
  desired: byDefault("running", z.enum(["running", "stopped"])),
  /**
   * What refresh and the next `pulumi up` do when the task ended by itself (idle room, time limit, failure).
   * `keep`: the status says so, nothing is restarted, nothing is billed. `restart`: the next up starts it again,
   * as an update in place. `fail`: the next preview or up ends in an error that says when and why it ended.
   */
  onEnded: byDefault("keep", z.enum(["keep", "restart", "fail"])),
  /**
   * How long create waits: until the vendor accepted the start, until the task runs, or until the job is done.
   */
  waitFor: z.enum(["accepted", "running", "completed"]).optional(),
  /**
   * How long each operation may take. Pulumi's `customTimeouts`, which dynamic resources do not get, go before these.
   */
  timeouts: timeouts.optional(),
  /**
   * What delete does. `stop`: stops the task; one that ended already or is unknown is a success. `stopAndWait`: also
   * waits until the vendor says that it ended. `leave`: forgets it and lets it run.
   */
  onDelete: byDefault("stop", z.enum(["stop", "stopAndWait", "leave"])),
  /** The id of something that exists already: create takes it over instead of starting another one. */
  adopt: z.string().min(1).optional(),
  /** Any values; when one of them changes, the task is replaced: the job runs again. */
  triggers: z.array(z.unknown()).optional(),
  /**
   * The profile whose account this resource belongs to: the name of one in `tencentcloud:profiles` or
   * `volcengine:profiles`, or of one whose keys the environment has, as `TENCENTCLOUD_SECRET_ID_LIVE` for "live".
   * @default the account of the stack's own configuration
   */
  profile: z.string().min(1).optional(),
});

/** Every lifecycle option there is. A resource takes those that mean something for its kind. */
export const lifecycleOptions = options;

/** The lifecycle options of a resource that can wait for these. */
export function lifecycleOptionsFor([first, ...more]: readonly WaitFor[]): Fields {
  if (first === undefined) return options;
  return z.strictObject({ ...options.shape, waitFor: z.enum([first, ...more]).optional() });
}

/** The name of a lifecycle option. */
export type LifecycleOption = keyof z.input<typeof options>;

/** The options that mean something for each kind of resource. */
export const lifecycleOptionsOf = {
  task: ["desired", "onEnded", "waitFor", "timeouts", "onDelete", "adopt", "triggers", "profile"],
  job: ["onEnded", "waitFor", "timeouts", "onDelete", "adopt", "triggers", "profile"],
  entity: ["waitFor", "timeouts", "onDelete", "adopt", "triggers", "profile"],
  setting: ["timeouts", "onDelete", "triggers", "profile"],
} as const satisfies Record<Kind, readonly LifecycleOption[]>;

/** The options of a task as the published declarations name them; what it can wait for differs from task to task. */
export type TaskLifecycleArgs = Pick<
  LifecycleOptions,
  Exclude<(typeof lifecycleOptionsOf)["task"][number], "waitFor">
>;

/** Lifecycle options as a program passes them. */
export type LifecycleOptions = z.input<typeof options>;

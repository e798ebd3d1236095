import { at } from "../../sdk/core/path";
import { hour, readable } from "../http/clock";
import type { Context } from "./lifecycle";
import type { Session } from "./session";

/** For how long after its start the vendor answers for something, in milliseconds; a function where inputs say it. */
export type Window<Inputs> = number | ((inputs: Inputs) => number);

/** The length of a window in milliseconds; without end where there is none. */
export function windowLength<Inputs>(window: Window<Inputs> | undefined, inputs: Inputs): number {
  return typeof window === "function" ? window(inputs) : (window ?? Number.POSITIVE_INFINITY);
}

/** Whether a window is open still; that of something whose start nobody knows may not be. */
export function isOpen<Values>(
  window: Window<Values> | undefined,
  values: Values,
  { startedAt, runtime }: Pick<Context, "startedAt" | "runtime">,
): boolean {
  if (window === undefined) return true;
  // The vendor's own time, where it has told one.
  const began = Date.parse(String(at(values, ["startedAt"]))) || (startedAt ?? Number.NEGATIVE_INFINITY);
  return runtime.clock.now() <= began + windowLength(window, values);
}

/** What to know and to do once the vendor takes no calls for something any more. */
export const closed =
  'it may still run, and nothing can be told or done here. What to do: end it otherwise (it ends when its room is empty); then set lifecycle.onDelete to "leave" to let Pulumi forget it';

/** Warns where the vendor soon takes no calls for something any more, or takes none already. */
export function warnOfWindow(
  session: Pick<Session, "lifecycle" | "inputs" | "startedAt" | "runtime" | "warn">,
): void {
  const { lifecycle, inputs, startedAt, runtime } = session;
  const length = windowLength(lifecycle.controlledFor, inputs);
  if (startedAt === undefined || length === Number.POSITIVE_INFINITY) return;
  const left = startedAt + length - runtime.clock.now();
  if (left > Math.min(24 * hour, length / 2)) return;
  const end = new Date(startedAt + length).toISOString();
  const until = `the vendor takes calls for it until ${end} only, ${readable(length)} after its start`;
  session.warn(
    left > 0
      ? `${until}; then it may run on, and can be neither changed nor stopped here. What to do: change lifecycle.triggers before, which starts another one in its place; or see to it that it ends by itself`
      : `${until}: ${closed}`,
  );
}

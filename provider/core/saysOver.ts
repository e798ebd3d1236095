import { readable } from "./clock";
import { isKind, type MediaError, UserError } from "./errors";
import type { Session } from "./session";

/** Whether a vendor's error says that it is over. */
export function saysOver(error: unknown, { context, lifecycle }: Session): error is MediaError {
  if (!isKind(error, "not-found", "ended")) return false;
  const { runtime, startedAt = Number.POSITIVE_INFINITY } = context;
  const { controlledFor = Number.POSITIVE_INFINITY } = lifecycle;
  if (error.kind === "ended" || runtime.clock.now() <= startedAt + controlledFor) return true;
  throw new UserError(
    `${error.summary}. The vendor takes calls for it within ${readable(controlledFor)} after its start only: it may still run, and nothing can be told or done here. ` +
      'What to do: end it otherwise (it ends when its room is empty); then set lifecycle.onDelete to "leave" to let Pulumi forget it',
  );
}

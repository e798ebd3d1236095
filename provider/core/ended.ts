import type { Contract } from "../../sdk/core/contract";
import { readable } from "../http/clock";
import { isKind, type MediaError, UserError } from "../http/errors";
import type { Session } from "./session";
import { startAgain } from "./startAgain";
import type { State } from "./state";
import { closed, windowLength } from "./window";

/** Whether something can end by itself, and then stays in the state as ended instead of being created again. */
export function endsByItself({ kind }: Contract): boolean {
  return kind === "task" || kind === "job";
}

/** Whether a vendor's error says that it is over. */
export function saysOver(error: unknown, session: Session): error is MediaError {
  if (!isKind(error, "not-found", "ended")) return false;
  const { lifecycle, inputs, runtime, startedAt = Number.POSITIVE_INFINITY } = session;
  const length = windowLength(lifecycle.controlledFor, inputs);
  if (error.kind === "ended" || runtime.clock.now() <= startedAt + length) return true;
  throw new UserError(
    `${error.summary}. The vendor takes calls for it within ${readable(length)} after its start only: ${closed}`,
  );
}

/** What an update fails with where the options ask for that. */
export function endedError(reason: string): UserError {
  return new UserError(
    `it ended by itself: ${reason}. What to do: set lifecycle.onEnded to "restart" to start it again, or to "keep" to leave it`,
  );
}

/** An update of something that is over: starts it again, or leaves it, as the options say. */
export async function updateEnded(session: Session, state: State): Promise<State> {
  const { onEnded = "keep" } = session.options;
  const { ended = "unknown" } = state.kept;
  if (onEnded === "fail") throw endedError(ended);
  if (onEnded === "keep") {
    session.warn(`it ended by itself (${ended}) and is not started again (lifecycle.onEnded is keep)`);
    return state;
  }
  return startAgain(session, state);
}

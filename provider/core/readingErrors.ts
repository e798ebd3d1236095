import { hour } from "../http/clock";
import { MediaError } from "../http/errors";
import { endsByItself } from "./ended";
import type { Observation } from "./lifecycle";
import type { Session } from "./session";
import type { Properties } from "./state";
import { isOpen, windowLength } from "./window";

/** What an error says of what was read, where it says anything. */
function answerIn(error: unknown): Observation<Properties> {
  if (!(error instanceof MediaError)) throw error;
  const { kind, message: reason, summary: refusal } = error;
  if (kind === "not-found") return { phase: "gone", reason, silent: true, refusal };
  if (kind !== "ended" && kind !== "failed") throw error;
  return { phase: "ended", reason, outputs: { status: kind, statusReason: reason } };
}

/**
 * Reads a task or job, taking the vendor's errors as an answer too: that it is over, that it failed, and that nobody
 * knows it, which says nothing once the vendor has stopped telling of it.
 */
export async function readingErrors(
  session: Session,
  values: Properties,
  read: () => Promise<Observation<Properties>>,
): Promise<Observation<Properties>> {
  const { contract, readableFor, controlledFor } = session.lifecycle;
  if (!endsByItself(contract)) return read();
  const observation = await read().catch(answerIn);
  if (observation.phase !== "gone" || !observation.silent) return observation;
  // What the vendor forgets after it was done stays as it was read.
  if (values.status === "completed") return { phase: "completed", outputs: {} };
  const window = readableFor ?? controlledFor;
  if (isOpen(window, values, session)) return observation;
  const hours = windowLength(window, values) / hour;
  const reason = `it was started more than ${hours} hours ago, and the vendor reads younger ones only`;
  return { phase: "unverified", reason, outputs: { status: "unverified", statusReason: reason } };
}

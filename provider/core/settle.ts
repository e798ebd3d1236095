import type { WaitFor } from "../../sdk/core/traits";
import { messageOf } from "../http/errors";
import { fullIdOf } from "./importId";
import { type Session, visibleWithin } from "./session";
import { observed, ownerOf, type State, valuesOf } from "./state";
import { untold } from "./untold";

/** Why a verb failed although something exists now: the stack is to keep it. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";
  constructor(
    readonly state: State,
    reason: string,
  ) {
    super(reason);
  }
}

/** Something exists: finishes it, and waits. What fails here is gone on with by the next up. */
export async function complete(session: Session, state: State, finish: () => Promise<State>): Promise<State> {
  const { host, lifecycle } = session;
  host.run.owners.set(fullIdOf(lifecycle, state), ownerOf(state));
  const missing = untold(lifecycle.contract, state);
  if (missing !== undefined) session.warn(missing);
  const unfinished = { ...state, kept: { ...state.kept, unfinished: true } };
  return settle(session, await guarding(unfinished, finish));
}

/** Waits as far as the options say; something exists. */
export function settle(session: Session, state: State): Promise<State> {
  return guarding(state, () => wait(session, state));
}

/** From here on something exists: whatever fails, the stack keeps it. */
async function guarding(state: State, work: () => Promise<State>): Promise<State> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PartlyDone ? error : new PartlyDone(state, messageOf(error));
  }
}

async function wait(session: Session, state: State): Promise<State> {
  const { lifecycle, options, runtime } = session;
  const { contract } = lifecycle;
  const waitFor: WaitFor = options.waitFor ?? contract.waitFor[0] ?? "accepted";
  if (waitFor === "accepted") return state;
  const began = runtime.clock.now();
  let status = "";
  const what = () => `${contract.type} to be ${waitFor}${status}`;
  return session.poll(what, async () => {
    const observation = await session.observe(state);
    const { phase } = observation;
    if (phase === "gone" && runtime.clock.now() - began < visibleWithin) return undefined;
    const seen = observed(contract, state, observation);
    const values = valuesOf(seen);
    const progress = typeof values.progress === "number" ? ` (${values.progress} %)` : "";
    status = typeof values.status === "string" ? `; it is ${values.status}${progress}` : "";
    if (phase === "ended" || phase === "gone") {
      throw new PartlyDone(
        seen,
        `it ended before it was ${waitFor}: ${observation.reason}. What to do: mend the cause, then change lifecycle.triggers to run it again`,
      );
    }
    const isReached =
      phase === "unverified" ||
      phase === "completed" ||
      (waitFor === "running" && phase === "active" && observation.running);
    return isReached ? seen : undefined;
  });
}

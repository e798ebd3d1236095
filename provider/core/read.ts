import { endsByItself } from "./ended";
import type { Observation } from "./lifecycle";
import { requireOutputs, seen } from "./seen";
import { type Session, visibleWithin } from "./session";
import { observed, type Properties, type State } from "./state";
import { warnOfWindow } from "./window";

/** Brings a state up to date; undefined where nothing is there any more and nothing is to be told of it. */
export async function read(session: Session, state: State): Promise<State | undefined> {
  const { contract } = session.lifecycle;
  requireOutputs(session, state);
  await seen(session, state);
  if (state.kept.stopped) return state;
  const observation = await observe(session, state);
  if (observation.phase === "gone" && !endsByItself(contract)) return undefined;
  const found = observed(contract, state, observation);
  if (found.kept.ended !== undefined && state.kept.ended === undefined) {
    session.warn(`it ended by itself: ${found.kept.ended}`);
  }
  if (found.kept.ended === undefined) warnOfWindow(session);
  return found;
}

/** Reads it; right after its start, again until the vendor's reads show it. */
function observe(session: Session, state: State): Promise<Observation<Properties>> {
  const { runtime, startedAt = Number.NEGATIVE_INFINITY } = session;
  return session.poll("the vendor to show it", async () => {
    const observation = await session.observe(state);
    const isFresh = runtime.clock.now() < startedAt + visibleWithin;
    return observation.phase === "gone" && isFresh ? undefined : observation;
  });
}

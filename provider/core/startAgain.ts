import { fullIdOf } from "./importId";
import type { Session } from "./session";
import { Starting } from "./starting";
import type { Resource, State } from "./state";

/** What is started in the place of something that is over or stopped: the same again, and another task. */
export function nextOf({ urn, inputs, kept: { createdAt, restarts = 0 } }: Resource): Resource {
  return { urn, inputs, kept: { createdAt, restarts: restarts + 1 } };
}

/** Starts another one in the place of one that is over or stopped, as the inputs say now. */
export function startAgain(session: Session, state: State): Promise<State> {
  const { host, lifecycle, resource } = session;
  // The vendor may take a moment to end what was stopped: that is waited for, and never taken for the new one.
  if (state.kept.stopped) host.run.deleted.add(fullIdOf(lifecycle, state));
  // From the inputs alone: what was derived or read of the other one does not hold for the next one.
  return new Starting(session.as(nextOf({ ...resource, kept: state.kept }))).begin();
}

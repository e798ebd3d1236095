import { UserError } from "../http/errors";
import { endsByItself, saysOver } from "./ended";
import { fullIdOf } from "./importId";
import { isForgotten, type Observation } from "./lifecycle";
import type { Session } from "./session";
import { isOwnedBy, ownerOf, type Properties, type State } from "./state";

/** Stops or deletes something, where it is this state's; gives what was read of its end, where that is waited for. */
export async function stop(session: Session, state: State): Promise<Observation<Properties> | undefined> {
  const { host, lifecycle, options } = session;
  const id = fullIdOf(lifecycle, state);
  host.run.deleted.add(id);
  const owner = host.run.owners.get(id);
  if (owner !== undefined && owner !== ownerOf(state)) {
    if (host.run.takenOver.has(id) && isOwnedBy(state.urn, owner)) throw takenOver();
    session.say("left as it is: another resource took it over");
    return undefined;
  }
  try {
    await session.stop(state);
  } catch (error) {
    if (!saysOver(error, session)) throw error;
    session.say("it was over already");
    return undefined;
  }
  // What the vendor cannot delete, and does not end by itself, would be waited for in vain.
  const ends = !(isForgotten(lifecycle) || lifecycle.outlivesStop) || endsByItself(lifecycle.contract);
  return options.onDelete === "stopAndWait" && ends ? waitForEnd(session, state) : undefined;
}

function waitForEnd(session: Session, state: State): Promise<Observation<Properties>> {
  return session.poll("the end of it", async () => {
    const observation = await session.observe(state);
    if (observation.phase === "unverified")
      session.warn(`its end could not be waited for: ${observation.reason}`);
    return observation.phase === "active" ? undefined : observation;
  });
}

/** A replacement that was to start another one has this one now. */
function takenOver(): UserError {
  return new UserError(
    "it was to be replaced, and its replacement took it over instead of starting another one: nothing was replaced. What to do: run pulumi up again, which goes on with it; to replace it, change lifecycle.triggers, without lifecycle.adopt",
  );
}

import { UserError } from "../http/errors";
import { endsByItself, saysOver } from "./ended";
import { fullIdOf } from "./importId";
import { isForgotten } from "./lifecycle";
import { closeStart, requireOutputs } from "./seen";
import type { Session } from "./session";
import { isOwnedBy, ownerOf, type State } from "./state";

/** Stops or deletes what a state stands for, as far as its options say and it is this state's. */
export async function remove(session: Session, state: State): Promise<void> {
  const { host, lifecycle, options } = session;
  await closeStart(session, state);
  const { onDelete = "stop" } = options;
  const id = fullIdOf(lifecycle, state);
  host.run.deleted.add(id);
  if (onDelete === "leave") return session.say("left as it is (lifecycle.onDelete is leave)");
  requireOutputs(session, state);
  const owner = host.run.owners.get(id);
  if (owner !== undefined && owner !== ownerOf(state)) {
    if (host.run.takenOver.has(id) && isOwnedBy(state.urn, owner)) throw takenOver();
    return session.say("left as it is: another resource took it over");
  }
  try {
    await session.stop(state);
  } catch (error) {
    if (saysOver(error, session)) return session.say("it was over already");
    throw error;
  }
  // What the vendor cannot delete, and does not end by itself, would be waited for in vain.
  const ends = !isForgotten(lifecycle) || endsByItself(lifecycle.contract);
  if (onDelete === "stopAndWait" && ends) await waitForEnd(session, state);
}

async function waitForEnd(session: Session, state: State): Promise<void> {
  await session.poll("the end of it", async () => {
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

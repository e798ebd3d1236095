import { UserError } from "../http/errors";
import { formOf, readImportId } from "./importId";
import { whyUnreadable } from "./lifecycle";
import type { Session } from "./session";
import { observed, type State } from "./state";
import { untold } from "./untold";

/**
 * The state of something that exists already: the inputs in its id, and what the vendor tells. The rest is the
 * program's, whose first update sends it.
 */
export async function importState(session: Session, text: string): Promise<State> {
  const { lifecycle, resource, runtime } = session;
  const { id, inputs } = readImportId(lifecycle, text);
  // As if it was started just now: what the vendor does not know is then not there, rather than too old to be told of.
  const reading = session.as({
    ...resource,
    inputs,
    kept: { startedAt: runtime.clock.now(), imported: true },
  });
  const named = reading.adopted(id);
  const observation = await reading.observe(named);
  if (observation.phase === "gone" || observation.phase === "ended") {
    throw new UserError(
      `"${text}" cannot be imported: ${observation.reason}. What to do: import what runs, with an id of the form ${formOf(lifecycle)}`,
    );
  }
  const found = observed(lifecycle.contract, named, observation);
  const missing = untold(lifecycle.contract, found);
  if (missing !== undefined) session.warn(missing);
  const reason =
    whyUnreadable(lifecycle) ?? (observation.phase === "unverified" ? observation.reason : undefined);
  if (reason !== undefined) session.warn(`that it is there could not be verified: ${reason}`);
  return { ...found, kept: { ...resource.kept, imported: true } };
}

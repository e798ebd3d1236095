import { z } from "zod";
import { fieldOf, keysOf } from "../../sdk/core/fields";
import { UserError } from "../http/errors";
import { journalPlaceOf } from "./config/journalPlace";
import { fullIdOf } from "./importId";
import { isJournaled } from "./lifecycle";
import type { Scene } from "./session";
import { StartJournal } from "./startJournal";
import { isStartOf } from "./startRecord";
import { inputsInForce, optionsOf, ownerOf, type State } from "./state";

/**
 * A resource of the program has something in its state: where it runs, and nobody has taken that over meanwhile, it is
 * its own.
 */
export async function seen(scene: Scene, state: State): Promise<void> {
  const { owners, takenOver } = scene.host.run;
  const id = fullIdOf(scene.lifecycle, state);
  if (!state.kept.stopped && !takenOver.has(id)) owners.set(id, ownerOf(state));
  await closeStart(scene, state);
}

/** The state holds a task: if a start of it is open in the journal, it is closed. */
export async function closeStart({ lifecycle, settings }: Scene, state: State): Promise<void> {
  if (!isJournaled(lifecycle, inputsInForce(lifecycle.contract, state))) return;
  try {
    const account = settings.account(lifecycle.vendor, optionsOf(state.inputs).profile);
    const journal = new StartJournal(journalPlaceOf(settings));
    const open = await journal.read(state.urn, account.endpoint(""));
    if (open && isStartOf(lifecycle, open, state)) await journal.remove(open.urn, open.endpoint);
  } catch (error) {
    // Without an account nothing was started with this configuration. A journal that cannot be used is no failure here
    // either; the next start says so.
    if (!(error instanceof UserError)) throw error;
  }
}

/** Without its id nothing could be told or stopped, and a request without it may mean another one. */
export function requireOutputs({ lifecycle }: Scene, state: State): void {
  const { outputs } = lifecycle.contract;
  const missing = keysOf(outputs).filter((key) => {
    const field = fieldOf(outputs, key);
    return field instanceof z.ZodType && !field.isOptional() && state.outputs[key] === undefined;
  });
  if (missing.length === 0) return;
  throw new UserError(
    `the state has no ${missing.join(", ")} for it: somebody changed the state. What to do: restore it from a backup; or remove the resource with \`pulumi state delete\` and take over what runs with lifecycle.adopt`,
  );
}

import { isKind, UserError } from "../http/errors";
import { canChange, compare } from "./diff";
import { fullIdOf, idInPlace, idOf } from "./importId";
import type { Session } from "./session";
import { complete, PartlyDone } from "./settle";
import { StartRecord } from "./startRecord";
import { inputsInForce, isToStop, observed, type State, stopped, withValues } from "./state";

/** What was to be taken over, and is no more. */
export class Over extends Error {
  override readonly name = "Over";
}

/** Sees that something is there and not over, and makes it what the inputs say; throws {@link Over}. */
export async function takeOver(session: Session, state: State): Promise<State> {
  const { host, lifecycle } = session;
  const { observation, seen } = await look(session, state);
  const taken = { ...state, outputs: seen.outputs };
  // The vendor does not tell all inputs, so they are sent. Where it cannot read, this also shows that it is there.
  const isUpdated = updates(session);
  if (observation.phase === "unverified" && !isUpdated) {
    session.warn(`that it is there could not be verified: ${observation.reason}`);
  }
  const update = isUpdated ? session.update(seen) : Promise.resolve({});
  await update.catch((error: unknown) => {
    if (isKind(error, "not-found", "ended")) throw new Over(error.message);
  });
  host.run.takenOver.add(fullIdOf(lifecycle, taken));
  return complete(session, taken, async () => withValues(lifecycle.contract, taken, await update));
}

/** Sees that something is there, and stops it; throws {@link Over} where nobody can tell that it ever was. */
async function stopTaken(session: Session, state: State): Promise<State> {
  const { observation, seen } = await look(session, state);
  const { contract } = session.lifecycle;
  try {
    if (observation.phase !== "ended") await session.stop(seen);
  } catch (error) {
    if (!isKind(error, "not-found", "ended")) throw error;
    if (observation.phase === "unverified") throw new Over(error.message);
  }
  session.say(`${idOf(session.lifecycle, seen)} is taken over and stopped (lifecycle.desired is stopped)`);
  return stopped(contract, { ...state, outputs: seen.outputs });
}

/** Makes what was imported what the program says: of its inputs, the vendor may not have told all. */
export async function takeOverImported(session: Session, before: State): Promise<State> {
  try {
    return await takeOver(session, session.adopted(idInPlace(session.lifecycle, before)));
  } catch (error) {
    if (!(error instanceof Over)) throw error;
    throw new UserError(
      `it was imported, and cannot become what the program says: ${error.message}. What to do: correct the program; or remove it with \`pulumi state delete\`, and import what it is to be`,
    );
  }
}

/** Takes over what the program names, to run or to be stopped. */
export async function adopt(session: Session, text: string): Promise<State> {
  const record = new StartRecord(session);
  const take = isToStop(session.options) ? stopTaken : takeOver;
  try {
    const state = await take(session, session.named(text));
    await record.forget();
    return state;
  } catch (error) {
    // Partly done, the state holds it too.
    if (error instanceof PartlyDone) await record.forget();
    throw notAdoptable(text, error);
  }
}

/**
 * Sees that what the program names can be taken over, before anything is stopped for it. What the vendor does not tell
 * is seen when it is taken over: by the update or the stop that this needs, where there is one.
 */
export async function verify(session: Session, text: string): Promise<void> {
  try {
    const { observation } = await look(session, session.named(text));
    const isShown = isToStop(session.options) || updates(session);
    if (observation.phase === "unverified" && !isShown) throw new Over(observation.reason);
  } catch (error) {
    throw notAdoptable(text, error);
  }
}

/** Reads what is to be taken over; throws {@link Over} where it is over, or cannot become what the inputs say. */
async function look(session: Session, state: State) {
  const { inputs, lifecycle, options } = session;
  const observation = await session.observe(state);
  const isOver = observation.phase === "ended" && !isToStop(options);
  if (observation.phase === "gone" || isOver) throw new Over(observation.reason);
  const seen = observed(lifecycle.contract, state, observation);
  const { replacing } = compare(lifecycle.contract, inputsInForce(lifecycle.contract, seen), inputs);
  if (replacing.length > 0) throw new Over(`it differs in ${replacing.join(", ")}, which cannot be changed`);
  return { observation, seen };
}

/** Whether the vendor changes anything of it while it runs, so that taking it over sends an update. */
function updates({ inputs, lifecycle }: Session): boolean {
  return lifecycle.update !== undefined && canChange(lifecycle.contract, inputs);
}

function notAdoptable(text: string, error: unknown): unknown {
  if (!(error instanceof Over)) return error;
  return new UserError(
    `lifecycle.adopt names "${text}", which cannot be taken over: ${error.message}. What to do: correct the id, or leave lifecycle.adopt out to start a new one`,
  );
}

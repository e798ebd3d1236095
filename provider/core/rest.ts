import type { Plan } from "./plan";
import type { Session } from "./session";
import { Starting } from "./starting";
import { openStartOf } from "./startRecord";
import { isToStop, optionsOf, type State, stopped, withValues } from "./state";
import { stop } from "./stop";
import { isUnknown } from "./unknowns";

/** Whether nothing of it runs before an update, or after it, because the program wants that. */
export function rests({ options }: Session, { kept }: State): boolean {
  return kept.stopped === true || isToStop(options);
}

/** What an update of something that rests is going to do, beside keeping its inputs. */
export async function planRest(
  session: Session,
  { kept }: State,
  { changed, isAdopting }: { readonly changed: readonly string[]; readonly isAdopting: boolean },
): Promise<Pick<Plan, "isDue" | "said">> {
  const { options } = session;
  const due = (line: string) => ({ isDue: true, said: [line] });
  if (isAdopting)
    return {
      isDue: true,
      said: isToStop(options) ? ["what lifecycle.adopt names is taken over and stopped"] : [],
    };
  if (isUnknown(options.desired))
    return due("it is stopped, and lifecycle.desired is not known yet: this update may start it");
  if (!isToStop(options)) return due("it is stopped; this update starts it");
  if (!kept.stopped) {
    const what = kept.ended === undefined ? "this update stops it" : `it ended (${kept.ended}), and stays so`;
    return due(`${what} (lifecycle.desired is stopped)`);
  }
  const open = await openStartOf(session);
  if (open !== undefined)
    return due(`an earlier run broke off its start of ${open.startedAt}: this update stops what that made`);
  const stays = "it stays stopped: what changes counts from its next start on";
  return { isDue: false, said: changed.length > 0 ? [stays] : [] };
}

/** Creates what is not to run. It has no id of the vendor's yet; the rest is as a start would have it. */
export async function createStopped(session: Session): Promise<State> {
  await new Starting(session).undo();
  session.say("nothing is started (lifecycle.desired is stopped)");
  return stopped(session.lifecycle.contract, { ...session.adopted(""), inputs: session.inputs });
}

/** Sees to it that nothing of a resource runs, and keeps what the program wants of it for the next start. */
export async function updateStopped(session: Session, before: State): Promise<State> {
  const { kept } = before;
  const isOver = kept.stopped === true || kept.ended !== undefined;
  const outputs = isOver ? before.outputs : await stopRunning(session, before);
  await new Starting(session).undo();
  return stopped(session.lifecycle.contract, { ...session.resource, outputs, kept });
}

/** Stops what runs, with the inputs and in the account that it was started with; gives its outputs. */
async function stopRunning(session: Session, before: State): Promise<State["outputs"]> {
  const { profile } = optionsOf(before.inputs);
  const inputs = { ...before.inputs, lifecycle: { ...session.options, profile } };
  const end = await stop(session.as({ ...before, inputs }), before);
  return withValues(session.lifecycle.contract, before, end?.outputs ?? {}).outputs;
}

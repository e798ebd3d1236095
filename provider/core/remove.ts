import { fullIdOf } from "./importId";
import { closeStart, requireOutputs } from "./seen";
import type { Session } from "./session";
import { openStartOf } from "./startRecord";
import type { State } from "./state";
import { stop } from "./stop";

/** Stops or deletes what a state stands for, as far as its options say and it is this state's. */
export async function remove(session: Session, state: State): Promise<void> {
  const { host, lifecycle, options } = session;
  await closeStart(session, state);
  host.run.deleted.add(fullIdOf(lifecycle, state));
  if (options.onDelete === "leave") return session.say("left as it is (lifecycle.onDelete is leave)");
  if (state.kept.stopped) return warnOfStart(session);
  requireOutputs(session, state);
  await stop(session, state);
}

/** What is stopped needs no call; what an earlier run may have started all the same keeps its record. */
async function warnOfStart(session: Session): Promise<void> {
  const open = await openStartOf(session);
  if (open === undefined) return;
  session.warn(
    `an earlier run sent a start of it at ${open.startedAt} and broke off: ${open.id ?? open.label} may run. What to do: run \`pulumi-media-tasks orphans\`, which finds it in the journal, and stops it with --stop`,
  );
}

import { compare } from "./diff";
import { endsByItself, saysOver, updateEnded } from "./ended";
import { updateStopped } from "./rest";
import { requireOutputs, seen } from "./seen";
import type { Session } from "./session";
import { PartlyDone, settle } from "./settle";
import { startAgain } from "./startAgain";
import { ended, inputsInForce, isToStop, type State, withValues } from "./state";
import { takeOverImported } from "./takeOver";

/** Makes what a state stands for what the session's inputs say. */
export async function update(session: Session, before: State): Promise<State> {
  const { inputs, lifecycle, resource } = session;
  const { contract } = lifecycle;
  requireOutputs(session, before);
  await seen(session, before);
  if (isToStop(session.options)) return updateStopped(session, before);
  const { kept, outputs } = before;
  if (kept.stopped) return startAgain(session, before);
  if (kept.imported) return takeOverImported(session, before);
  let state: State = { ...resource, outputs, kept: { ...resource.kept, ended: kept.ended } };
  if (kept.ended !== undefined) return updateEnded(session, state);

  const isUnfinished = kept.unfinished === true;
  if (isUnfinished) state = await session.finish(state);
  const { changed } = compare(contract, inputsInForce(contract, before), inputs);
  if (changed.length > 0 || isUnfinished) {
    try {
      state = withValues(contract, state, await session.update({ ...before, outputs: state.outputs }));
    } catch (error) {
      if (!endsByItself(contract) || !saysOver(error, session)) throw error;
      const reason = `it was over when it was to be updated: ${error.message}`;
      return updateEnded(session, ended(contract, state, reason));
    }
  }
  try {
    return await settle(session, state);
  } catch (error) {
    if (!(error instanceof PartlyDone) || !isForOptions(session, error.state)) throw error;
    return updateEnded(session, error.state);
  }
}

/** Whether the options decide what becomes of it: not of a job that failed while somebody waits for it. */
function isForOptions({ lifecycle: { contract }, options }: Session, { kept }: State): boolean {
  const isWaitedFor = contract.kind === "job" && (options.onEnded ?? "keep") === "keep";
  return endsByItself(contract) && kept.ended !== undefined && !isWaitedFor;
}

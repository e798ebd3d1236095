import { digestOf, taskIdentityOf } from "./identity";
import { idOf } from "./importId";
import type { OpenStart } from "./journal";
import type { Lifecycle } from "./lifecycle";
import type { State } from "./state";

/**
 * Whether an open start is that of what a state holds, so that it is settled: by its id; and where nobody knows that,
 * by what makes the task this one and no other. What was started before the start was sent is another one.
 */
export function isStartOf(lifecycle: Lifecycle, open: OpenStart, state: State): boolean {
  if (open.urn !== state.urn) return false;
  if (open.id !== undefined) return open.id === idOf(lifecycle, state);
  const since = state.kept.startedAt ?? state.kept.createdAt;
  if (since !== undefined && since < Date.parse(open.startedAt)) return false;
  return digestOf(taskIdentityOf(lifecycle.contract, state)) === open.identity;
}

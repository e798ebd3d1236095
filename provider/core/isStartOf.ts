import { taskIdentityOf } from "./createContext";
import { digestOf } from "./identity";
import { idOf } from "./importId";
import type { OpenStart } from "./journal";
import type { Lifecycle } from "./lifecycle";
import { givenInputs, numberAt, type Properties } from "./properties";

/**
 * Whether an open start is that of what a state holds, so that it is settled: by its id; and where nobody knows that,
 * by what makes the task this one and no other. What was started before the start was sent is another one.
 */
export function isStartOf(lifecycle: Lifecycle, open: OpenStart, state: Properties): boolean {
  if (open.urn !== state.__urn) return false;
  if (open.id !== undefined) return open.id === idOf(lifecycle, state);
  const since = numberAt(state, "__startedAt") ?? numberAt(state, "__createdAt");
  if (since !== undefined && since < Date.parse(open.startedAt)) return false;
  const { __urn, __restarts } = state;
  const wanted = { ...givenInputs(lifecycle.contract, state), __urn, __restarts };
  return digestOf(taskIdentityOf(lifecycle.contract, wanted)) === open.identity;
}

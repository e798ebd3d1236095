import type { Settings } from "./core/config/Settings";
import type { Host } from "./core/host";
import type { Lifecycle, Observation } from "./core/lifecycle";
import { Session, visibleWithin } from "./core/session";
import { inputsInForce, type Properties, type State } from "./core/state";

/** How a task or job is. */
export interface TaskView {
  /** The word for it: as the vendor has it, "stopped" where the program wants that, or "gone". */
  readonly status: string;
  /** Why it is over, or why the vendor cannot tell. */
  readonly reason: string | undefined;
  /** "unsure" where the vendor cannot tell. */
  readonly phase: "waiting" | "running" | "unsure" | "over";
  /** When it was started, in milliseconds since 1970, where that is known. */
  readonly startedAt: number | undefined;
  /** When it ended, where the vendor tells. */
  readonly endedAt: number | undefined;
}

/** A task in a state, and the time that one look at it may take, in milliseconds. */
interface Look {
  readonly lifecycle: Lifecycle;
  readonly state: State;
  readonly host: Host;
  readonly settings: Settings;
  readonly limit: number;
}

/** Asks the vendor how a task is; it changes nothing. Throws where the vendor cannot be asked. */
export async function lookAtTask({ lifecycle, state, host, settings, limit }: Look): Promise<TaskView> {
  const inputs = inputsInForce(lifecycle.contract, state);
  const session = new Session({ lifecycle, host, settings, limit }, { ...state, inputs }, "delete");
  const observation = await session.observe(state);
  const view = viewOf(observation, state);
  // Right after a start the vendor's reads may not show it yet.
  const isFresh =
    host.runtime.clock.now() < (state.kept.startedAt ?? Number.NEGATIVE_INFINITY) + visibleWithin;
  const clean = view.reason && session.redactor.clean(view.reason);
  return observation.phase === "gone" && isFresh
    ? { ...knownOf(state), status: "waiting", phase: "waiting", reason: undefined }
    : { ...view, reason: clean };
}

/** How a task is as far as a state tells; undefined where the vendor has to be asked. */
export function settledView(state: State): TaskView | undefined {
  if (state.kept.stopped) return { ...knownOf(state), status: "stopped", reason: undefined, phase: "over" };
  if (state.kept.ended === undefined) return undefined;
  return {
    ...knownOf(state),
    status: textIn(state.outputs, "status") ?? "ended",
    reason: state.kept.ended,
    phase: "over",
  };
}

function viewOf(observation: Observation<Properties>, state: State): TaskView {
  const outputs = { ...state.outputs, ...observation.outputs };
  const known = knownOf({ ...state, outputs });
  const status = textIn(observation.outputs ?? {}, "status");
  switch (observation.phase) {
    case "active": {
      const phase = observation.running ? "running" : "waiting";
      return { ...known, status: status ?? phase, reason: undefined, phase };
    }
    case "completed":
      return { ...known, status: status ?? "completed", reason: undefined, phase: "over" };
    case "ended":
    case "gone":
      return { ...known, status: status ?? observation.phase, reason: observation.reason, phase: "over" };
    case "unverified":
      return { ...known, status: "unverified", reason: observation.reason, phase: "unsure" };
  }
}

function knownOf({ outputs, kept }: State): Pick<TaskView, "startedAt" | "endedAt"> {
  const time = (key: string) => Date.parse(textIn(outputs, key) ?? "") || undefined;
  return { startedAt: time("startedAt") ?? kept.startedAt, endedAt: time("endedAt") };
}

function textIn(values: Properties, key: string): string | undefined {
  const value = values[key];
  return typeof value === "string" ? value : undefined;
}

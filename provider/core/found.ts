import type { Observation } from "./lifecycle";

const waiting = { phase: "active", running: false } as const;
const running = { phase: "active", running: true } as const;
const ended = { phase: "ended" } as const;

/** What each status of a task or job means. */
const meanings = {
  accepted: waiting,
  queued: waiting,
  waiting,
  processing: running,
  idle: running,
  ending: running,
  running,
  paused: running,
  completed: { phase: "completed" },
  aborted: ended,
  ended,
  failed: ended,
  unverified: { phase: "unverified" },
} as const;

/** How a task or job is. */
export type Status = keyof typeof meanings;

type Found<S, Outputs> = Observation<
  Outputs & { readonly status: S; readonly statusReason?: string | undefined }
>;

/** What a read of a task or job found. The reason counts where it is over, or where nobody can tell. */
export function found<S extends Status, Outputs extends object>(
  status: S,
  outputs: Outputs,
  reason: string = status,
): Found<S, Outputs> {
  const { phase } = meanings[status];
  const statusReason = phase === "ended" || phase === "unverified" ? reason : undefined;
  const observation = { ...meanings[status], reason, outputs: { ...outputs, status, statusReason } };
  return observation;
}

/** What a read found where the vendor has words of its own, or numbers, for how something is. */
export function foundAs<S extends Status, Outputs extends object>(
  statuses: Readonly<Record<string | number, S>>,
  vendors: string | number | undefined,
  outputs: Outputs,
  reason?: string,
): Found<S, Outputs> | Found<"unverified", Outputs> {
  const status = vendors === undefined ? undefined : statuses[vendors];
  if (status !== undefined) return found(status, outputs, reason);
  return found("unverified", outputs, `the vendor's status is ${JSON.stringify(vendors)}`);
}

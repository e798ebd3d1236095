const reasons: Readonly<Record<string, string>> = {
  AUTO: "AUTO: nothing happened for autoStopTimeout",
  USER_CALL: "USER_CALL: somebody stopped it",
  EXCEPTION: "EXCEPTION: something went wrong",
  FORCE_STOP: "FORCE_STOP: it was paused for more than 90 minutes, or lasted for more than 24 hours",
};

/** What the vendor's statuses mean of a task that ended for a reason, and the reason in words. */
export function finished<S extends string>(
  statuses: Readonly<Record<string, S | "ended">>,
  finishReason: string,
): { readonly statuses: Readonly<Record<string, S | "ended" | "failed">>; readonly reason: string } {
  const over = finishReason === "EXCEPTION" ? "failed" : "ended";
  const entries = Object.entries(statuses).map(([name, status]) => [
    name,
    status === "ended" ? over : status,
  ]);
  return { statuses: Object.fromEntries(entries), reason: reasons[finishReason] ?? finishReason };
}

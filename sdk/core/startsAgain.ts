import { isRecord } from "./isRecord";

/** Whether the update of something that is over, or stopped, starts another one in its place, or may do so. */
export function startsAgain(
  kept: { readonly ended?: unknown; readonly stopped?: unknown },
  lifecycle: unknown,
): boolean {
  const options = isRecord(lifecycle) ? lifecycle : {};
  if (options.desired === "stopped") return false;
  const isRestarted = typeof kept.ended === "string" && options.onEnded === "restart";
  return isRestarted || kept.stopped === true;
}

import type { Contract } from "../../sdk/core/contract";
import type { Source } from "../../sdk/core/facets";
import { partsAt } from "../../sdk/core/partsAt";
import { expiryProblem } from "../../sdk/core/pushAddress";
import type { Report } from "../../sdk/core/rules";
import { pushAddressesIn } from "./pushAddressesIn";

function numberOf(source: Source<string, number> | undefined, inputs: Record<string, unknown>): number {
  if (source === undefined) return 0;
  if (typeof source === "object" && "constant" in source) return source.constant;
  const { path, otherwise = 0 } = typeof source === "string" ? { path: source } : source;
  const [value = otherwise] = partsAt(inputs, path).map((part) => part.value);
  return typeof value === "number" ? value : 0;
}

/** How long a task runs at least, in seconds: until its time limit, or until nobody has sent for long enough. */
function leastSeconds({ facets }: Contract, inputs: Record<string, unknown>): number {
  const ends = (facets.duration ?? []).filter(({ at }) => at === undefined);
  return Math.max(
    0,
    ...ends.flatMap(({ maxSeconds, idleSeconds }) => [
      numberOf(maxSeconds, inputs),
      numberOf(idleSeconds, inputs),
    ]),
  );
}

/** Warns of push addresses that ended, or that end before the task can. */
export function warnOfEnds(
  contract: Contract,
  inputs: Record<string, unknown>,
  now: number,
  report: Report,
): void {
  for (const { path, address } of pushAddressesIn(contract, inputs)) {
    const problem = address.expiry && expiryProblem(address.expiry, now, leastSeconds(contract, inputs));
    if (problem !== undefined)
      report.warning(path, problem, "make an address that lasts as long as the task runs");
  }
}

import type { Contract } from "../../sdk/core/contract";
import { facetsOf } from "../../sdk/core/facetsOf";
import { expiryProblem } from "../../sdk/core/pushAddress";
import { readFacets } from "../../sdk/core/readFacets";
import { readerOf } from "../../sdk/core/reading";
import type { Report } from "../../sdk/core/rules";
import { pushAddressesIn } from "./pushAddressesIn";

/** How long a task runs at least, in seconds: until its time limit, or until nobody has sent for long enough. */
function leastSeconds(contract: Contract, inputs: Record<string, unknown>): number {
  const access = { inputs, reader: readerOf(), noteUnknown: () => undefined };
  const ends = readFacets("duration", facetsOf(contract).duration ?? [], access).filter(
    ({ at }) => at === "",
  );
  return Math.max(
    0,
    ...ends.flatMap(({ maxSeconds, idleSeconds }) => [maxSeconds.value ?? 0, idleSeconds.value ?? 0]),
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

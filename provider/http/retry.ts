import type { Clock } from "./clock";
import { MediaError } from "./errors";

/**
 * What a repeat of a call does. `read`: nothing. `deduplicated`: the vendor recognises it, or the second one finds
 * the work done (stop, upsert). `unsafe`: it starts or creates another one, so it is repeated only when the vendor
 * certainly did not act.
 */
export type Safety = "read" | "deduplicated" | "unsafe";

/** Retries that one account may still spend: when everything fails, retries stop for all of its resources. */
export interface RetryBudget {
  spend(cost: number): boolean;
  refund(cost: number): void;
}

/** A budget of 500, as the standard mode of the AWS SDKs has it. */
export function createRetryBudget(capacity = 500): RetryBudget {
  let left = capacity;
  return {
    spend(cost) {
      if (cost > left) return false;
      left -= cost;
      return true;
    },
    refund(cost) {
      left = Math.min(capacity, left + cost);
    },
  };
}

/** What {@link retry} needs to know. */
export interface RetryPolicy {
  readonly clock: Clock;
  readonly random: () => number;
  readonly safety: Safety;
  readonly budget: RetryBudget;
  /** No attempt begins after this time (milliseconds since 1970). */
  readonly deadline: number;
  readonly onRepeat?: OnRepeat | undefined;
}

/** Is told of a failure before the attempt that follows it, and how many there were. */
export type OnRepeat = (error: MediaError, failures: number) => void;

const maxAttempts = 3;
const maxDelay = 20_000;
const retryCost = 5;
const timeoutCost = 10;

function wasNotSent(error: MediaError): boolean {
  return error.outcome === "refused" && (error.kind === "network" || error.kind === "timeout");
}

/** The vendor had no room for it, and certainly did not act: worth waiting for as long as there is time. */
function isTurnedAway({ kind, outcome }: MediaError): boolean {
  return kind === "throttled" && outcome === "refused";
}

function mayRepeat(error: MediaError, safety: Safety): boolean {
  if (isTurnedAway(error)) return true;
  if (error.kind === "network" && error.outcome === "refused") return true;
  return error.outcome === "unknown" && safety !== "unsafe";
}

function delayBefore(error: MediaError, attempt: number, random: () => number): number {
  const base = error.kind === "throttled" ? 500 : 100;
  const backoff = Math.floor((0.5 + random() / 2) * Math.min(maxDelay, base * 2 ** attempt));
  if (error.retryAfter === undefined) return backoff;
  return Math.min(Math.max(error.retryAfter, backoff), backoff + maxDelay);
}

/**
 * Carries a call out, and again where that is safe, with exponential backoff and jitter: three attempts, and as many
 * as there is time for where the vendor turns it away. The account's budget bounds both.
 */
export async function retry<Result>(policy: RetryPolicy, attempt: () => Promise<Result>): Promise<Result> {
  let spent = 0;
  let mishaps = 0;
  let clockCorrected = false;
  let lost: MediaError | undefined;
  for (let failed = 0; ; ) {
    try {
      const result = await attempt();
      policy.budget.refund(spent || 1);
      return result;
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      if (error.clockOffset !== undefined && !clockCorrected) {
        clockCorrected = true;
        continue;
      }
      const delay = delayBefore(error, failed, policy.random);
      failed += 1;
      if (!isTurnedAway(error)) mishaps += 1;
      const cost = error.kind === "timeout" ? timeoutCost : retryCost;
      const inTime = policy.clock.now() + delay < policy.deadline;
      if (
        mishaps >= maxAttempts ||
        !inTime ||
        !mayRepeat(error, policy.safety) ||
        !policy.budget.spend(cost)
      ) {
        // That the last attempt was not sent does not tell what became of the one before.
        throw (wasNotSent(error) && lost) || error;
      }
      if (error.outcome === "unknown") lost = error;
      spent += cost;
      await policy.clock.sleep(delay);
      policy.onRepeat?.(error, failed);
    }
  }
}

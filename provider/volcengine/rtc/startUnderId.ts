import { Existing } from "../../core/lifecycle";
import { isKind, type MediaError, type UserError } from "../../http/errors";
import { wasRunning } from "./Rtc";

/** How calls that start something are repeated. */
export interface OnRepeat {
  onRepeat(error: MediaError): void;
}

/**
 * How a start under an id of the caller's went: it made something new; it was sent again, as an answer was lost, and
 * there is something now; or there was something before.
 */
export type Started = "new" | "again" | "there";

/** Starts something under an id of the caller's. */
export async function startUnderId(
  send: (options: OnRepeat) => Promise<{ readonly result?: string | undefined }>,
): Promise<Started> {
  let lost = false;
  const onRepeat = ({ outcome }: MediaError) => {
    lost ||= outcome === "unknown";
  };
  const isThere = await send({ onRepeat }).then(
    ({ result }) => wasRunning(result),
    (error: unknown) => {
      if (!isKind(error, "already-exists")) throw error;
      return true;
    },
  );
  if (!isThere) return "new";
  return lost ? "again" : "there";
}

/** What is known of an id before a start under it. */
interface Id {
  /** Whether the program names it. */
  readonly isNamed: boolean;
  /** Whether the vendor was asked, and had nothing of it that runs. */
  readonly wasFree: boolean;
}

/**
 * What a start under an id gives. A derived id is this resource's own; one that the program names may be anybody's.
 *
 * @param taken the error for one that is somebody's, or may be; `why` stands in front
 */
export function startedOr<Outputs>(
  taken: (why: string) => UserError,
  started: Started,
  { isNamed, wasFree }: Id,
  outputs: Outputs,
): Outputs | Existing<Outputs> {
  // The repeat of a start whose answer was lost meets the first one.
  const isOwn = started === "new" || (started === "again" && (!isNamed || wasFree));
  if (isOwn) return outputs;
  if (!isNamed) return new Existing(outputs);
  throw taken(started === "again" ? "the answer to its start was lost, and now " : "");
}

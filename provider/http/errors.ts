/** What kind of failure it was: all that decisions are made from. */
export type ErrorKind =
  | "not-found"
  | "ended"
  | "failed"
  | "already-exists"
  | "throttled"
  | "quota"
  | "auth"
  | "forbidden"
  | "invalid"
  | "conflict"
  | "unavailable"
  | "timeout"
  | "network"
  | "malformed"
  | "unknown";

/** Whether the vendor may have acted on the request that failed. */
export type Outcome = "refused" | "unknown";

/** What is known of a failed call. */
export interface Failure {
  readonly kind: ErrorKind;
  readonly outcome: Outcome;
  /** The call, for example "Tencent Cloud trtc StartPublishCdnStream". */
  readonly call: string;
  /** The vendor's code, or the transport's. */
  readonly code: string;
  /** The vendor's message, or what happened on the way. */
  readonly detail: string;
  readonly requestId?: string | undefined;
  /** What to do about it. */
  readonly advice?: string | undefined;
  /** How long the vendor asks to wait, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** The vendor's clock minus ours in milliseconds, when the vendor found the request's time wrong. */
  readonly clockOffset?: number | undefined;
}

/** What to do about a failure whose code does not tell more. */
const adviceOf: Readonly<Record<ErrorKind, string>> = {
  "not-found": "run `pulumi refresh`, which shows whether it is still there",
  ended: "run `pulumi refresh`; lifecycle.onEnded says what becomes of it",
  failed: "mend what the message names: the task failed for that",
  "already-exists": "take it over with lifecycle.adopt, or stop it and run this again",
  throttled: "try again later, or ask the vendor to raise the limit",
  quota: "stop tasks that are not needed, or ask the vendor to raise the quota",
  auth: "check the keys of the account",
  forbidden:
    "give the account the permission for this call, or switch the service on in the vendor's console",
  invalid: "correct the input that the message names; the vendor's page says what it may be",
  conflict: "run it again",
  unavailable: "run it again later; the vendor's status page tells of outages",
  timeout: "it may have been carried out: look at the vendor's console before running it again",
  network: "check the network, and run it again",
  malformed: "check whether a proxy on the way changes answers, and run it again",
  unknown: "look the code up on the vendor's page; nothing is repeated after a code that is not known",
};

/** A call of the vendor that failed, classified by the vendor's code, never by its message. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly kind: ErrorKind;
  readonly outcome: Outcome;
  readonly code: string;
  /** What failed and how, without what to do about it. */
  readonly summary: string;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  readonly clockOffset: number | undefined;

  constructor(failure: Failure, options?: ErrorOptions) {
    const request = failure.requestId ? ` (RequestId ${failure.requestId})` : "";
    const advice = failure.advice ?? adviceOf[failure.kind];
    const summary = `${failure.call} failed: ${failure.code}: ${failure.detail}${request}`;
    super(`${summary}. What to do: ${advice}`, options);
    this.summary = summary;
    this.kind = failure.kind;
    this.outcome = failure.outcome;
    this.code = failure.code;
    this.requestId = failure.requestId;
    this.retryAfter = failure.retryAfter;
    this.clockOffset = failure.clockOffset;
  }
}

/** The failed call, if that is what was thrown and it is of one of these kinds. */
export function isKind(error: unknown, ...kinds: ErrorKind[]): error is MediaError {
  return error instanceof MediaError && kinds.includes(error.kind);
}

/** What a call gives; undefined where it fails in one of these ways, or in any where none is named. */
export async function unless<Result>(
  call: Promise<Result>,
  ...kinds: ErrorKind[]
): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof MediaError && (kinds.length === 0 || kinds.includes(error.kind))) return undefined;
    throw error;
  }
}

/** A mistake that only the user can mend; the message says how. */
export class UserError extends Error {
  override readonly name: string = "UserError";
}

/** The text of anything that was thrown. By shape, not by class: errors of Node's core may come from another realm. */
export function messageOf(error: unknown): string {
  const message: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "message") : error;
  return typeof message === "string" ? message : String(error);
}

import { isRecord } from "../../sdk/core/isRecord";
import { parseJson } from "../../sdk/core/parseJson";
import { type ErrorCodes, meaningOf } from "./errorCodes";
import { type ErrorKind, MediaError } from "./errors";
import type { Protocol } from "./pipeline";
import type { HttpResponse } from "./transport";

/** The reply's JSON object; anything else is a failure whose outcome nobody knows. */
function jsonObject(call: string, response: HttpResponse): Record<string, unknown> {
  const failure = statusFailure(call, response);
  let content: unknown;
  try {
    content = parseJson(response.body);
  } catch {
    throw failure ?? malformed(call, response.status, "the reply is not JSON");
  }
  if (isRecord(content)) return content;
  throw failure ?? malformed(call, response.status, "the reply is not a JSON object");
}

/**
 * A reply, and its envelope: the member that says what failed. A failure is thrown, which may also be in a reply of
 * status 200.
 */
export function openReply(
  envelopeName: string,
  errorCodes: ErrorCodes,
  ...[call, response, now, action]: Parameters<Protocol["read"]>
): { readonly reply: Record<string, unknown>; readonly envelope: Record<string, unknown> } {
  const reply = jsonObject(call, response);
  const envelope = reply[envelopeName];
  const failure = statusFailure(call, response);
  if (!isRecord(envelope))
    throw failure ?? malformed(call, response.status, `the reply has no "${envelopeName}"`);
  const error = envelope.Error;
  if (isRecord(error)) {
    const code = textOf(error.Code) ?? "no code";
    const { kind, advice, isOfTime } = meaningOf(errorCodes, code, action);
    throw new MediaError({
      kind,
      outcome: kind === "unavailable" ? "unknown" : "refused",
      call,
      code,
      detail: textOf(error.Message) ?? "no message",
      advice,
      requestId: textOf(envelope.RequestId),
      retryAfter: retryAfter(response),
      clockOffset: isOfTime ? clockOffset(response, now) : undefined,
    });
  }
  if (failure) throw failure;
  return { reply, envelope };
}

/** A reply that cannot be what the vendor documents. The vendor may have acted. */
export function malformed(call: string, status: number, detail: string, requestId?: string): MediaError {
  return new MediaError({
    kind: "malformed",
    outcome: "unknown",
    call,
    code: `HTTP ${status}`,
    detail,
    requestId,
    advice: "check the endpoint, and a proxy that may stand between",
  });
}

/** A reply without a part that it has to have: nobody knows what the vendor did. */
export function incomplete(call: string, name: string): MediaError {
  return new MediaError({
    kind: "malformed",
    outcome: "unknown",
    call,
    code: "incomplete reply",
    detail: `the reply has no ${name}`,
    advice: "look at the vendor's console whether it was carried out before running it again",
  });
}

const statusKinds: Readonly<Record<number, ErrorKind>> = {
  401: "auth",
  403: "forbidden",
  404: "unknown",
  429: "throttled",
};

/** What a status other than 200 says, for replies that say nothing more. */
function statusFailure(call: string, response: HttpResponse): MediaError | undefined {
  if (response.status === 200) return undefined;
  const server = response.status >= 500;
  return new MediaError({
    kind: server ? "unavailable" : (statusKinds[response.status] ?? "malformed"),
    outcome: server ? "unknown" : "refused",
    call,
    code: `HTTP ${response.status}`,
    detail:
      response.status >= 300 && response.status < 400
        ? "the endpoint redirects, which is not followed"
        : "the endpoint gave no reason",
    retryAfter: retryAfter(response),
  });
}

/** Milliseconds that the reply asks to wait. A time is held against the reply's own, as the clocks may differ. */
function retryAfter({ headers }: HttpResponse): number | undefined {
  const text = headers["retry-after"] ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.parse(headers.date ?? "");
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The vendor's clock minus ours, from the reply's Date header. */
function clockOffset(response: HttpResponse, now: number): number | undefined {
  const theirs = Date.parse(response.headers.date ?? "");
  return Number.isNaN(theirs) ? undefined : theirs - now;
}

/** A text of a reply, if it is one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

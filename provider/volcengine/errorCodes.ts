import type { ErrorKind } from "../core/errors";

/** What each code means; from the vendor's error tables, matched as a whole. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  "InvalidParameter.ErrorActiveTaskNotFound": "not-found",
  "InvalidParameter.TaskAlreadyExists": "already-exists",
  "FlowLimitExceeded.TaskNumberOverLimit": "quota",
  MissingAuthenticationToken: "auth",
  MissingSignature: "auth",
  InvalidTimestamp: "auth",
  InvalidAccessKey: "auth",
  SignatureDoesNotMatch: "auth",
  InvalidAuthorization: "auth",
  InvalidCredential: "auth",
  InvalidSecretToken: "auth",
  LackPolicy: "forbidden",
  LackProjectPolicy: "forbidden",
  MissingParameter: "invalid",
  MissingRequestInfo: "invalid",
  ServiceNotFound: "invalid",
  InvalidActionOrVersion: "invalid",
  MethodNotAllowed: "invalid",
  FailToConnect: "unavailable",
  InternalServiceTimeout: "unavailable",
  InternalServiceError: "unavailable",
  ServiceUnavailableTemp: "unavailable",
};

/** What the codes of a category mean, where the whole code is not listed. Never "gone", never "ended". */
const categories: Readonly<Record<string, ErrorKind>> = {
  InvalidParameter: "invalid",
  AccessDenied: "forbidden",
  FlowLimitExceeded: "throttled",
  InternalError: "unavailable",
};

/** The kind of a Volcengine error code. */
export function volcengineErrorKind(code: string): ErrorKind {
  const category = code.split(".", 1)[0] ?? code;
  return kinds[code] ?? categories[category] ?? "unknown";
}

/** Codes that say that the request's time is off. */
export const volcengineClockCodes: ReadonlySet<string> = new Set(["InvalidTimestamp"]);

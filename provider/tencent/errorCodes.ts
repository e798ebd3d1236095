import type { ErrorKind } from "../core/errors";

/** What each code means; from the vendor's error tables, matched as a whole. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  // TRTC
  "AuthFailure.UnRealNameAuthenticated": "forbidden",
  "AuthFailure.UnauthorizedOperation": "forbidden",
  "AuthFailure.UnsupportedOperation": "forbidden",
  "FailedOperation.RestrictedConcurrency": "quota",
  "FailedOperation.RequestOutdated": "conflict",
  "FailedOperation.OutdateRequest": "conflict",
  "FailedOperation.TaskFinished": "ended",
  ResourceNotFound: "not-found",
  // GME
  "ResourceInUse.TaskInUse": "already-exists",
  "ResourceNotFound.TaskNotFound": "not-found",
  "ResourceNotFound.RoomNotFound": "not-found",
  "UnsupportedOperation.ServiceNotOpened": "forbidden",
  OperationDenied: "forbidden",
  // TIW
  "InvalidParameter.TaskNotFound": "not-found",
  "ResourceInUse.RecordUserId": "already-exists",
  "ResourceUnavailable.InterfaceUnAuthorized": "forbidden",
  "ResourceUnavailable.NotRegistered": "forbidden",
  "ResourceUnavailable.ServiceExpired": "forbidden",
  "UnauthorizedOperation.SdkAppId": "forbidden",
  // VOD
  "FailedOperation.InvalidVodUser": "forbidden",
  "InvalidParameterValue.SessionId": "already-exists",
  "InvalidParameterValue.TaskId": "not-found",
  // Common
  InternalError: "unavailable",
  ServiceUnavailable: "unavailable",
};

/** What the codes of a category mean, where the whole code is not listed. Never "gone", never "ended". */
const categories: Readonly<Record<string, ErrorKind>> = {
  AuthFailure: "auth",
  UnauthorizedOperation: "forbidden",
  UnsupportedOperation: "forbidden",
  RequestLimitExceeded: "throttled",
  // The vendor has no room for it right now: refused, and worth another try.
  ResourceInsufficient: "throttled",
  LimitExceeded: "quota",
  InternalError: "unavailable",
  InvalidParameter: "invalid",
  InvalidParameterValue: "invalid",
  MissingParameter: "invalid",
  UnknownParameter: "invalid",
  InvalidAction: "invalid",
  InvalidRequest: "invalid",
  UnsupportedRegion: "invalid",
};

/** The kind of a Tencent Cloud error code. */
export function tencentErrorKind(code: string): ErrorKind {
  const category = code.split(".", 1)[0] ?? code;
  return kinds[code] ?? categories[category] ?? "unknown";
}

/** Codes that say that the request's time is off; the reply's Date header then tells the right one. */
export const tencentClockCodes: ReadonlySet<string> = new Set(["AuthFailure.SignatureExpire"]);

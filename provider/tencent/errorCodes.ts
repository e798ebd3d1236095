import { type ErrorCodes, means } from "../http/errorCodes";

const keys =
  "tencentcloud:secretId and tencentcloud:secretKey, or TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY";
const allowAddress = "allow this machine's address where the console limits the key to some";

/** What several services' codes mean. */
export const meaning = {
  denied: means("forbidden", "give the account of the keys the permission for this call in CAM"),
  off: means(
    "forbidden",
    "switch the service on in the vendor's console, or ask the vendor to enable it for the account",
  ),
  unpaid: means("forbidden", "pay what is due, or renew the package of the service, in the vendor's console"),
  unverified: means("forbidden", "verify the identity of the account in the vendor's console"),
  application: means(
    "invalid",
    "check the application's id, and that the keys are those of the account that it belongs to",
  ),
  region: means("invalid", "check region and tencentcloud:region: this call is not served there"),
  inUse: means(
    "conflict",
    "wait until what uses it has ended, or stop that; the robot or recorder of a task has to be its own",
  ),
  gone: means("not-found"),
  ended: means("ended"),
  failed: means("failed"),
  exists: means("already-exists"),
} as const;

/** What the codes of all services mean; from the vendor's error tables, matched as a whole. */
export const tencentErrorCodes: ErrorCodes = {
  codes: {
    "AuthFailure.InvalidAuthorization": means("auth", "check whether a proxy on the way changes headers"),
    "AuthFailure.MFAFailure": means("auth", "use keys that need no second factor"),
    "AuthFailure.SecretIdNotFound": means(
      "auth",
      `the vendor has no such key id, or it is disabled: check ${keys}`,
    ),
    "AuthFailure.SignatureExpire": {
      ...means("auth", "set this machine's clock: it differs from the vendor's by more than five minutes"),
      isOfTime: true,
    },
    "AuthFailure.TokenFailure": means(
      "auth",
      "get new temporary keys: tencentcloud:securityToken is over, or does not belong to the key",
    ),
    "AuthFailure.UnRealNameAuthenticated": meaning.unverified,
    "AuthFailure.UnauthorizedOperation": meaning.denied,
    "AuthFailure.UnsupportedOperation": meaning.off,
    IpInBlacklist: means("forbidden", allowAddress),
    IpNotInWhitelist: means("forbidden", allowAddress),
    ResourceNotFound: meaning.gone,
  },
  categories: {
    ActionOffline: means("invalid", "update this package: the vendor has switched this call off"),
    AuthFailure: means("auth", `check ${keys}`),
    FailedOperation: means(
      "unknown",
      "read the message; if it does not tell, give the vendor's support the RequestId",
    ),
    InternalError: means("unavailable"),
    InvalidAction: means("invalid", "check the endpoint and the region: the vendor has no such call there"),
    InvalidParameter: means("invalid"),
    InvalidParameterValue: means("invalid"),
    InvalidRequest: means("invalid", "correct the input that the message names"),
    LimitExceeded: means("quota"),
    MissingParameter: means("invalid", "add the input that the message names"),
    NoSuchProduct: means("invalid", "check tencentcloud:endpoint"),
    NoSuchVersion: means("invalid", "check tencentcloud:endpoint"),
    OperationDenied: meaning.denied,
    RequestLimitExceeded: means("throttled"),
    RequestSizeLimitExceeded: means("invalid", "shorten the inputs: together they are too long"),
    // The vendor has no room for it right now: refused, and worth another try.
    ResourceInsufficient: means("throttled"),
    ResourceInUse: meaning.inUse,
    ResourceNotFound: meaning.application,
    ResourceUnavailable: meaning.off,
    ResponseSizeLimitExceeded: means("unknown", "run `pulumi refresh`, which shows how it is"),
    ServiceUnavailable: means("unavailable"),
    UnauthorizedOperation: meaning.denied,
    UnknownParameter: means(
      "invalid",
      "leave out the input that the message names: the site of this endpoint does not have it",
    ),
    UnsupportedOperation: meaning.off,
    UnsupportedProtocol: means("invalid", "check tencentcloud:endpoint, and a proxy that may stand between"),
    UnsupportedRegion: meaning.region,
  },
};

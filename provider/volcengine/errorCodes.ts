import { type ErrorCodes, means } from "../http/errorCodes";

const keys =
  "volcengine:accessKey and volcengine:secretKey, or VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY, and volcengine:region, which requests are signed for";
const permit = "give the account of the keys the permission for this call in IAM";
const endpoint = "check volcengine:endpoint and volcengine:region";
const between = "check whether a proxy on the way changes headers";

/** What the codes of the gateway, which all services share, mean; matched as a whole. */
export const volcengineErrorCodes: ErrorCodes = {
  codes: {
    InvalidAccessKey: means("auth", `the vendor has no such key id, or it is disabled: check ${keys}`),
    InvalidAuthorization: means("auth", between),
    InvalidCredential: means("auth", `check ${keys}`),
    InvalidSecretToken: means(
      "auth",
      "get new temporary keys: volcengine:sessionToken is over, or does not belong to the key",
    ),
    InvalidTimestamp: {
      ...means("auth", "set this machine's clock: it differs too much from the vendor's"),
      isOfTime: true,
    },
    MissingAuthenticationToken: means("auth", between),
    MissingSignature: means("auth", between),
    SignatureDoesNotMatch: means("auth", `check ${keys}`),
    LackPolicy: means("forbidden", permit),
    LackProjectPolicy: means("forbidden", permit),
    InvalidActionOrVersion: means("invalid", endpoint),
    MethodNotAllowed: means("invalid", endpoint),
    MissingParameter: means("invalid", "add the input that the message names"),
    MissingRequestInfo: means("invalid", "add the input that the message names"),
    ServiceNotFound: means("invalid", endpoint),
    FailToConnect: means("unavailable"),
    InternalServiceError: means("unavailable"),
    InternalServiceTimeout: means("unavailable"),
    ServiceUnavailableTemp: means("unavailable"),
  },
  categories: {
    AccessDenied: means("forbidden", permit),
    FlowLimitExceeded: means("throttled"),
    InternalError: means("unavailable"),
    InvalidParameter: means("invalid"),
  },
};

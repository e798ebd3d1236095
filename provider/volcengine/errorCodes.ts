import type { ErrorCodes } from "../core/errorCodes";

const keys =
  "volcengine:accessKey and volcengine:secretKey, or VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY, and volcengine:region, which requests are signed for";
const permit = "give the account of the keys the permission for this call in IAM";
const switchOn = "switch the service on for the application in the vendor's console";
const application = "check appId, and that the keys are those of the account that it belongs to";
const account =
  "correct accountId of the storage: the id of the Volcengine account that owns the bucket or space";
const endpoint = "check volcengine:endpoint and volcengine:region";
const between = "check whether a proxy on the way changes headers";

/** What each code means; from the vendor's error tables, matched as a whole. */
export const volcengineErrorCodes: ErrorCodes = {
  codes: {
    // Keys
    InvalidAccessKey: {
      kind: "auth",
      advice: `the vendor has no such key id, or it is disabled: check ${keys}`,
    },
    InvalidAuthorization: { kind: "auth", advice: between },
    InvalidCredential: { kind: "auth", advice: `check ${keys}` },
    InvalidSecretToken: {
      kind: "auth",
      advice: "get new temporary keys: volcengine:sessionToken is over, or does not belong to the key",
    },
    InvalidTimestamp: {
      kind: "auth",
      advice: "set this machine's clock: it differs too much from the vendor's",
    },
    MissingAuthenticationToken: { kind: "auth", advice: between },
    MissingSignature: { kind: "auth", advice: between },
    SignatureDoesNotMatch: { kind: "auth", advice: `check ${keys}` },
    // Permissions
    "AccessDenied.NoPermissionForApp": { kind: "forbidden", advice: application },
    "AccessDenied.RecordNotEnabled": { kind: "forbidden", advice: switchOn },
    "AccessDenied.ServiceNotEnabled": { kind: "forbidden", advice: switchOn },
    "InvalidParameter.IllegalAppId": { kind: "invalid", advice: application },
    "InvalidParameter.NotExistAppId": { kind: "invalid", advice: application },
    LackPolicy: { kind: "forbidden", advice: permit },
    LackProjectPolicy: { kind: "forbidden", advice: permit },
    // Tasks
    "FlowLimitExceeded.TaskNumberOverLimit": { kind: "quota" },
    "InvalidParameter.ErrorActiveTaskNotFound": { kind: "not-found" },
    "InvalidParameter.TaskAlreadyExists": { kind: "already-exists" },
    // Inputs
    "InvalidParameter.AccountIdMismatch": { kind: "invalid", advice: account },
    "InvalidParameter.EmptyAccountId": { kind: "invalid", advice: account },
    "InvalidParameter.InvalidRtmpAddress": {
      kind: "invalid",
      advice: "correct the push address: it begins with rtmp://",
    },
    InvalidActionOrVersion: { kind: "invalid", advice: endpoint },
    MethodNotAllowed: { kind: "invalid", advice: endpoint },
    MissingParameter: { kind: "invalid", advice: "add the input that the message names" },
    MissingRequestInfo: { kind: "invalid", advice: "add the input that the message names" },
    ServiceNotFound: { kind: "invalid", advice: endpoint },
    // The vendor's side
    FailToConnect: { kind: "unavailable" },
    InternalServiceError: { kind: "unavailable" },
    InternalServiceTimeout: { kind: "unavailable" },
    ServiceUnavailableTemp: { kind: "unavailable" },
  },
  categories: {
    AccessDenied: { kind: "forbidden", advice: permit },
    FlowLimitExceeded: { kind: "throttled" },
    InternalError: { kind: "unavailable" },
    InvalidParameter: { kind: "invalid" },
  },
};

/** Codes that say that the request's time is off. */
export const volcengineClockCodes: ReadonlySet<string> = new Set(["InvalidTimestamp"]);

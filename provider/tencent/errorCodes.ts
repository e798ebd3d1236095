import type { ErrorCodes } from "../core/errorCodes";

const keys =
  "tencentcloud:secretId and tencentcloud:secretKey, or TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY";
const permit = "give the account of the keys the permission for this call in CAM";
const switchOn =
  "switch the service on in the vendor's console, or ask the vendor to enable it for the account";
const pay = "pay what is due, or renew the package of the service, in the vendor's console";
const identify = "verify the identity of the account in the vendor's console";
const application =
  "check the application's id, and that the keys are those of the account that it belongs to";
const correct = "correct the input that the message names";
const allowAddress = "allow this machine's address where the console limits the key to some";
const inUse =
  "wait until what uses it has ended, or stop that; the robot or recorder of a task has to be its own";
const refresh = "run `pulumi refresh`, which shows how it is";

/** What each code means; from the vendor's error tables, matched as a whole. */
export const tencentErrorCodes: ErrorCodes = {
  codes: {
    // Keys
    "AuthFailure.InvalidAuthorization": {
      kind: "auth",
      advice: "check whether a proxy on the way changes headers",
    },
    "AuthFailure.MFAFailure": { kind: "auth", advice: "use keys that need no second factor" },
    "AuthFailure.SecretIdNotFound": {
      kind: "auth",
      advice: `the vendor has no such key id, or it is disabled: check ${keys}`,
    },
    "AuthFailure.SignatureExpire": {
      kind: "auth",
      advice: "set this machine's clock: it differs from the vendor's by more than five minutes",
    },
    "AuthFailure.TokenFailure": {
      kind: "auth",
      advice: "get new temporary keys: tencentcloud:securityToken is over, or does not belong to the key",
    },
    IpInBlacklist: { kind: "forbidden", advice: allowAddress },
    IpNotInWhitelist: { kind: "forbidden", advice: allowAddress },
    // Permissions and accounts
    "AuthFailure.UnRealNameAuthenticated": { kind: "forbidden", advice: identify },
    "AuthFailure.UnauthorizedOperation": { kind: "forbidden", advice: permit },
    "AuthFailure.UnsupportedOperation": { kind: "forbidden", advice: switchOn },
    "FailedOperation.InvalidVodUser": {
      kind: "forbidden",
      advice:
        "switch VOD on in the vendor's console; an application that was just created can be used some minutes later",
    },
    "FailedOperation.NotAbility": { kind: "forbidden", advice: switchOn },
    "FailedOperation.NotAllowed": { kind: "forbidden", advice: switchOn },
    "FailedOperation.SdkAppIdNotUnderAppId": { kind: "forbidden", advice: application },
    "FailedOperation.UserFeeNegative": { kind: "forbidden", advice: pay },
    "InvalidParameter.SdkAppId": { kind: "invalid", advice: application },
    "InvalidParameter.SdkAppIdNotFound": { kind: "invalid", advice: application },
    "InvalidParameterValue.InvalidBizId": { kind: "invalid", advice: application },
    "InvalidParameterValue.SubAppId": { kind: "invalid", advice: application },
    OperationDenied: { kind: "forbidden", advice: permit },
    "ResourceNotFound.ServiceNotExist": { kind: "forbidden", advice: switchOn },
    ResourceUnavailable: { kind: "forbidden", advice: switchOn },
    "ResourceUnavailable.InterfaceUnAuthorized": { kind: "forbidden", advice: switchOn },
    "ResourceUnavailable.NotRegistered": { kind: "forbidden", advice: switchOn },
    "ResourceUnavailable.ServiceExpired": { kind: "forbidden", advice: pay },
    "UnauthorizedOperation.CreateAppDenied": { kind: "forbidden", advice: permit },
    "UnauthorizedOperation.SdkAppId": { kind: "forbidden", advice: application },
    "UnauthorizedOperation.UnRealNameAuth": { kind: "forbidden", advice: identify },
    "UnsupportedOperation.ServiceNotOpened": { kind: "forbidden", advice: switchOn },
    // Tasks
    "FailedOperation.CRUnsupportMethod": {
      kind: "invalid",
      advice: "check the region and the application: this task was not started through this interface there",
    },
    "FailedOperation.OutdateRequest": { kind: "conflict" },
    "FailedOperation.Record": {
      kind: "unknown",
      advice: "mend what the message names: the task failed for that",
    },
    "FailedOperation.RequestOutdated": { kind: "conflict" },
    "FailedOperation.RestrictedConcurrency": { kind: "quota" },
    "FailedOperation.TaskExist": { kind: "already-exists" },
    "FailedOperation.TaskFinished": { kind: "ended" },
    "FailedOperation.TaskNotExist": { kind: "not-found" },
    "InvalidParameter.TaskNotFound": { kind: "not-found" },
    "InvalidParameterValue.TaskId": { kind: "not-found" },
    "LimitExceeded.TaskConcurrency": {
      kind: "quota",
      adviceFor: {
        CreateVideoGenerationTask:
          "try again later: generations cannot be stopped; or ask the vendor to raise the quota",
      },
    },
    ResourceInUse: { kind: "conflict", advice: inUse },
    "ResourceInUse.RecordUserId": { kind: "already-exists", advice: inUse },
    "ResourceInUse.TaskInUse": { kind: "already-exists" },
    ResourceNotFound: {
      kind: "not-found",
      // A list has no such thing in it; this says something of the account.
      kindFor: { DescribeSubAppIds: "forbidden" },
      adviceFor: {
        StartPublishCdnStream: application,
        DescribeSubAppIds: application,
      },
    },
    "ResourceNotFound.RoomNotFound": {
      kind: "not-found",
      advice: "check the application's id and roomId: the vendor has no such room",
    },
    "ResourceNotFound.TaskNotFound": {
      kind: "not-found",
      adviceFor: { StartRecord: "run it again: nothing was started" },
    },
    "UnsupportedOperation.TaskHasAlreadyStopped": { kind: "ended" },
    // Inputs
    "InvalidParameter.CallbackAddressFormatError": {
      kind: "invalid",
      advice: "correct callback: an address that begins with http:// or https://",
    },
    "InvalidParameterValue.FileId": {
      kind: "invalid",
      advice: "check fileInfo.fileId, and that subAppId is the application that has the file",
    },
    "InvalidParameterValue.SessionId": { kind: "already-exists" },
    "LimitExceeded.TranscodePagesLimitation": {
      kind: "invalid",
      advice: "split the document: it has too many pages",
    },
  },
  categories: {
    ActionOffline: { kind: "invalid", advice: "update this package: the vendor has switched this call off" },
    AuthFailure: { kind: "auth", advice: `check ${keys}` },
    FailedOperation: {
      kind: "unknown",
      advice: "read the message; if it does not tell, give the vendor's support the RequestId",
    },
    InternalError: { kind: "unavailable" },
    InvalidAction: {
      kind: "invalid",
      advice: "check the endpoint and the region: the vendor has no such call there",
    },
    InvalidParameter: { kind: "invalid" },
    InvalidParameterValue: { kind: "invalid" },
    InvalidRequest: { kind: "invalid", advice: correct },
    LimitExceeded: {
      kind: "quota",
      adviceFor: {
        CreateAigcVideoRedrawTask:
          "try again later: a redraw that runs cannot be stopped; or ask the vendor to raise the quota",
        CreateSubAppId: "destroy applications that are not needed, or ask the vendor to raise the quota",
      },
    },
    MissingParameter: { kind: "invalid", advice: "add the input that the message names" },
    NoSuchProduct: { kind: "invalid", advice: "check tencentcloud:endpoint" },
    NoSuchVersion: { kind: "invalid", advice: "check tencentcloud:endpoint" },
    RequestLimitExceeded: { kind: "throttled" },
    RequestSizeLimitExceeded: { kind: "invalid", advice: "shorten the inputs: together they are too long" },
    // The vendor has no room for it right now: refused, and worth another try.
    ResourceInsufficient: { kind: "throttled" },
    ResourceInUse: { kind: "conflict", advice: inUse },
    ResourceNotFound: { kind: "invalid", advice: application },
    ResourceUnavailable: { kind: "forbidden", advice: switchOn },
    ResponseSizeLimitExceeded: { kind: "unknown", advice: refresh },
    ServiceUnavailable: { kind: "unavailable" },
    UnauthorizedOperation: { kind: "forbidden", advice: permit },
    UnknownParameter: {
      kind: "invalid",
      advice: "leave out the input that the message names: the site of this endpoint does not have it",
    },
    UnsupportedOperation: { kind: "forbidden", advice: switchOn },
    UnsupportedProtocol: {
      kind: "invalid",
      advice: "check tencentcloud:endpoint, and a proxy that may stand between",
    },
    UnsupportedRegion: {
      kind: "invalid",
      advice: "check region and tencentcloud:region: this call is not served there",
    },
  },
};

/** Codes that say that the request's time is off; the reply's Date header then tells the right one. */
export const tencentClockCodes: ReadonlySet<string> = new Set(["AuthFailure.SignatureExpire"]);

import { describe, expect, test } from "@jest/globals";
import { facts } from "../../local/vendors/facts";
import { meaningOf } from "../../provider/core/errorCodes";
import { MediaError } from "../../provider/core/errors";
import { tencentErrorCodes } from "../../provider/tencent/errorCodes";
import { volcengineErrorCodes } from "../../provider/volcengine/errorCodes";
import { operations } from "../contract/operations";

/** Codes that may answer any call of a vendor, from its pages on errors. */
const common = {
  tencent: [
    "ActionOffline",
    ...["InvalidAuthorization", "InvalidSecretId", "MFAFailure", "SecretIdNotFound", "SignatureExpire"].map(
      (code) => `AuthFailure.${code}`,
    ),
    ...["SignatureFailure", "TokenFailure", "UnauthorizedOperation"].map((code) => `AuthFailure.${code}`),
    "InternalError",
    "InvalidAction",
    "InvalidParameter",
    "InvalidParameterValue",
    "InvalidRequest",
    "IpInBlacklist",
    "IpNotInWhitelist",
    "LimitExceeded",
    "MissingParameter",
    "NoSuchProduct",
    "NoSuchVersion",
    "RequestLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "RequestSizeLimitExceeded",
    "ResourceInUse",
    "ResourceInsufficient",
    "ResourceNotFound",
    "ResourceUnavailable",
    "ServiceUnavailable",
    "UnauthorizedOperation",
    "UnknownParameter",
    "UnsupportedOperation",
    "UnsupportedProtocol",
    "UnsupportedRegion",
  ],
  volcengine: [
    "MissingAuthenticationToken",
    "MissingSignature",
    "InvalidTimestamp",
    "InvalidAccessKey",
    "SignatureDoesNotMatch",
    "InvalidAuthorization",
    "InvalidCredential",
    "InvalidSecretToken",
    "LackPolicy",
    "LackProjectPolicy",
    "AccessDenied",
    "MissingParameter",
    "MissingRequestInfo",
    "ServiceNotFound",
    "InvalidActionOrVersion",
    "MethodNotAllowed",
    "InternalError",
    "InternalError.GenerateTokenFailed",
    "FailToConnect",
    "InternalServiceTimeout",
    "InternalServiceError",
    "ServiceUnavailableTemp",
    "FlowLimitExceeded",
    "FlowLimitExceeded.QPSOverLimit",
    "FlowLimitExceeded.TaskNumberOverLimit",
    "InvalidParameter.IllegalRoomID",
    "InvalidParameter.BodyIsEmpty",
  ],
} as const;

const tables = { tencent: tencentErrorCodes, volcengine: volcengineErrorCodes } as const;
type Vendor = keyof typeof tables;

function vendorOf(service: string): Vendor {
  return service === "volcengineRtc" ? "volcengine" : "tencent";
}

/** The message of a failed call, as its user reads it. */
function messageFor(vendor: Vendor, action: string, code: string): string {
  const { kind, advice } = meaningOf(tables[vendor], code, action);
  return new MediaError({ kind, advice, code, outcome: "refused", call: action, detail: "The reason." })
    .message;
}

/** Codes that say nothing but that something failed. */
const vague = new Set(["FailedOperation", "FailedOperation.Record"]);

describe.each(operations)("$service $action", ({ service, action }) => {
  const vendor = vendorOf(service);
  const documented = [...(facts[service].actions[action]?.errors ?? []), ...common[vendor]];

  test.each(documented)("%s has a kind, and a sentence on what to do", (code) => {
    const { kind } = meaningOf(tables[vendor], code, action);
    if (!vague.has(code)) expect(kind).not.toBe("unknown");
    expect(messageFor(vendor, action, code)).toMatch(/^\S.* failed: \S+: The reason\.\. What to do: .{10,}/);
  });

  test("only what says so counts as gone or over", () => {
    const over = documented.filter((code) =>
      ["not-found", "ended"].includes(meaningOf(tables[vendor], code, action).kind),
    );
    expect(over.filter((code) => !/NotFound|NotExist|TaskId$|Finished|AlreadyStopped/.test(code))).toEqual(
      [],
    );
  });
});

test.each<[Vendor, action: string, code: string, words: RegExp]>([
  ["tencent", "CreateVideoGenerationTask", "ResourceUnavailable.ServiceExpired", /pay what is due, or renew/],
  ["tencent", "CreateApp", "FailedOperation.UserFeeNegative", /pay what is due/],
  ["tencent", "StartPublishCdnStream", "AuthFailure.UnRealNameAuthenticated", /verify the identity/],
  ["tencent", "CreateApp", "UnauthorizedOperation.UnRealNameAuth", /verify the identity/],
  [
    "tencent",
    "SetTranscodeCallback",
    "UnauthorizedOperation.SdkAppId",
    /check the application's id, and .* account/,
  ],
  ["tencent", "StartRecord", "InvalidParameterValue.InvalidBizId", /check the application's id/],
  ["tencent", "StartRecord", "AuthFailure.SignatureExpire", /set this machine's clock/],
  ["volcengine", "StartRecord", "InvalidTimestamp", /set this machine's clock/],
  [
    "tencent",
    "CreateVideoGenerationTask",
    "LimitExceeded.TaskConcurrency",
    /try again later: generations cannot/,
  ],
  [
    "tencent",
    "CreateAigcVideoRedrawTask",
    "LimitExceeded.Quota",
    /try again later: a redraw that runs cannot/,
  ],
  ["tencent", "CreateSubAppId", "LimitExceeded", /destroy applications that are not needed/],
  ["tencent", "CreateAigcVideoRedrawTask", "InvalidParameterValue.FileId", /check fileInfo\.fileId/],
  ["tencent", "StartOnlineRecord", "LimitExceeded.TaskConcurrency", /stop tasks that are not needed/],
  ["tencent", "StartRecord", "FailedOperation", /read the message; .* RequestId/],
  ["tencent", "StartRecord", "InvalidParameter", /correct the input that the message names/],
  ["tencent", "StartRecord", "MissingParameter", /add the input that the message names/],
  ["tencent", "StartRecord", "ResourceInUse", /wait until what uses it has ended/],
  ["tencent", "StopRecord", "ResourceNotFound", /pulumi refresh/],
  ["tencent", "StartPublishCdnStream", "ResourceNotFound", /check the application's id/],
  ["tencent", "StartRecord", "IpNotInWhitelist", /allow this machine's address/],
  [
    "tencent",
    "StartRecord",
    "AuthFailure.TokenFailure",
    /get new temporary keys: tencentcloud:securityToken/,
  ],
  ["volcengine", "StartRecord", "InvalidSecretToken", /get new temporary keys: volcengine:sessionToken/],
  ["volcengine", "StartRecord", "InvalidCredential", /volcengine:accessKey .* and volcengine:region/],
  ["volcengine", "StartRecord", "SignatureDoesNotMatch", /volcengine:region, which requests are signed for/],
  ["volcengine", "StartRecord", "AccessDenied.RecordNotEnabled", /switch the service on for the application/],
  ["volcengine", "StartRecord", "InvalidParameter.EmptyAccountId", /correct accountId of the storage/],
])("%s %s: %s", (vendor, action, code, words) => {
  expect(messageFor(vendor, action, code)).toMatch(words);
});

test.each<[Vendor, code: string, kind: string]>([
  ["tencent", "FailedOperation.TaskNotExist", "not-found"],
  ["tencent", "FailedOperation.TaskExist", "already-exists"],
  ["tencent", "UnsupportedOperation.TaskHasAlreadyStopped", "ended"],
  ["tencent", "FailedOperation.TaskFinished", "ended"],
  ["tencent", "NoSuchCode.OfAnyDocument", "unknown"],
  ["volcengine", "NoSuchCode", "unknown"],
])("%s %s is of the kind %s", (vendor, code, kind) => {
  expect(meaningOf(tables[vendor], code, "AnyAction").kind).toBe(kind);
});

test.each(["tencent", "volcengine"] as const)(
  "advice of %s names no setting of the other vendor",
  (vendor) => {
    const { codes, categories } = tables[vendor];
    const other = vendor === "tencent" ? /volcengine|VOLCENGINE/ : /tencentcloud|TENCENTCLOUD/;
    for (const { advice = "", adviceFor = {} } of [...Object.values(codes), ...Object.values(categories)])
      for (const text of [advice, ...Object.values(adviceFor)]) expect(text).not.toMatch(other);
  },
);

import { describe, expect, test } from "@jest/globals";
import { facts } from "../../local/vendors/facts";
import { meaningOf } from "../../provider/http/errorCodes";
import { MediaError } from "../../provider/http/errors";
import { gmeErrorCodes } from "../../provider/tencent/gme/errorCodes";
import { tiwErrorCodes } from "../../provider/tencent/tiw/errorCodes";
import { trtcErrorCodes } from "../../provider/tencent/trtc/errorCodes";
import { vodErrorCodes } from "../../provider/tencent/vod/errorCodes";
import { rtcErrorCodes } from "../../provider/volcengine/rtc/errorCodes";
// What pages list for the actions that the facts do not have.
import furtherActions from "../fixtures/errorCodes.json";

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

const tables = {
  trtc: trtcErrorCodes,
  gme: gmeErrorCodes,
  tiw: tiwErrorCodes,
  vod: vodErrorCodes,
  volcengineRtc: rtcErrorCodes,
} as const;
type Service = keyof typeof tables;
const services = ["trtc", "gme", "tiw", "vod", "volcengineRtc"] as const;

function vendorOf(service: Service): keyof typeof common {
  return service === "volcengineRtc" ? "volcengine" : "tencent";
}

/** The message of a failed call, as its user reads it. */
function messageFor(service: Service, action: string, code: string): string {
  const { kind, advice } = meaningOf(tables[service], code, action);
  return new MediaError({ kind, advice, code, outcome: "refused", call: action, detail: "The reason." })
    .message;
}

const further: Partial<Record<Service, Readonly<Record<string, readonly string[]>>>> = furtherActions;
const actions = services.flatMap((service) => [
  ...Object.entries(facts[service].actions).map(([action, { errors = [], errorsMainlandOnly = [] }]) => ({
    service,
    action,
    errors: [...errors, ...errorsMainlandOnly],
  })),
  ...Object.entries(further[service] ?? {}).map(([action, errors]) => ({ service, action, errors })),
]);

test("each service has actions", () => {
  for (const service of services)
    expect(actions.filter((one) => one.service === service).length).toBeGreaterThan(5);
});

describe.each(actions)("$service $action", ({ service, action, errors }) => {
  const documented = [...errors, ...common[vendorOf(service)]];
  const kindOf = (code: string) => meaningOf(tables[service], code, action).kind;

  test.each(documented)("%s has a kind, and a sentence on what to do", (code) => {
    // The one code that says nothing but that something failed.
    if (code !== "FailedOperation") expect(kindOf(code)).not.toBe("unknown");
    expect(messageFor(service, action, code)).toMatch(/^\S.* failed: \S+: The reason\.\. What to do: .{10,}/);
  });

  test("only what says so counts as gone or over", () => {
    const over = documented.filter((code) => ["not-found", "ended"].includes(kindOf(code)));
    expect(over.filter((code) => !/NotFound|NotExist|TaskId$|Finished|AlreadyStopped/.test(code))).toEqual(
      [],
    );
  });

  test("a task counts as failed only where it is read, or could not be done", () => {
    const failed = documented.filter((code) => kindOf(code) === "failed");
    if (!action.startsWith("Describe"))
      expect(failed.filter((code) => code !== "FailedOperation.Transcode")).toEqual([]);
  });
});

test.each<[Service, action: string, code: string, words: RegExp]>([
  ["tiw", "CreateVideoGenerationTask", "ResourceUnavailable.ServiceExpired", /pay what is due, or renew/],
  ["gme", "CreateApp", "FailedOperation.UserFeeNegative", /pay what is due/],
  ["trtc", "StartPublishCdnStream", "AuthFailure.UnRealNameAuthenticated", /verify the identity/],
  ["gme", "CreateApp", "UnauthorizedOperation.UnRealNameAuth", /verify the identity/],
  [
    "tiw",
    "SetTranscodeCallback",
    "UnauthorizedOperation.SdkAppId",
    /check the application's id, and .* account/,
  ],
  ["gme", "StartRecord", "InvalidParameterValue.InvalidBizId", /check the application's id/],
  ["gme", "StartRecord", "AuthFailure.SignatureExpire", /set this machine's clock/],
  ["volcengineRtc", "StartRecord", "InvalidTimestamp", /set this machine's clock/],
  [
    "tiw",
    "CreateVideoGenerationTask",
    "LimitExceeded.TaskConcurrency",
    /try again later: generations cannot/,
  ],
  ["vod", "CreateAigcVideoRedrawTask", "LimitExceeded.Quota", /try again later: a redraw that runs cannot/],
  ["vod", "CreateSubAppId", "LimitExceeded", /destroy applications that are not needed/],
  ["vod", "CreateAigcVideoRedrawTask", "InvalidParameterValue.FileId", /check fileInfo\.fileId/],
  ["tiw", "StartOnlineRecord", "LimitExceeded.TaskConcurrency", /stop tasks that are not needed/],
  ["gme", "StartRecord", "FailedOperation", /read the message; .* RequestId/],
  ["gme", "StartRecord", "InvalidParameter", /correct the input that the message names/],
  ["gme", "StartRecord", "MissingParameter", /add the input that the message names/],
  ["gme", "StartRecord", "ResourceInUse", /wait until what uses it has ended/],
  ["gme", "StopRecord", "ResourceNotFound", /pulumi refresh/],
  ["trtc", "StartPublishCdnStream", "ResourceNotFound", /check the application's id/],
  ["gme", "StartRecord", "IpNotInWhitelist", /allow this machine's address/],
  ["gme", "StartRecord", "AuthFailure.TokenFailure", /get new temporary keys: tencentcloud:securityToken/],
  ["volcengineRtc", "StartRecord", "InvalidSecretToken", /get new temporary keys: volcengine:sessionToken/],
  ["volcengineRtc", "StartRecord", "InvalidCredential", /volcengine:accessKey .* and volcengine:region/],
  [
    "volcengineRtc",
    "StartRecord",
    "SignatureDoesNotMatch",
    /volcengine:region, which requests are signed for/,
  ],
  [
    "volcengineRtc",
    "StartRecord",
    "AccessDenied.RecordNotEnabled",
    /switch the service on for the application/,
  ],
  ["volcengineRtc", "StartRecord", "InvalidParameter.EmptyAccountId", /correct accountId of the storage/],
])("%s %s: %s", (service, action, code, words) => {
  expect(messageFor(service, action, code)).toMatch(words);
});

test.each<[Service, action: string, code: string, kind: string]>([
  ["trtc", "StopWebRecord", "FailedOperation.TaskNotExist", "not-found"],
  ["trtc", "StartWebRecord", "FailedOperation.TaskExist", "already-exists"],
  ["trtc", "StopStreamIngest", "FailedOperation.TaskFinished", "ended"],
  ["tiw", "StopOnlineRecord", "UnsupportedOperation.TaskHasAlreadyStopped", "ended"],
  ["tiw", "DescribeVideoGenerationTask", "FailedOperation.Record", "failed"],
  ["tiw", "DescribeTranscode", "InvalidParameter.FileFormatUnsupported", "failed"],
  ["tiw", "CreateTranscode", "InvalidParameter.FileFormatUnsupported", "invalid"],
  ["vod", "DescribeTaskDetail", "ResourceNotFound", "not-found"],
  ["vod", "DescribeSubAppIds", "ResourceNotFound", "forbidden"],
  // What another service of the vendor means by a code says nothing here.
  ["gme", "StartRecord", "FailedOperation.TaskExist", "unknown"],
  ["trtc", "AnyAction", "NoSuchCode.OfAnyDocument", "unknown"],
  ["volcengineRtc", "AnyAction", "NoSuchCode", "unknown"],
])("%s %s: %s is of the kind %s", (service, action, code, kind) => {
  expect(meaningOf(tables[service], code, action).kind).toBe(kind);
});

test.each(services)("advice of %s names no setting of the other vendor", (service) => {
  const { codes, categories } = tables[service];
  const other = vendorOf(service) === "tencent" ? /volcengine|VOLCENGINE/ : /tencentcloud|TENCENTCLOUD/;
  for (const { advice = "", adviceFor = {} } of [...Object.values(codes), ...Object.values(categories)])
    for (const text of [advice, ...Object.values(adviceFor)]) expect(text).not.toMatch(other);
});

import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { behaviourWith, startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import { Entities } from "../../local/vendors/entities";
import type { Exchange } from "../../local/vendors/protocol";
import { Rooms } from "../../local/vendors/rooms";
import { TaskStore } from "../../local/vendors/taskStore";
import { isTc3SignedBy } from "../../local/vendors/tencentProtocol";
import { createVolcengineProtocol } from "../../local/vendors/volcengineProtocol";
import { createVolcengineRtc } from "../../local/vendors/volcengineRtc/volcengineRtc";
import { type CallOptions, tencent, volcengine } from "./client";

describe("published signatures", () => {
  // Tencent Cloud, Signature v3: the example of the older page, with its demo key.
  const tencentExample: Exchange = {
    method: "POST",
    path: "/",
    query: "",
    headers: { host: "cvm.tencentcloudapi.com", "content-type": "application/json; charset=utf-8" },
    body: Buffer.from(
      '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    ),
    oversized: false,
  };
  const tc3 = {
    date: "2019-02-25",
    scope: "cvm",
    timestamp: "1551113065",
    names: ["content-type", "host"],
    signature: "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
  };
  const demoKey = { id: "demo", secret: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE" };

  test("TC3 of Tencent Cloud's page", () => {
    expect(isTc3SignedBy(tencentExample, demoKey, tc3)).toBe(true);
    expect(isTc3SignedBy({ ...tencentExample, body: Buffer.from("{}") }, demoKey, tc3)).toBe(false);
    expect(isTc3SignedBy(tencentExample, demoKey, { ...tc3, names: ["content-type"] })).toBe(false);
  });

  // Volcengine: github.com/volcengine/VolcEngineRTC_CLI, internal/openapi/signer_test.go.
  const clock = new VirtualClock();
  const behaviour = behaviourWith();
  const rooms = new Rooms(clock, () => "active");
  const rtc = createVolcengineRtc({
    clock,
    behaviour,
    rooms,
    tasks: new TaskStore(clock, rooms, behaviour),
    entities: new Entities(),
  });
  const body = '{"AppId":"app","RoomId":"room","TaskId":"task"}';
  const volcengineExample = (signature: string): Exchange => ({
    method: "POST",
    path: "/",
    query: "Action=StartVoiceChat&Version=2024-12-01",
    headers: {
      host: "rtc.volcengineapi.com",
      "content-type": "application/json",
      "x-content-sha256": createHash("sha256").update(body).digest("hex"),
      "x-date": "20241201T000000Z",
      authorization: `HMAC-SHA256 Credential=AKLTtest/20241201/cn-north-1/rtc/request, SignedHeaders=content-type;host;x-content-sha256;x-date, Signature=${signature}`,
    },
    body: Buffer.from(body),
    oversized: false,
  });

  test("V4 of Volcengine's own test", () => {
    const protocol = createVolcengineProtocol(behaviour.volcengine);
    const keys = [{ id: "AKLTtest", secret: "topsecretkey" }];
    const signature = "43c65ebca204b0bd8fba66f7af061705e2856067638aa8cf3aa74025b0362606";
    const now = Date.UTC(2024, 11, 1);
    expect(protocol.authenticate(volcengineExample(signature), rtc, keys, now)).toBe("AKLTtest");
    const wrong = volcengineExample(signature.replace("4", "5"));
    expect(() => protocol.authenticate(wrong, rtc, keys, now)).toThrow("signature does not match");
  });
});

describe("Tencent Cloud's answers to", () => {
  let vendors: Vendors;
  beforeAll(async () => {
    vendors = await startVendors({
      rateLimits: false,
      accounts: {
        tencent: [
          { secretId: "plain", secretKey: "plain-key" },
          { secretId: "temporary", secretKey: "temporary-key", token: "session" },
        ],
      },
    });
  });
  afterAll(() => vendors.close());

  const app = { SdkAppId: 1400000001 };
  const temporary = { secretId: "temporary", secretKey: "temporary-key" };
  const tc3 = (rest: string) => ({ authorization: `TC3-HMAC-SHA256 ${rest}` });
  const scope = "2026-01-01/tiw/tc3_request";
  const signed = `SignedHeaders=content-type;host, Signature=${"0".repeat(64)}`;

  test.each<[string, string, CallOptions]>([
    ["a good call", "ok", {}],
    ["a temporary key with its token", "ok", { ...temporary, token: "session" }],
    ["a temporary key without its token", "AuthFailure.TokenFailure", temporary],
    ["a temporary key with another token", "AuthFailure.TokenFailure", { ...temporary, token: "other" }],
    ["a permanent key with a token", "AuthFailure.TokenFailure", { token: "session" }],
    ["a clock 299 s ahead", "ok", { skewSeconds: 299 }],
    ["a clock 302 s ahead", "AuthFailure.SignatureExpire", { skewSeconds: 302 }],
    ["a clock 299 s behind", "ok", { skewSeconds: -299 }],
    ["a clock 302 s behind", "AuthFailure.SignatureExpire", { skewSeconds: -302 }],
    [
      "a timestamp that is no number",
      "AuthFailure.SignatureExpire",
      { headers: { "x-tc-timestamp": "now" } },
    ],
    ["an unknown SecretId", "AuthFailure.SecretIdNotFound", { secretId: "nobody" }],
    ["a wrong key", "AuthFailure.SignatureFailure", { secretKey: "other-key" }],
    ["a changed body", "AuthFailure.SignatureFailure", { sentBody: '{"SdkAppId":1400000002}' }],
    ["a changed content type", "AuthFailure.SignatureFailure", { headers: { "content-type": "text/json" } }],
    [
      "no authorization",
      "AuthFailure.InvalidAuthorization",
      { headers: { authorization: "" }, path: "/tiw" },
    ],
    [
      "a malformed authorization",
      "AuthFailure.InvalidAuthorization",
      { headers: tc3(`Credential=plain/${scope}`) },
    ],
    [
      "a scope of another day",
      "AuthFailure.SignatureFailure",
      { headers: tc3(`Credential=plain/${scope}, ${signed}`) },
    ],
    ["no action", "MissingParameter", { headers: { "x-tc-action": "" } }],
    ["no version", "MissingParameter", { version: "" }],
    ["no timestamp", "MissingParameter", { headers: { "x-tc-timestamp": "" } }],
    ["an unknown action", "InvalidAction", { headers: { "x-tc-action": "DescribeNothing" } }],
    ["an action of Object", "InvalidAction", { headers: { "x-tc-action": "toString" } }],
    ["another version", "NoSuchVersion", { version: "2018-07-11" }],
    ["no region where one is needed", "MissingParameter", { region: "" }],
    ["a region that is not served", "UnsupportedRegion", { region: "ap-tokyo" }],
    ["the path that the client sends", "ok", { path: "/tiw/" }],
  ])("%s: %s", async (_name, code, options) => {
    const answer = await tencent(vendors, "tiw", "DescribeTranscodeCallback", app, options);
    expect(answer).toMatchObject({
      code,
      status: 200,
      body: { Response: { RequestId: expect.any(String) } },
    });
  });

  test.each([
    ["a body that is not JSON", "{", "InvalidParameter"],
    ["a body that is no object", "[]", "InvalidParameter"],
    ["an empty body", "", "MissingParameter"],
    ["a body above 10 MB", `{"a":"${"x".repeat(10 * 1024 * 1024)}"}`, "RequestSizeLimitExceeded"],
  ])("%s", async (_name, body, code) => {
    expect(await tencent(vendors, "tiw", "DescribeTranscodeCallback", body)).toMatchObject({ code });
  });

  test("a service that ignores regions", async () => {
    const call = { BizId: 1, RoomId: "1" };
    expect(await tencent(vendors, "gme", "DescribeTaskInfo", call, { region: "" })).toMatchObject({
      code: "ok",
    });
  });
});

describe("Volcengine's answers to", () => {
  let vendors: Vendors;
  beforeAll(async () => {
    vendors = await startVendors({
      rateLimits: false,
      accounts: {
        volcengine: [
          { accessKey: "plain", secretKey: "plain-key" },
          { accessKey: "temporary", secretKey: "temporary-key", sessionToken: "session" },
        ],
      },
    });
  });
  afterAll(() => vendors.close());

  const identity = { AppId: "app", RoomId: "room", TaskId: "task" };
  const notFound = "InvalidParameter.ErrorActiveTaskNotFound";
  const temporary = { secretId: "temporary", secretKey: "temporary-key" };
  const authorization = (value: string) => ({ headers: { authorization: value }, path: "/rtc" });

  test.each<[string, number, string, CallOptions]>([
    ["a good call", 200, notFound, {}],
    ["an overseas region", 200, notFound, { region: "ap-singapore-1" }],
    ["a temporary key with its token", 200, notFound, { ...temporary, token: "session" }],
    ["a temporary key without its token", 401, "InvalidSecretToken", temporary],
    ["a clock 899 s ahead", 200, notFound, { skewSeconds: 899 }],
    ["a clock 902 s ahead", 400, "InvalidTimestamp", { skewSeconds: 902 }],
    ["a clock 902 s behind", 400, "InvalidTimestamp", { skewSeconds: -902 }],
    ["no date", 400, "MissingRequestInfo", { headers: { "x-date": "" } }],
    ["an unknown access key", 401, "InvalidAccessKey", { secretId: "nobody" }],
    ["a wrong key", 401, "SignatureDoesNotMatch", { secretKey: "other-key" }],
    ["a changed body", 401, "SignatureDoesNotMatch", { sentBody: "{}" }],
    ["a changed hash", 401, "SignatureDoesNotMatch", { headers: { "x-content-sha256": "0".repeat(64) } }],
    ["an unknown region", 400, "InvalidCredential", { region: "moon-1" }],
    ["no authorization", 401, "MissingAuthenticationToken", authorization("")],
    ["another algorithm", 400, "InvalidAuthorization", authorization("Basic eDp5")],
    [
      "no signature",
      401,
      "MissingSignature",
      authorization("HMAC-SHA256 Credential=plain/20260101/cn-north-1/rtc/request"),
    ],
    ["an unknown version", 404, "InvalidActionOrVersion", { version: "2020-12-01" }],
    ["another method", 405, "MethodNotAllowed", { method: "GET" }],
    ["the path that the client sends", 200, notFound, { path: "/rtc" }],
  ])("%s: %i %s", async (_name, status, code, options) => {
    expect(await volcengine(vendors, "StopRecord", identity, options)).toMatchObject({ status, code });
  });

  test("an unknown action, with the gateway's number", async () => {
    const answer = await volcengine(vendors, "StopNothing", identity);
    expect(answer).toMatchObject({ status: 404, code: "InvalidActionOrVersion" });
    expect(answer.body).toMatchObject({
      ResponseMetadata: {
        RequestId: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/),
        Action: "StopNothing",
        Version: "2023-11-01",
        Service: "rtc",
        Region: "cn-north-1",
        Error: { CodeN: 100008 },
      },
    });
  });

  test("no version", async () => {
    expect(await volcengine(vendors, "StopRecord", identity, { version: "" })).toMatchObject({
      status: 400,
      code: "MissingParameter",
    });
  });

  test.each([
    [`"${"x".repeat(10 * 1024 * 1024)}"`, "InvalidParameter.SizeOverLimit"],
    ["", "InvalidParameter.BodyIsEmpty"],
    ["{", "InvalidParameter.Unmarshal"],
    ["[]", "InvalidParameter.Unmarshal"],
  ])("the body %.20j", async (body, code) => {
    expect(await volcengine(vendors, "StopRecord", body)).toMatchObject({ code });
  });

  test("a refused call with status 400, where the switch says so", async () => {
    vendors.behaviour.volcengine.businessErrorStatus = 400;
    expect(await volcengine(vendors, "StopRecord", identity)).toMatchObject({ status: 400, code: notFound });
    vendors.behaviour.volcengine.businessErrorStatus = 200;
  });
});

test("A request that names no service gets no vendor's answer", async () => {
  await using vendors = await startVendors();
  const response = await fetch(`${vendors.endpoint}/nowhere`, { method: "POST" });
  expect(response.status).toBe(404);
  expect(vendors.journal).toHaveLength(0);
});

test("The host name tells the service where nothing else does", async () => {
  await using vendors = await startVendors();
  for (const [host, service] of [
    ["vod.intl.tencentcloudapi.com", "vod"],
    ["gme.ap-singapore.tencentcloudapi.com", "gme"],
    ["rtc.volcengineapi.com", "rtc"],
    ["open-ap-singapore-1.volcengineapi.com", "rtc"],
  ] as const) {
    await requestWithHost(vendors, host);
    expect(vendors.journal.at(-1)).toMatchObject({ service });
  }
});

/** fetch does not let a client choose its Host header. */
async function requestWithHost(vendors: Vendors, host: string): Promise<void> {
  const { request } = await import("node:http");
  await new Promise<void>((resolve, reject) => {
    request(vendors.endpoint, { method: "POST", headers: { host } }, (response) => {
      response.resume().on("end", resolve);
    })
      .on("error", reject)
      .end();
  });
}

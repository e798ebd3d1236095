import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { startVendors, type Vendors } from "../../../local/vendors";
import {
  type Keys,
  type QuerySigning,
  send,
  signatureV1,
  sts2,
  type TencentCall,
  tc3,
  type VolcengineCall,
  v1,
  volcengineHeaders,
  volcengineQuery,
  type Wire,
} from "./signers";

let vendors: Vendors;
beforeAll(async () => {
  vendors = await startVendors({
    rateLimits: false,
    accounts: {
      tencent: [
        { secretId: "plain", secretKey: "plain-key" },
        { secretId: "temporary", secretKey: "temporary-key", token: "session" },
      ],
      volcengine: [
        { accessKey: "plain", secretKey: "plain-key" },
        { accessKey: "temporary", secretKey: "temporary-key", sessionToken: "session" },
      ],
    },
  });
});
afterAll(() => vendors.close());

const plain: Keys = { id: "plain", secret: "plain-key" };
const temporary: Keys = { id: "temporary", secret: "temporary-key", token: "session" };
const wrong: Keys = { id: "plain", secret: "another-key" };
const answer = (wire: Wire) => send(vendors.endpoint, wire);

const describeRoom: TencentCall = {
  service: "gme",
  action: "DescribeTaskInfo",
  version: "2018-07-11",
  content: '{"BizId":1,"RoomId":"1"}',
};
const getTask: VolcengineCall = {
  query: [
    ["Action", "GetRecordTask"],
    ["Version", "2023-11-01"],
    ["AppId", "app"],
    ["RoomId", "room"],
    ["TaskId", "task"],
  ],
};
const notFound = "InvalidParameter.ErrorActiveTaskNotFound";

describe("who answers", () => {
  const elsewhere = (call: TencentCall, changes: Partial<TencentCall>) => tc3({ ...call, ...changes }, plain);
  const signedWith = (authorization: string): Wire => ({
    method: "POST",
    target: "/",
    headers: { host: "127.0.0.1", authorization },
    body: "{}",
  });
  test.each<[string, () => Wire, string, number, string]>([
    ["TC3 of a service", () => tc3(describeRoom, plain), "tencent", 200, "ok"],
    [
      "TC3 of an unknown service, by its scope",
      () => elsewhere(describeRoom, { service: "cvm", host: "127.0.0.1" }),
      "tencent",
      200,
      "NoSuchProduct",
    ],
    [
      "TC3 of an unknown service, by its host",
      () => elsewhere(describeRoom, { service: "cvm" }),
      "tencent",
      200,
      "NoSuchProduct",
    ],
    [
      "TC3 of Volcengine's service",
      () => elsewhere(describeRoom, { service: "rtc", host: "127.0.0.1" }),
      "tencent",
      200,
      "NoSuchProduct",
    ],
    [
      "TC3 at Volcengine's host",
      () => elsewhere(describeRoom, { host: "rtc.volcengineapi.com" }),
      "tencent",
      200,
      "ok",
    ],
    ["HMAC-SHA256 of a service", () => volcengineHeaders(getTask, plain), "volcengine", 200, notFound],
    [
      "HMAC-SHA256 of a service that Tencent has",
      () => volcengineHeaders({ ...getTask, service: "vod", host: "127.0.0.1" }, plain),
      "volcengine",
      404,
      "ServiceNotFound",
    ],
    [
      "HMAC-SHA256 at Tencent's host",
      () => volcengineHeaders({ ...getTask, service: "vod", host: "vod.tencentcloudapi.com" }, plain),
      "volcengine",
      404,
      "ServiceNotFound",
    ],
    [
      "HMAC-SHA256 of another service at the service's host",
      () => volcengineHeaders({ ...getTask, service: "vod" }, plain),
      "volcengine",
      400,
      "InvalidCredential",
    ],
    [
      "a signature in the query of another service",
      () =>
        volcengineQuery({ ...getTask, service: "trtc", host: "open.volcengineapi.com" }, plain, {
          signsList: true,
        }),
      "volcengine",
      404,
      "ServiceNotFound",
    ],
    [
      "signature v1",
      () => v1({ ...describeRoom, host: "rtc.volcengineapi.com" }, {}, plain, { with: "HmacSHA1" }),
      "tencent",
      200,
      "MissingParameter",
    ],
    [
      "signature v1 of an unknown service",
      () => v1({ ...describeRoom, host: "cvm.tencentcloudapi.com" }, {}, plain, { with: "HmacSHA1" }),
      "tencent",
      200,
      "NoSuchProduct",
    ],
    [
      "no signature, at an unknown host of Tencent's",
      () => ({ method: "GET", target: "/", headers: { host: "cvm.tencentcloudapi.com" }, body: "" }),
      "tencent",
      200,
      "NoSuchProduct",
    ],
    [
      "no signature, at an unknown host of Volcengine's",
      () => ({ method: "GET", target: "/", headers: { host: "iam.volcengineapi.com" }, body: "" }),
      "volcengine",
      404,
      "ServiceNotFound",
    ],
    [
      "TC3 that names no service",
      () => signedWith("TC3-HMAC-SHA256 Signature=x"),
      "tencent",
      200,
      "AuthFailure.InvalidAuthorization",
    ],
    [
      "HMAC-SHA256 that names no service",
      () => signedWith("HMAC-SHA256 Signature=x"),
      "volcengine",
      400,
      "InvalidCredential",
    ],
    ["nothing at all", () => ({ method: "GET", target: "/", headers: {}, body: "" }), "none", 404, ""],
  ])("to %s", async (_name, wire, vendor, status, code) => {
    expect(await answer(wire())).toMatchObject({ vendor, status, code });
  });
});

describe("Tencent Cloud's answers to TC3", () => {
  test.each<[string, Partial<TencentCall>, string]>([
    ["POST", {}, "ok"],
    ["a charset", { contentType: "application/json; charset=utf-8" }, "ok"],
    ["PUT", { method: "PUT" }, "UnsupportedProtocol"],
    ["PATCH", { method: "PATCH" }, "UnsupportedProtocol"],
    ["DELETE", { method: "DELETE" }, "UnsupportedProtocol"],
    ["OPTIONS", { method: "OPTIONS" }, "UnsupportedProtocol"],
    ["text", { contentType: "text/plain" }, "UnsupportedProtocol"],
    ["a form", { contentType: "application/x-www-form-urlencoded" }, "UnsupportedProtocol"],
    ["parts", { contentType: "multipart/form-data; boundary=x" }, "UnsupportedProtocol"],
    ["a type that starts alike", { contentType: "application/json-seq" }, "UnsupportedProtocol"],
    ["an unsigned payload", { unsignedPayload: true }, "ok"],
    ["GET", { method: "GET", content: "BizId=1&RoomId=1" }, "ok"],
    [
      "GET with an unsigned payload",
      { method: "GET", content: "BizId=1&RoomId=1", unsignedPayload: true },
      "ok",
    ],
    [
      "GET of JSON",
      { method: "GET", content: "BizId=1&RoomId=1", contentType: "application/json" },
      "UnsupportedProtocol",
    ],
  ])("%s", async (_name, changes, code) => {
    expect(await answer(tc3({ ...describeRoom, ...changes }, plain))).toMatchObject({
      vendor: "tencent",
      status: 200,
      code,
    });
  });

  test("signed headers that only an object's prototype has", async () => {
    const wire = tc3(describeRoom, plain);
    const authorization = wire.headers.authorization?.replace(";host", ";host;constructor;__proto__") ?? "";
    const headers = { ...wire.headers, authorization };
    expect(await answer({ ...wire, headers })).toMatchObject({ code: "AuthFailure.SignatureFailure" });
  });

  test("an unsigned payload that another key signed", async () => {
    const wire = tc3({ ...describeRoom, unsignedPayload: true }, wrong);
    expect(await answer(wire)).toMatchObject({ code: "AuthFailure.SignatureFailure" });
  });
});

describe("Tencent Cloud's signature v1", () => {
  test("is the published one", () => {
    // The example of the vendor's page on it, with its demo key.
    const text =
      "GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0" +
      "&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12";
    expect(signatureV1(text, "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "HmacSHA1")).toBe(
      "EliP9YW3pW28FpsEdkXt/+WcGeI=",
    );
  });

  const own = {
    BizId: "1",
    RoomId: "Räume & co = 1+1",
    RecordMode: "2",
    "SubscribeRecordUserIds.SubscribeUserIds.0": "u",
  };
  const start = { ...describeRoom, action: "StartRecord" };

  test.each([
    ["GET", "HmacSHA1"],
    ["GET", "HmacSHA256"],
    ["POST", "HmacSHA1"],
    ["POST", "HmacSHA256"],
  ] as const)("%s with %s carries a call out", async (method, signing) => {
    vendors.reset();
    for (const host of ["gme.tencentcloudapi.com", "127.0.0.1"]) {
      const room = { ...own, RoomId: `${own.RoomId} ${host}` };
      const wire = v1({ ...start, method, host }, room, plain, { with: signing });
      expect(await answer(wire)).toMatchObject({ vendor: "tencent", status: 200, code: "ok" });
      expect(vendors.tasks().at(-1)).toMatchObject({ service: "gme", room: room.RoomId });
    }
    expect(vendors.journal.at(-1)?.body).toMatchObject({
      BizId: 1,
      SubscribeRecordUserIds: { SubscribeUserIds: ["u"] },
    });
    expect(JSON.stringify(vendors.journal)).not.toMatch(/Signature|SecretId/);
  });

  const stale = String(Math.floor(Date.now() / 1000) - 400);
  test.each<[string, Keys, Record<string, string>, string]>([
    ["another key", wrong, {}, "AuthFailure.SignatureFailure"],
    ["an unknown id", { id: "nobody", secret: "x" }, {}, "AuthFailure.SecretIdNotFound"],
    ["a changed parameter", plain, { BizId: "2" }, "AuthFailure.SignatureFailure"],
    ["another method of signing", plain, { SignatureMethod: "HmacSHA256" }, "AuthFailure.SignatureFailure"],
    ["a stale time", plain, { Timestamp: stale }, "AuthFailure.SignatureExpire"],
    ["a temporary key", temporary, {}, "ok"],
    ["a temporary key without its token", temporary, { Token: "" }, "AuthFailure.TokenFailure"],
    ["no nonce", plain, { Nonce: "" }, "MissingParameter"],
    ["no signature", plain, { Signature: "" }, "MissingParameter"],
    ["no id", plain, { SecretId: "" }, "MissingParameter"],
    ["an unknown action", plain, { Action: "" }, "MissingParameter"],
  ])("of %s", async (_name, keys, changes, code) => {
    const host = "gme.tencentcloudapi.com";
    for (const method of ["GET", "POST"]) {
      const wire = v1({ ...describeRoom, method, host }, { BizId: "1", RoomId: "1" }, keys, {
        with: "HmacSHA1",
        changes,
      });
      expect(await answer(wire)).toMatchObject({ vendor: "tencent", status: 200, code });
    }
  });

  test("of an action that needs a region names its own parameter", async () => {
    const call = {
      action: "DescribeTranscodeCallback",
      version: "2019-09-19",
      host: "tiw.tencentcloudapi.com",
    };
    const asked = (region: string) =>
      v1({ ...call, region }, { SdkAppId: "1" }, plain, { with: "HmacSHA256" });
    const { code, text } = await answer(asked(""));
    expect(code).toBe("MissingParameter");
    expect(text).toContain("`Region`");
    expect(await answer(asked("ap-singapore"))).toMatchObject({ code: "ok" });
  });

  test("of a form above 1 MB", async () => {
    const room = { BizId: "1", RoomId: "x".repeat(1024 * 1024) };
    const wire = v1({ ...describeRoom, method: "POST" }, room, plain, { with: "HmacSHA1" });
    expect(await answer(wire)).toMatchObject({ code: "RequestSizeLimitExceeded" });
  });
});

describe("Tencent Cloud's GET", () => {
  const get = (content: string, call: Partial<TencentCall> = {}) =>
    answer(tc3({ ...describeRoom, ...call, method: "GET", content }, plain));
  const video = { service: "tiw", action: "CreateVideoGenerationTask", version: "2019-09-19" };

  test.each(["True", "true", "False", "FALSE"])("takes %s for a truth value", async (word) => {
    const query = `SdkAppId=1400000001&OnlineRecordTaskId=x&Concat.Enabled=${word}`;
    expect(await get(query, video)).toMatchObject({ code: "ok" });
    expect(vendors.journal.at(-1)?.body).toMatchObject({
      Concat: { Enabled: word.toLowerCase() === "true" },
    });
  });

  test.each(["1", "yes", "T", ""])("does not take %j for one", async (word) => {
    const query = `SdkAppId=1400000001&OnlineRecordTaskId=x&Concat.Enabled=${word}`;
    expect(await get(query, video)).toMatchObject({ code: "InvalidParameter.BodyParameterTypeUnmatched" });
  });

  test("takes 32 KB, and no more", async () => {
    const start = "BizId=1&RoomId=1&Odd=";
    const filled = (length: number) => get(start + "x".repeat(length - start.length));
    expect(await filled(32 * 1024)).toMatchObject({ status: 200, code: "UnknownParameter" });
    expect(await filled(32 * 1024 + 1)).toMatchObject({ status: 200, code: "RequestSizeLimitExceeded" });
    expect(await filled(5 * 1024 * 1024)).toMatchObject({ status: 200, code: "RequestSizeLimitExceeded" });
  });

  test.each([
    ["a name with 5,000 dots", `BizId=1&RoomId=1&${"a.".repeat(5000)}=1`],
    ["a name of dots", `BizId=1&RoomId=1&${".".repeat(30_000)}=1`],
    ["the prototype", "BizId=1&RoomId=1&__proto__.polluted=1"],
    ["the constructor", "BizId=1&RoomId=1&constructor.prototype.polluted=1"],
    ["a member of all objects", "BizId=1&RoomId=1&toString=1&hasOwnProperty.x=1"],
  ])("refuses %s", async (_name, query) => {
    expect(await get(query)).toMatchObject({ vendor: "tencent", status: 200, code: "UnknownParameter" });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("reads a list whose numbers are huge", async () => {
    const lists = "SubscribeRecordUserIds.SubscribeUserIds";
    const query = `BizId=1&RoomId=lists&RecordMode=2&${lists}.999999999=b&${lists}.7=a`;
    expect(await get(query, { action: "StartRecord" })).toMatchObject({ code: "ok" });
    expect(vendors.journal.at(-1)?.body).toMatchObject({
      SubscribeRecordUserIds: { SubscribeUserIds: ["a", "b"] },
    });
  });

  test.each([
    ["an object for a text", "BizId=1&RoomId.a=1", "InvalidParameterValue.InvalidRoomId"],
    [
      "a text for an object",
      "BizId=1&RoomId=1&RecordMode=1&SubscribeRecordUserIds=x",
      "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    ],
    ["a number without end", `BizId=${"9".repeat(400)}&RoomId=1`, "InvalidParameterValue.InvalidBizId"],
    ...["first", "__proto__", "-1", "0x1", ""].map((index) => [
      `the list index ${JSON.stringify(index)}`,
      `BizId=1&RoomId=1&RecordMode=1&SubscribeRecordUserIds.SubscribeUserIds.${index}=a`,
      "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    ]),
  ])("refuses %s", async (_name, query, code) => {
    const action = query.includes("RecordMode") ? "StartRecord" : "DescribeTaskInfo";
    expect(await get(query, { action })).toMatchObject({ status: 200, code });
  });
});

test("Any query ends in an answer of the vendor", async () => {
  const segment = fc.constantFrom(
    ...[
      "BizId",
      "RoomId",
      "SubscribeRecordUserIds",
      "SubscribeUserIds",
      "VideoParams",
      "LayoutParams",
      "MixLayoutList",
    ],
    ...["AppId", "TaskId", "0", "1", "999999999", "-1", "", "__proto__", "constructor", "toString", "length"],
  );
  const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("."));
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("1", "True", "1e999", "9".repeat(30), "[]"),
  );
  const actions = [
    { service: "gme", action: "StartRecord", version: "2018-07-11" },
    { service: "trtc", action: "StartPublishCdnStream", version: "2019-07-22" },
    { service: "vod", action: "DescribeTasks", version: "2018-07-17" },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 8 }), async (parameters) => {
      const form = parameters.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
      for (const call of actions) {
        const wire = tc3({ ...call, method: "GET", content: form }, plain);
        expect(await answer(wire)).toMatchObject({ vendor: "tencent", status: 200 });
      }
      const query: [string, string][] = [
        ["Action", "GetRecordTask"],
        ["Version", "2023-11-01"],
        ...parameters,
      ];
      const { vendor, status, code } = await answer(volcengineHeaders({ query }, plain));
      expect(vendor).toBe("volcengine");
      expect(status).toBeLessThan(500);
      expect(code).not.toBe("SignatureDoesNotMatch");
    }),
    { numRuns: 25 },
  );
}, 20_000);

describe("Bodies of any depth", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  const bodies = [10, 60, 100, 3000, 8000, 200_000].flatMap((depth) => [
    `{"BizId":1,"RoomId":"1","Odd":${nested(depth)}}`,
    `{"BizId":1,"RoomId":"1","Odd":${objects(depth)}}`,
    `{"BizId":1,"RoomId":${nested(depth)}}`,
    `{"BizId":1,"RoomId":"1","__proto__":${objects(depth)}}`,
    nested(depth).slice(0, depth),
  ]);

  test("end in a code of Tencent Cloud", async () => {
    for (const content of bodies) {
      const { status, code } = await answer(tc3({ ...describeRoom, content }, plain));
      expect(status).toBe(200);
      expect(code).toMatch(/^(InvalidParameter|UnknownParameter|InvalidParameterValue\.InvalidRoomId)$/);
    }
  });

  test("end in a code of Volcengine", async () => {
    const query: [string, string][] = [
      ["Action", "StartRecord"],
      ["Version", "2023-11-01"],
    ];
    for (const body of bodies) {
      const { vendor, code } = await answer(volcengineHeaders({ query, method: "POST", body }, plain));
      expect(vendor).toBe("volcengine");
      expect(code).toMatch(/^InvalidParameter/);
    }
  });

  test("and of any length too", async () => {
    const lists = `[${"{},".repeat(100_000)}{}]`;
    const wrong = `{"BizId":1,"RoomId":"1","RecordMode":1,"SubscribeRecordUserIds":{"SubscribeUserIds":${lists}}}`;
    const digits = `{"BizId":${"9".repeat(5_000_000)},"RoomId":"1","RecordMode":1}`;
    const start = { ...describeRoom, action: "StartRecord" };
    expect(await answer(tc3({ ...start, content: wrong }, plain))).toMatchObject({
      code: "InvalidParameterValue.InvalidSubscribeRecordUserIds",
    });
    expect(await answer(tc3({ ...start, content: digits }, plain))).toMatchObject({
      code: "InvalidParameterValue.InvalidBizId",
    });
  });

  test("do not count what is in a text", async () => {
    const content = JSON.stringify({ BizId: 1, RoomId: `"${"[{".repeat(5000)}` });
    expect(await answer(tc3({ ...describeRoom, content }, plain))).toMatchObject({ code: "ok" });
  });
});

describe("Volcengine's canonical query", () => {
  const identity: [string, string][] = getTask.query;

  test.each<[string, [string, string][]]>([
    ["names out of order", identity.toReversed()],
    ["a name that starts with another", [...identity, ["App", "x"], ["App.Id", "y"], ["App-Id", "z"]]],
    ["values of one name out of order", [...identity, ["Note", "b"], ["Note", "a"], ["Note", "b"]]],
    ["signs and blanks", [...identity, ["Note", "a b+c!*'()~/?&=%"]]],
    ["an empty value", [...identity, ["Note", ""]]],
    ["other letters", [...identity, ["Ñote", "Räume 房间 😀"]]],
  ])("with %s", async (_name, query) => {
    const { code } = await answer(volcengineHeaders({ query }, plain));
    expect(code).not.toBe("SignatureDoesNotMatch");
    expect((await answer(volcengineHeaders({ query }, wrong))).code).toBe("SignatureDoesNotMatch");
  });

  test("with values of one name that were swapped after signing", async () => {
    const wire = volcengineHeaders({ query: [...identity, ["Note", "b"], ["Note", "a"]] }, plain);
    const target = wire.target.replace("Note=b&Note=a", "Note=a&Note=b");
    expect(target).not.toBe(wire.target);
    expect(await answer({ ...wire, target })).toMatchObject({ code: "SignatureDoesNotMatch" });
  });

  test("with bytes that are no text", async () => {
    const wire = volcengineHeaders({ query: [...identity, ["Note", "\u{fffd}"]] }, plain);
    const target = wire.target.replace("%EF%BF%BD", "%FF");
    expect(await answer({ ...wire, target })).toMatchObject({ code: "SignatureDoesNotMatch" });
  });
});

describe("Volcengine's signature in the query", () => {
  const hour = 3600;
  test.each<[string, Keys, Partial<QuerySigning>, number, string]>([
    ["a permanent key", plain, {}, 200, notFound],
    ["the list signed", plain, { signsList: true }, 200, notFound],
    ["a temporary key", temporary, {}, 200, notFound],
    ["a temporary key, the list signed", temporary, { signsList: true }, 200, notFound],
    ["another key", wrong, {}, 401, "SignatureDoesNotMatch"],
    ["an unknown key", { id: "nobody", secret: "x" }, {}, 401, "InvalidAccessKey"],
    ["a temporary key without its token", { ...temporary, token: "other" }, {}, 401, "InvalidSecretToken"],
    ["a changed parameter", plain, { changes: { RoomId: "other" } }, 401, "SignatureDoesNotMatch"],
    ["another algorithm", plain, { changes: { "X-Algorithm": "HMAC-SHA1" } }, 400, "InvalidAuthorization"],
    ["no signature", plain, { changes: { "X-Signature": "" } }, 401, "MissingSignature"],
    ["no date", plain, { changes: { "X-Date": "" } }, 400, "MissingRequestInfo"],
    ["a time 902 s ago", plain, { at: Date.now() - 902_000 }, 400, "InvalidTimestamp"],
    [
      "a time 902 s ago that holds an hour",
      plain,
      { at: Date.now() - 902_000, expires: hour },
      200,
      notFound,
    ],
    ["a time that holds for no number", plain, { expires: "soon" }, 400, "InvalidTimestamp"],
    ["a time that holds for less than nothing", plain, { expires: "-60" }, 400, "InvalidTimestamp"],
    ["a time that held a minute", plain, { at: Date.now() - 62_000, expires: 60 }, 400, "InvalidTimestamp"],
  ])("of %s", async (_name, keys, signing, status, code) => {
    const wire = volcengineQuery(getTask, keys, { signsList: false, ...signing });
    expect(await answer(wire)).toMatchObject({ vendor: "volcengine", status, code });
  });

  test("starts a recording, whose body it leaves unsigned", async () => {
    vendors.reset();
    const body = JSON.stringify({
      AppId: "app",
      RoomId: "room",
      TaskId: "task",
      StorageConfig: { Type: 0, TosConfig: { AccountId: "1", Bucket: "b" } },
    });
    const query: [string, string][] = [
      ["Action", "StartRecord"],
      ["Version", "2023-11-01"],
    ];
    const wire = volcengineQuery({ query, method: "POST", body }, plain, { signsList: true });
    expect(await answer(wire)).toMatchObject({ code: "ok", result: "ok" });
    expect(vendors.tasks()).toMatchObject([{ id: "task", status: "running" }]);
  });
});

describe("Volcengine's temporary keys that a client signs", () => {
  const policy = (...statements: object[]) => JSON.stringify({ Statement: statements });
  const statement = (effect: string, ...actions: string[]) => ({
    Effect: effect,
    Action: actions,
    Resource: ["*"],
  });
  const later = Math.floor(Date.now() / 1000) + 600;
  const of = (text: string, expires = later) => sts2(plain, text, expires);
  const good = of("");
  const call = { query: getTask.query.with(4, ["TaskId", "another"]) };

  test("sees the tasks of the key that vouches for it", async () => {
    const wire = (action: string, keys: Keys) => {
      const query: [string, string][] = [
        ["Action", action],
        ["Version", "2023-11-01"],
      ];
      const identity = { AppId: "app", RoomId: "room", TaskId: "shared" };
      const storage = { StorageConfig: { Type: 0, TosConfig: { AccountId: "1", Bucket: "b" } } };
      const body = JSON.stringify({ ...identity, ...(action === "StartRecord" && storage) });
      return volcengineHeaders({ query, method: "POST", body }, keys);
    };
    expect(await answer(wire("StartRecord", good))).toMatchObject({ result: "ok" });
    expect(await answer(wire("StopRecord", temporary))).toMatchObject({ code: notFound });
    expect(await answer(wire("StopRecord", plain))).toMatchObject({ result: "ok" });
  });

  const broken = (token: string): Keys => ({ ...good, token });

  test.each<[string, Keys, number, string]>([
    ["no policy", good, 200, notFound],
    ["a policy for all", of(policy(statement("Allow", "*"))), 200, notFound],
    ["a policy for the service", of(policy(statement("Allow", "rtc:*"))), 200, notFound],
    ["a policy for the action", of(policy(statement("Allow", "rtc:GetRecordTask"))), 200, notFound],
    ["a policy for what reads", of(policy(statement("Allow", "rtc:Get*Task"))), 200, notFound],
    [
      "a policy for one action, without a list",
      of(policy({ Effect: "Allow", Action: "rtc:GetRecordTask", Resource: "*" })),
      200,
      notFound,
    ],
    [
      "a policy whose points are points",
      of(policy(statement("Allow", "rtc.GetRecordTask"))),
      403,
      "AccessDenied",
    ],
    ["a policy for another action", of(policy(statement("Allow", "rtc:StopRecord"))), 403, "AccessDenied"],
    [
      "a policy that denies",
      of(policy(statement("Allow", "*"), statement("Deny", "rtc:Get*"))),
      403,
      "AccessDenied",
    ],
    ["a policy without statements", of("{}"), 403, "AccessDenied"],
    ["a policy that is no JSON", of("{"), 401, "InvalidSecretToken"],
    ["an end that has come", of("", later - 601), 401, "InvalidSecretToken"],
    ["an unknown owner", sts2({ id: "nobody", secret: "x" }, "", later), 401, "InvalidAccessKey"],
    ["another owner's secret", sts2(wrong, "", later), 401, "InvalidSecretToken"],
    ["another access key", { ...good, id: "other" }, 401, "InvalidSecretToken"],
    ["another secret", { ...good, secret: "other" }, 401, "SignatureDoesNotMatch"],
    ["no content", broken("STS2"), 401, "InvalidSecretToken"],
    [
      "content that is a list",
      broken(`STS2${Buffer.from("[]").toString("base64")}`),
      401,
      "InvalidSecretToken",
    ],
  ])("with %s", async (_name, keys, status, code) => {
    expect(await answer(volcengineHeaders(call, keys))).toMatchObject({
      vendor: "volcengine",
      status,
      code,
    });
    const inQuery = volcengineQuery(call, keys, { signsList: true });
    expect(await answer(inQuery)).toMatchObject({ vendor: "volcengine", status, code });
  });
});

import { describe, expect, test } from "@jest/globals";
import { sha256 } from "../../provider/http/hash";
import { canonicalTc3, signTc3, type Tc3Request } from "../../provider/tencent/signature";
import { signVolcengine, type VolcengineRequest } from "../../provider/volcengine/signature";

const {
  default: TencentSign,
}: {
  default: { sign3(options: object): string };
} = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/sign");
const {
  Signer,
}: {
  Signer: new (
    request: object,
    service: string,
  ) => { addAuthorization(credentials: object, date: Date): void };
} = require("@volcengine/openapi");

describe("Tencent Cloud, TC3-HMAC-SHA256", () => {
  const credentials = { id: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", key: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE" };
  const published: Tc3Request = {
    method: "POST",
    service: "cvm",
    timestamp: 1551113065,
    headers: { "content-type": "application/json; charset=utf-8", host: "cvm.tencentcloudapi.com" },
    body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
  };

  test("the vendor's published example", () => {
    expect(sha256(published.body)).toBe("35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064");
    expect(signTc3(published, credentials)).toBe(
      "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, " +
        "SignedHeaders=content-type;host, " +
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
    );
  });

  test("the canonical text of the vendor's published example that signs x-tc-action", () => {
    const headers = { ...published.headers, "X-TC-Action": "DescribeInstances" };
    // The page gives no key with it.
    expect(sha256(canonicalTc3({ ...published, headers }).text)).toBe(
      "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
    );
  });

  test.each(["trtc", "gme", "tiw", "vod"])("the vendor's SDK signs a call of %s alike", (service) => {
    const payload = { RoomId: "Räume 1", SdkAppId: 1400188366 };
    const theirs = TencentSign.sign3({
      method: "POST",
      url: `https://${service}.tencentcloudapi.com/`,
      payload,
      timestamp: 1700000000,
      service,
      secretId: credentials.id,
      secretKey: credentials.key,
      multipart: false,
      boundary: "",
      headers: { "Content-Type": "application/json" },
    });
    const contentType = "application/json";
    const headers = { "content-type": contentType, host: `${service}.tencentcloudapi.com` };
    const request = {
      method: "POST",
      service,
      timestamp: 1700000000,
      headers,
      body: JSON.stringify(payload),
    };
    expect(signTc3(request, credentials)).toBe(theirs);
  });
});

describe("Volcengine, HMAC-SHA256", () => {
  const body = '{"AppId":"app","RoomId":"room","TaskId":"task"}';
  const date = "20240102T030405Z";
  const credentials = { id: "AKLTEXAMPLE", key: "SECRETEXAMPLE" };
  const query = { Action: "StartRecord", Version: "2023-11-01" };
  const host = "rtc.volcengineapi.com";

  function signature(part: Partial<VolcengineRequest>, keys: { id: string; key: string } = credentials) {
    const content = part.body ?? body;
    const request = {
      method: "POST",
      query,
      service: "rtc",
      region: "cn-north-1",
      date,
      body: content,
      ...part,
      headers: {
        "content-type": "application/json",
        host,
        "x-content-sha256": sha256(content),
        "x-date": part.date ?? date,
        ...part.headers,
      },
    };
    return signVolcengine(request, keys).split("Signature=")[1];
  }

  test("the vendor's published example", () => {
    expect(sha256(body)).toBe("8883f56ad96ca0bed4e5aff3baff02078fb2a6144cc953da5a7f2151904bc29c");
    const part = { date: "20241201T000000Z", query: { Action: "StartVoiceChat", Version: "2024-12-01" } };
    expect(signature(part, { id: "AKLTtest", key: "topsecretkey" })).toBe(
      "43c65ebca204b0bd8fba66f7af061705e2856067638aa8cf3aa74025b0362606",
    );
  });

  test("vectors computed with the vendor's Go signer", () => {
    expect(signature({})).toBe("744ec041dce208726ca4381c4222756c7ad7374a80936cbfcc8021729ad46624");
    expect(signature({ headers: { "x-security-token": "STSTOKENEXAMPLE" } })).toBe(
      "b5656f21498e6c30e1b9a9ee679767b006b0890347e6a334090fbff2acbd9e47",
    );
    const read = {
      Action: "GetRecordTask",
      Version: "2023-11-01",
      AppId: "app",
      RoomId: "room",
      TaskId: "task@1",
    };
    expect(signature({ method: "GET", query: read, body: "" })).toBe(
      "b1c41fbfab14309d946f6662193ed76dce5b03af09bf9e98110d314511b6f242",
    );
  });

  test("the vendor's npm signer signs alike", () => {
    const headers: Record<string, string> = { Host: host };
    const params = { ...query, Note: "a b+c!*'()" };
    const request = { region: "cn-north-1", method: "POST", pathname: "/", params, headers, body };
    const when = new Date("2024-01-02T03:04:05Z");
    const keys = { accessKeyId: credentials.id, secretKey: credentials.key, sessionToken: "STSTOKENEXAMPLE" };
    new Signer(request, "rtc").addAuthorization(keys, when);
    const signed = {
      host,
      "x-content-sha256": sha256(body),
      "x-date": date,
      "x-security-token": "STSTOKENEXAMPLE",
    };
    const ours = signVolcengine(
      { method: "POST", query: params, service: "rtc", region: "cn-north-1", date, headers: signed, body },
      credentials,
    );
    expect(ours).toBe(headers.Authorization);
  });
});

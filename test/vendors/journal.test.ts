import { describe, expect, test } from "@jest/globals";
import { startVendors } from "../../local/vendors";
import { redacted } from "../../local/vendors/journal";
import { formatJson } from "../../local/vendors/json";
import document from "../fixtures/documents/tencentTrtcStartPublishCdnStream.json";
import { tencent } from "./client";

describe("redaction", () => {
  const canary = "canary0123456789";

  test.each(["UserSig", "AccessKey", "SecretKey", "CallbackKey", "SecurityToken", "userSig", "secretkey"])(
    "takes out %s, wherever it is and whatever it holds",
    (name) => {
      for (const value of [canary, [canary], { Inner: canary }]) {
        const text = formatJson(redacted({ List: [{ [name]: value }] }));
        expect(text).not.toContain(canary);
        expect(text).toContain("[redacted]");
      }
    },
  );

  test.each([
    [
      `rtmp://push.example.com/live/stream?txSecret=${canary}&txTime=5`,
      "rtmp://push.example.com/live/[redacted]",
    ],
    [`rtmp://user:${canary}@push.example.com/live`, "rtmp://push.example.com/live"],
    [`rtmp://push.example.com/live#${canary}`, "rtmp://push.example.com/live"],
    [`RTMP://push.example.com?${canary}`, "RTMP://push.example.com"],
    [`rtmp://push.example.com/live/${canary}`, "rtmp://push.example.com/live/[redacted]"],
    [`rtmp://push.example.com/live/a/${canary}`, "rtmp://push.example.com/live/[redacted]"],
    [canary, "[redacted]"],
  ])("of the push url %s", (url, expected) => {
    expect(redacted({ PublishCdnUrl: url })).toEqual({ PublishCdnUrl: expected });
  });

  test("of other urls", () => {
    expect(redacted({ Url: `https://bucket.example.com/input.mp4?sign=${canary}` })).toEqual({
      Url: "https://bucket.example.com/input.mp4",
    });
  });

  test("leaves the rest, and shows where a secret is empty", () => {
    const body = { SdkAppId: 1, Name: "a?b", CallbackKey: "", Many: [null, true, 446192236330927912n] };
    expect(redacted(body)).toEqual(body);
  });
});

describe("the journal", () => {
  test("tells of every call, also of those that are refused", async () => {
    await using vendors = await startVendors();
    const relay = { ...document.examples[0]?.request };
    await tencent(vendors, "trtc", "StartPublishCdnStream", relay);
    await tencent(vendors, "trtc", "StartPublishCdnStream", relay, { secretKey: "wrong" });
    await tencent(vendors, "trtc", "StopPublishCdnStream", "{");
    expect(vendors.journal).toMatchObject([
      {
        sequence: 1,
        vendor: "tencent",
        service: "trtc",
        action: "StartPublishCdnStream",
        version: "2019-07-22",
        region: "ap-singapore",
        body: { RoomId: "295066", AgentParams: { UserSig: "[redacted]", MaxIdleTime: 30 } },
        code: "ok",
        requestId: expect.any(String),
      },
      { sequence: 2, code: "AuthFailure.SignatureFailure", body: { RoomId: "295066" } },
      { sequence: 3, code: "InvalidParameter", body: null },
    ]);
    expect(formatJson([...vendors.journal].map(({ body }) => body))).not.toContain(
      document.examples[0]?.request.AgentParams.UserSig,
    );
  });

  test("is waited for, whether the call came before or comes later", async () => {
    await using vendors = await startVendors();
    const stopped = vendors.journal.waitFor(({ action }) => action === "StopPublishCdnStream");
    await tencent(vendors, "trtc", "StartPublishCdnStream", {});
    await tencent(vendors, "trtc", "StopPublishCdnStream", {});
    expect(await stopped).toMatchObject({ sequence: 2 });
    expect(await vendors.journal.waitFor(({ sequence }) => sequence === 1)).toMatchObject({ sequence: 1 });
  });

  test("filters and maps to plain arrays", async () => {
    await using vendors = await startVendors();
    await tencent(vendors, "trtc", "StopPublishCdnStream", {});
    expect(vendors.journal.map(({ code }) => code)).toEqual(["MissingParameter"]);
    expect(vendors.journal.filter(({ code }) => code === "ok")).toEqual([]);
  });
});

import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { tencent, volcengine } from "../../../sdk";
import { readPushAddress } from "../../../sdk/core/pushAddress";
import * as live from "../../../sdk/live";

const key = "canaryKey0123";
const stage = { domain: "push.example.com", stream: "stage", key };
const validUntil = "2030-06-30T22:00:00Z";
const pushUrls = [
  { vendor: "Tencent Cloud", pushUrl: live.tencent.pushUrl, parameter: "txTime" },
  { vendor: "Volcengine", pushUrl: live.volcengine.pushUrl, parameter: "volcTime" },
] as const;

describe("the examples on the vendors' pages", () => {
  test("Tencent Cloud", () => {
    const url = live.tencent.pushUrl({
      domain: "livepush.tcloud.com",
      app: "live",
      stream: "test",
      key: "e12c46f2612d5106e2034781ab261ca3",
      validUntil: "2018-12-29T14:13:45+08:00",
    });
    expect(url).toBe(
      "rtmp://livepush.tcloud.com/live/test?txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099",
    );
  });

  test("Volcengine", () => {
    const url = live.volcengine.pushUrl({
      domain: "push.example.com",
      app: "live",
      stream: "livestream",
      key: "A1B2C3d4e5f6",
      validUntil: "2022-05-27T14:20:22+08:00",
    });
    expect(url).toBe(
      "rtmp://push.example.com/live/livestream?volcTime=1653632422&volcSecret=e5bb77201cbaa2f9ccdd316fcda4c212",
    );
  });
});

// The digests of these were computed with another implementation of MD5.
describe("where a stream is played from", () => {
  const played = { ...stage, domain: "play.example.com", stream: "stage_hd", validUntil };
  const tx = "txSecret=a7684ffee04bbd9bd6940b20bc5c9f17&txTime=71CA5BE0";
  const volc = "volcTime=1909087200&volcSecret=d291365a299c804585902427f223b50b";

  test.each([
    ["rtmp", "rtmp://play.example.com/live/stage_hd"],
    ["webrtc", "webrtc://play.example.com/live/stage_hd"],
    ["flv", "https://play.example.com/live/stage_hd.flv"],
    ["hls", "https://play.example.com/live/stage_hd.m3u8"],
  ] as const)("Tencent Cloud, %s", (format, url) => {
    expect(live.tencent.playbackUrl({ ...played, format })).toBe(`${url}?${tx}`);
  });

  test.each([
    ["rtmp", "rtmp://play.example.com/live/stage_hd"],
    ["flv", "https://play.example.com/live/stage_hd.flv"],
  ] as const)("Volcengine, %s", (format, url) => {
    expect(live.volcengine.playbackUrl({ ...played, format })).toBe(`${url}?${volc}`);
  });

  test("without a certificate", () => {
    const url = live.tencent.playbackUrl({ ...played, format: "hls", https: false });
    expect(url).toBe(`http://play.example.com/live/stage_hd.m3u8?${tx}`);
  });

  test("a format that there is not is refused", () => {
    const url = () => Reflect.apply(live.volcengine.playbackUrl, undefined, [{ ...played, format: "dash" }]);
    expect(url).toThrow(
      "the live address cannot be made: format is not known. What to do: pass one of rtmp, flv",
    );
  });
});

describe.each(pushUrls)("the end of an address of $vendor", ({ pushUrl, parameter }) => {
  const endOf = (validity: { validFor?: string; validUntil?: string }, now = Date.parse("2030-01-01")) =>
    readPushAddress(pushUrl({ ...stage, ...validity }, { now: () => now }))?.expiry;

  test.each([
    ["2030-06-30T22:00:00Z", "2030-06-30T22:00:00.000Z"],
    ["2030-07-01T00:00:00+02:00", "2030-06-30T22:00:00.000Z"],
    ["2030-06-30T22:00Z", "2030-06-30T22:00:00.000Z"],
    ["2030-06-30T22:00:00.999Z", "2030-06-30T22:00:00.000Z"],
    ["2106-02-07T06:28:15Z", "2106-02-07T06:28:15.000Z"],
    ["2001-09-09T01:46:40Z", "2001-09-09T01:46:40.000Z"],
  ])("%s is read as it was set", (set, read) => {
    expect(endOf({ validUntil: set })).toEqual({ parameter, at: Date.parse(read) });
  });

  test("it stays the same until the window ends, and lasts as long as is wanted", () => {
    const times = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2090-01-01") });
    const minutes = fc.integer({ min: 1, max: 366 * 24 * 60 });
    fc.assert(
      fc.property(times, minutes, fc.double({ min: 0, max: 1, noNaN: true }), (now, length, part) => {
        const window = length * 60_000;
        const validity = { validFor: `${length}m` };
        const { at = 0 } = endOf(validity, now) ?? {};
        expect(at - now).toBeGreaterThan(window);
        expect(at - now).toBeLessThanOrEqual(2 * window);
        const lastOfWindow = at - window - 1;
        const later = now + Math.floor(part * (lastOfWindow - now));
        expect(endOf(validity, later)?.at).toBe(at);
        expect(endOf(validity, lastOfWindow + 1)?.at).toBe(at + window);
      }),
    );
  });

  test('that of "24h" moves at midnight UTC', () => {
    const at = (now: string) => new Date(endOf({ validFor: "24h" }, Date.parse(now))?.at ?? 0).toISOString();
    expect(at("2030-06-29T00:00:00Z")).toBe("2030-07-01T00:00:00.000Z");
    expect(at("2030-06-29T23:59:59.999Z")).toBe("2030-07-01T00:00:00.000Z");
    expect(at("2030-06-30T00:00:00Z")).toBe("2030-07-02T00:00:00.000Z");
  });

  test.each([
    [{}, "validFor and validUntil are both missing"],
    [{ validFor: "24h", validUntil }, "validFor and validUntil are both set"],
    [{ validFor: "" }, "validFor is no duration"],
    [{ validFor: "1d" }, "validFor is no duration"],
    [{ validFor: "900000ms" }, "validFor is no duration"],
    [{ validFor: "59s" }, "validFor is not between one minute and 366 days"],
    [{ validFor: "8785h" }, "validFor is not between one minute and 366 days"],
    [{ validUntil: "" }, "validUntil is no time"],
    [{ validUntil: "tomorrow" }, "validUntil is no time"],
    [{ validUntil: "2030-06-30" }, "validUntil is no time"],
    [{ validUntil: "2030-06-30T22:00:00" }, "validUntil is no time in ISO 8601 with its offset from UTC"],
    [{ validUntil: "2030-13-30T22:00:00Z" }, "validUntil is no time"],
    [{ validUntil: "2030-02-30T22:00:00Z" }, "validUntil is no time"],
    [{ validUntil: "2030-06-30T25:00:00Z" }, "validUntil is no time"],
    [{ validUntil: "2001-09-09T01:46:39Z" }, "validUntil is before September 2001"],
    [{ validUntil: "2106-02-07T06:28:16Z" }, "or after February 2106"],
  ])("%j is refused", (validity, problem) => {
    expect(() => endOf(validity)).toThrow(problem);
  });

  test.each(["60s", "1m", "8784h"])("%s is taken", (validFor) => {
    expect(endOf({ validFor })).toBeDefined();
  });
});

describe.each(pushUrls)("the parts of an address of $vendor", ({ pushUrl, parameter }) => {
  const longest = parameter === "txTime" ? { app: 255, stream: 255 } : { app: 30, stream: 100 };

  test.each([
    ["domain", ""],
    ["domain", "rtmp://push.example.com"],
    ["domain", "push.example.com/live"],
    ["domain", "push.example.com:1935"],
    ["domain", "user@push.example.com"],
    ["domain", "push"],
    ["domain", "push..example.com"],
    ["domain", "-push.example.com"],
    ["app", ""],
    ["app", "live/sub"],
    ["app", ".."],
    ["app", "a".repeat(longest.app + 1)],
    ["stream", ""],
    ["stream", "stage?txSecret=0"],
    ["stream", "stage&b"],
    ["stream", "a/b"],
    ["stream", "a b"],
    ["stream", "a%20b"],
    ["stream", "a#b"],
    ["stream", "bühne"],
    ["stream", "stage\n"],
    ["stream", "."],
    ["stream", "a".repeat(longest.stream + 1)],
    ["key", ""],
    ["key", " canaryKey"],
    ["key", "canaryKey\n"],
    ["key", "canarykéy"],
    ["key", 12345],
    ["stream", null],
  ])("%s %j is refused, in a sentence that shows neither", (part, value) => {
    const make = () => Reflect.apply(pushUrl, undefined, [{ ...stage, validUntil, [part]: value }]);
    expect(make).toThrow(
      new RegExp(`^the live address cannot be made: ${part} (is|has) .+\\. What to do: .+[^.]$`),
    );
    expect(make).not.toThrow(/canary/);
  });

  test.each([
    ["app", "a".repeat(longest.app)],
    ["stream", "a".repeat(longest.stream)],
    ["stream", "Stage_1-a.b"],
    ["domain", "xn--bhne-0ra.example.com"],
    ["key", "!~"],
  ])("%s %j is taken", (part, value) => {
    expect(pushUrl({ ...stage, validUntil, [part]: value })).toMatch(/^rtmp:/);
  });
});

describe("in a Pulumi program", () => {
  const settle = async (output: pulumi.Output<string>) => ({
    value: await new Promise((resolve) => output.apply(resolve)),
    isSecret: await pulumi.isSecret(output),
  });
  const later = { ...stage, domain: pulumi.output("push.example.com"), key: pulumi.secret(key) };

  test.each([
    ["plain values", stage],
    ["outputs and secrets", later],
    ["promises", { ...stage, stream: Promise.resolve("stage") }],
  ])("%s make the same address, which is a secret", async (_, parts) => {
    const format = "flv";
    expect(await settle(tencent.live.pushUrl({ ...parts, validUntil }))).toEqual({
      value: live.tencent.pushUrl({ ...stage, validUntil }),
      isSecret: true,
    });
    expect(await settle(volcengine.live.pushUrl({ ...parts, validUntil }))).toEqual({
      value: live.volcengine.pushUrl({ ...stage, validUntil }),
      isSecret: true,
    });
    expect(await settle(tencent.live.playbackUrl({ ...parts, format, validUntil }))).toEqual({
      value: live.tencent.playbackUrl({ ...stage, format, validUntil }),
      isSecret: true,
    });
    expect(await settle(volcengine.live.playbackUrl({ ...parts, format, validUntil }))).toEqual({
      value: live.volcengine.playbackUrl({ ...stage, format, validUntil }),
      isSecret: true,
    });
  });

  test("a duration counts from now", async () => {
    const before = Date.now();
    const { value } = await settle(tencent.live.pushUrl({ ...later, validFor: "24h" }));
    const { at = 0 } = readPushAddress(String(value))?.expiry ?? {};
    expect(at - before).toBeGreaterThan(24 * 3_600_000);
    expect(at - Date.now()).toBeLessThanOrEqual(48 * 3_600_000);
  });
});

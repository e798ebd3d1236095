import { describe, expect, test } from "@jest/globals";
import { expiryProblem, readPushAddress } from "../../sdk/core/pushAddress";

const address = "rtmp://push.example.com/live/stage";

function targetOf(text: string): string | undefined {
  return readPushAddress(text)?.target;
}

describe("what a CDN takes for one address", () => {
  test.each([
    ["another signature", `${address}?txSecret=0&txTime=7F000000`],
    ["another end", `${address}?volcTime=1893456000`],
    ["capital letters in the host", "rtmp://PUSH.Example.com/live/stage"],
    ["a dot after the host", "rtmp://push.example.com./live/stage"],
    ["the usual port", "rtmp://push.example.com:1935/live/stage"],
    ["another protocol", "rtmps://push.example.com/live/stage"],
    ["another protocol with its usual port", "rtmps://push.example.com:443/live/stage"],
    ["user and password", "rtmp://user:password@push.example.com/live/stage"],
    ["letters in hexadecimal digits", "rtmp://push.example.com/live/st%61ge"],
    ["a fragment", `${address}#top`],
    ["blanks around it", ` ${address}\n`],
  ])("%s", (_, text) => {
    expect(targetOf(text)).toBe(targetOf(address));
  });
});

describe("what a CDN tells apart", () => {
  test.each([
    ["another stream", "rtmp://push.example.com/live/other"],
    ["capital letters in the stream", "rtmp://push.example.com/live/Stage"],
    ["another application", "rtmp://push.example.com/test/stage"],
    ["another host", "rtmp://push.example.org/live/stage"],
    ["another port", "rtmp://push.example.com:19350/live/stage"],
    ["another domain behind the host", `${address}?vhost=other.example.com`],
  ])("%s", (_, text) => {
    expect(targetOf(text)).not.toBe(targetOf(address));
  });

  test("a stream that is named in the query", () => {
    const [one, two] = ["one", "two"].map((name) =>
      targetOf(`rtmp://push.example.com/live/?streamname=${name}`),
    );
    expect(one).not.toBe(two);
  });
});

test.each(["", "stage?txSecret=1", "rtmp:/push.example.com/live", "rtmp://", "rtmp://[::1/live/a"])(
  "%j is no push address",
  (text) => {
    expect(readPushAddress(text)).toBeUndefined();
  },
);

// 2026-01-15T12:00:00Z
const seconds = 0x6968d6c0;

describe("the end that an address says", () => {
  test.each([
    ["Tencent Cloud, hexadecimal", "txSecret=0&txTime=6968D6C0", "txTime", seconds],
    ["Tencent Cloud, small letters", "txSecret=0&txTime=6968d6c0", "txTime", seconds],
    ["Tencent Cloud, decimal", `txSecret=0&txTime=${seconds}`, "txTime", seconds],
    ["Volcengine", `volcTime=${seconds}&volcSecret=0`, "volcTime", seconds],
    [
      "Alibaba Cloud, with a day that the domain grants",
      `auth_key=${seconds - 86_400}-0-0-0`,
      "auth_key",
      seconds,
    ],
    ["OSS", `OSSAccessKeyId=id&Expires=${seconds}&Signature=0`, "Expires", seconds],
    ["KS3", `KSSAccessKeyId=id&Expires=${seconds}&Signature=0`, "Expires", seconds],
    ["COS", `q-sign-algorithm=sha1&q-sign-time=1606445586;${seconds}&q-signature=0`, "q-sign-time", seconds],
    ["Kingsoft Cloud", `t=${seconds}&k=0`, "t", seconds],
    ["Qiniu", `expire=${seconds}&token=0`, "expire", seconds],
    ["Qiniu with a key", `e=${seconds}&token=0`, "e", seconds],
  ])("%s", (_, query, parameter, end) => {
    expect(readPushAddress(`${address}?${query}`)?.expiry).toEqual({ parameter, at: end * 1_000 });
  });

  test.each([
    "",
    "txSecret=0",
    "txTime=",
    "txTime=soon",
    "txTime=6968D6C0FF",
    "volcTime=12",
    "volcTime=6968D6C0",
    `t=${seconds}`,
    `expire=${seconds}`,
    `Expires=${seconds}`,
    "auth_key=soon-0-0-0",
  ])("none in %j", (query) => {
    expect(readPushAddress(`${address}?${query}`)).toMatchObject({ expiry: undefined });
  });
});

describe("what is wrong with an end", () => {
  const expiry = { parameter: "txTime", at: seconds * 1_000 };
  test.each([
    ["later than it is needed", -61, 60, undefined],
    ["as long as it is needed", -60, 60, undefined],
    [
      "sooner than it is needed",
      -59,
      60,
      "it ends at 2026-01-15T12:00:00.000Z, and it is needed for 60 seconds",
    ],
    ["right now", 0, 0, "it ended at 2026-01-15T12:00:00.000Z"],
    ["a second ago", 1, 0, "it ended at 2026-01-15T12:00:00.000Z"],
  ])("%s", (_, after, needed, problem) => {
    const found = expiryProblem(expiry, (seconds + after) * 1_000, needed);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(problem);
  });
});

import { describe, expect, test } from "@jest/globals";
import { relay, rtcRecording, videoRedraw, voiceRecording } from "../../../policies/core/examples";
import type { Example } from "../../../policies/core/rule";
import { costOf, type Prices, pricesSchema, renderCost } from "../../../policies/cost";
import { recordedIntoBucket, recordedIntoVod } from "../../../policies/storage/recordedInto";
import { stopped, unknownValue } from "../support";
import { subjects } from "./support";

const prices: Prices = pricesSchema.parse({
  currency: "EUR",
  date: "2026-11-21",
  sources: ["a contract"],
  tiers: { SD: { width: 640, height: 480 }, HD: { width: 1280, height: 720 } },
  meters: {
    "trtc-transcode": { per1000Minutes: { audio: 1, SD: 2, HD: 5 }, counts: "part" },
    "trtc-relay": { per1000Minutes: { audio: 0.5, SD: 0.5, HD: 0.5 } },
    "trtc-duration": { per1000Minutes: { audio: 1, HD: 4 }, note: "for the robot" },
    "trtc-recording-to-cos": { per1000Minutes: { audio: 0.1, HD: 0.2 }, counts: "part" },
    "trtc-recording-to-vod": { per1000Minutes: { audio: 0, HD: 0 } },
    "volcengine-recording": { per1000Minutes: { audio: 2, SD: 3, HD: 6 }, counts: "part" },
    "gme-recording": { per1000Minutes: { audio: 2 } },
    "vod-video-redraw": { perRun: 0.4 },
  },
});

/** What is billed, as "meter tier count cost-of-1000-minutes". */
function billed(example: Example): string[] {
  return costOf(subjects({ one: example }), prices).lines.map(
    ({ meter, tier, count, per1000Minutes, atLeast }) =>
      `${meter} ${tier} ${count} ${per1000Minutes}${atLeast ? " at least" : ""}`,
  );
}

const two = {
  "audioParams.subscribeAudioList": [{ userInfo: { userId: "a" } }, { userInfo: { userId: "b" } }],
};

describe("what a relay is billed by", () => {
  test.each([
    ["mixed", relay("", two), ["trtc-transcode HD 2 10", "trtc-duration HD 1 4"]],
    ["mixed, of whoever is there", relay(""), ["trtc-transcode HD 1 5 at least", "trtc-duration HD 1 4"]],
    ["one stream", relay("", { withTranscoding: 0 }), ["trtc-duration HD 1 4"]],
    [
      "sound alone",
      relay("", { videoParams: undefined, ...two }),
      ["trtc-transcode audio 2 2", "trtc-duration audio 1 1"],
    ],
    [
      "to two other CDNs and one of the vendor",
      relay("", {
        withTranscoding: 0,
        publishCdnParams: [0, 1, 0].map((isTencentCdn) => ({ publishCdnUrl: "rtmp://a/b", isTencentCdn })),
      }),
      ["trtc-relay HD 2 1", "trtc-duration HD 1 4"],
    ],
    [
      "recorded into COS, two files",
      relay("", {
        withTranscoding: 0,
        ...recordedIntoBucket(),
        "recordParams.recordFormat": ["mp4", "hls"],
      }),
      ["trtc-duration HD 1 4", "trtc-recording-to-cos HD 2 0.4"],
    ],
    [
      "its sound recorded into COS",
      relay("", { withTranscoding: 0, ...recordedIntoBucket(), "recordParams.streamType": 1 }),
      ["trtc-duration HD 1 4", "trtc-recording-to-cos audio 1 0.1"],
    ],
    [
      "recorded into VOD",
      relay("", { withTranscoding: 0, ...recordedIntoVod() }),
      ["trtc-duration HD 1 4", "trtc-recording-to-vod HD 1 0"],
    ],
    [
      "a storage, and no recording",
      relay("", { withTranscoding: 0, ...recordedIntoBucket(), "recordParams.uniRecord": 1 }),
      ["trtc-duration HD 1 4"],
    ],
  ])("%s", (_, example, lines) => {
    expect(billed(example)).toEqual(lines);
  });
});

describe("what a Volcengine recording is billed by", () => {
  const streams = { "targetStreams.streamList": [{ userId: "a" }, { userId: "b" }, { userId: "c" }] };
  test.each([
    ["mixed", rtcRecording("", streams), ["volcengine-recording HD 3 18"]],
    [
      "the vendor's size",
      rtcRecording("", { encode: undefined, ...streams }),
      ["volcengine-recording SD 3 9"],
    ],
    [
      "a canvas of its own",
      rtcRecording("", {
        ...streams,
        "layout.layoutMode": 2,
        "layout.customLayout.canvas": { width: 640, height: 360 },
      }),
      ["volcengine-recording SD 3 9"],
    ],
    ["sound", rtcRecording("", { ...streams, "control.mediaType": 1 }), ["volcengine-recording audio 3 6"]],
  ])("%s", (_, example, lines) => {
    expect(billed(example)).toEqual(lines);
  });
});

test("the others: a minute of sound, and a run", () => {
  expect(billed(voiceRecording(""))).toEqual(["gme-recording audio 1 2"]);
  const { once, perHour } = costOf(subjects({ a: videoRedraw(""), b: videoRedraw("") }), prices);
  expect({ once, perHour }).toEqual({ once: 0.8, perHour: 0 });
});

test("what is stopped is not billed, and needs no price", () => {
  const { lines, unpriced } = costOf(
    subjects({ relay: stopped(relay("")), recording: stopped(rtcRecording("")), voices: voiceRecording("") }),
    { ...prices, meters: { "gme-recording": { per1000Minutes: { audio: 2 } } } },
  );
  expect(lines.map(({ resources }) => resources)).toEqual([["voices"]]);
  expect(unpriced).toEqual([]);
});

describe("what cannot be told", () => {
  const reasons = (example: Example, table = prices) =>
    costOf(subjects({ one: example }), table).unpriced.map(({ meter, reason }) => `${meter}: ${reason}`);

  test.each([
    [
      "a size that is not known yet",
      relay("", { withTranscoding: 0, "videoParams.videoEncode.width": unknownValue }),
      ["trtc-duration: the size of its picture is not known"],
    ],
    [
      "streams that are recorded in the size in which they are sent",
      rtcRecording("", { recordMode: 1 }),
      ["volcengine-recording: the size of its picture is not known"],
    ],
    [
      "a larger picture than the table has",
      relay("", { withTranscoding: 0, "videoParams.videoEncode.height": 1080 }),
      ["trtc-duration: no size with a price holds 1280 × 1080"],
    ],
    [
      "whether it is billed",
      relay("", { withTranscoding: unknownValue }),
      ["trtc-transcode: it is not known whether it is billed"],
    ],
    [
      "a template of the console",
      relay("", { withTranscoding: 0, "recordParams.uniRecord": 2 }),
      ["trtc-recording-by-template: the price table has no such meter"],
    ],
  ])("%s", (_, example, expected) => {
    expect(reasons(example)).toEqual(expected);
  });

  test("prices that the table lacks", () => {
    const bare = pricesSchema.parse({
      ...prices,
      meters: { "vod-video-redraw": {}, "gme-recording": { perRun: 1 } },
    });
    expect(reasons(videoRedraw(""), bare)).toEqual([
      "vod-video-redraw: the price table has no price of a run",
    ]);
    expect(reasons(voiceRecording(""), bare)).toEqual([
      "gme-recording: the price table has no price of audio",
    ]);
  });
});

describe("a report", () => {
  const report = costOf(
    subjects({
      stage: relay("", two),
      second: relay("", { withTranscoding: 0 }),
      lesson: rtcRecording("", { recordMode: 1 }),
      teaser: videoRedraw(""),
    }),
    prices,
  );

  test("adds up by meter and size", () => {
    expect(report.lines).toEqual([
      {
        meter: "trtc-transcode",
        tier: "HD",
        resources: ["stage"],
        count: 2,
        atLeast: false,
        per1000Minutes: 10,
        perHour: 0.6,
        once: 0,
      },
      {
        meter: "trtc-duration",
        tier: "HD",
        resources: ["stage", "second"],
        count: 2,
        atLeast: false,
        per1000Minutes: 8,
        perHour: 0.48,
        once: 0,
        note: "for the robot",
      },
      {
        meter: "vod-video-redraw",
        resources: ["teaser"],
        count: 1,
        atLeast: false,
        per1000Minutes: 0,
        perHour: 0,
        once: 0.4,
      },
    ]);
    expect(report).toMatchObject({ currency: "EUR", per1000Minutes: 18, perHour: 1.08, once: 0.4 });
  });

  test("as a text", () => {
    expect(renderCost(report, "text")).toBe(
      `Cost in EUR while everything runs, by prices of 2026-11-21

Meter             Size  Count  1,000 minutes    Hour  Each run
trtc-transcode      HD      2        10.0000  0.6000    0.0000
trtc-duration       HD      2         8.0000  0.4800    0.0000
vod-video-redraw            1         0.0000  0.0000    0.4000
In all                               18.0000  1.0800    0.4000

Notes:
  trtc-duration: for the robot

Not in it:
  lesson: volcengine-recording: the size of its picture is not known

Sources:
  a contract
`,
    );
  });

  test("says where it is only a lower bound", () => {
    expect(renderCost(costOf(subjects({ stage: relay("") }), prices), "text")).toMatch(
      /trtc-transcode +HD +at least 1/,
    );
  });

  test("as JSON", () => {
    expect(JSON.parse(renderCost(report, "json"))).toEqual(report);
  });

  test("of nothing", () => {
    expect(costOf([], prices)).toMatchObject({ lines: [], unpriced: [], perHour: 0, once: 0 });
    expect(renderCost(costOf([], prices), "text")).toContain("In all");
  });
});

import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { ladders, rangeOn, rangeOnAny } from "./ladders";

/** The bitrate is one that the platform behind the stream asks for at that size and frame rate. */
export const bitrateLadder = resourceRule({
  name: "encode-bitrate-ladder",
  title: "Bitrate for the platform",
  description: "The bitrate is what the platform asks for at the size and the frame rate of the video.",
  level: "advisory",
  severity: "low",
  remediation: "Use a bitrate of the platform's table, or another size or frame rate.",
  settings: fields({
    target: z
      .enum(["generic", "youtube", "twitch", "facebook", "hls"])
      .default("generic")
      .describe("whose table holds; generic is what at least one of the others takes"),
    tolerancePct: z
      .number()
      .min(0)
      .max(100)
      .default(20)
      .describe("percent that the bitrate may be beside the table"),
  }),
  examples: {
    good: [
      relay("the least of any platform, less the tolerance", { "videoParams.videoEncode.bitRate": 1200 }),
      relay("the most of any platform, and the tolerance", { "videoParams.videoEncode.bitRate": 9600 }),
      relay("for Facebook", {}, { settings: { target: "facebook" } }),
      relay(
        "for Twitch to the digit",
        { "videoParams.videoEncode.bitRate": 3000 },
        { settings: { target: "twitch", tolerancePct: 0 } },
      ),
      rtcRecording("chosen by the vendor", { "encode.videoBitrate": 0 }),
    ],
    bad: [
      finds(
        relay("less than any platform", { "videoParams.videoEncode.bitRate": 1199 }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay("more than any platform", { "videoParams.videoEncode.bitRate": 9601 }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay(
          "too much for Facebook",
          { "videoParams.videoEncode.bitRate": 4801 },
          { settings: { target: "facebook" } },
        ),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        rtcRecording(
          "too little for HLS",
          { "encode.videoBitrate": 2999 },
          { settings: { target: "hls", tolerancePct: 0 } },
        ),
        "encode.videoBitrate",
      ),
    ],
  },
  check(subject, { target, tolerancePct }, findings) {
    for (const video of subject.facets("video")) {
      const { value: kilobits, path } = video.kilobitsPerSecond;
      const [width, height, framesPerSecond] = [
        video.width.value,
        video.height.value,
        video.framesPerSecond.value,
      ];
      if (!kilobits || !width || !height || !framesPerSecond) continue;
      const picture = { width, height, framesPerSecond };
      const range = target === "generic" ? rangeOnAny(picture) : rangeOn(ladders[target], picture);
      if (!range) continue;
      const least = Math.round((range.least * (100 - tolerancePct)) / 100);
      const most = Math.round((range.most * (100 + tolerancePct)) / 100);
      if (kilobits >= least && kilobits <= most) continue;
      findings.report(
        path,
        `${kilobits} kbit/s at ${width} × ${height} and ${framesPerSecond} frames a second are not between ${least} and ${most} (${target === "generic" ? "all platforms" : target})`,
        `${kilobits < least ? "raise" : "lower"} it, or change size or frame rate`,
      );
    }
  },
});

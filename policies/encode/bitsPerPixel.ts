import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { bitsPerPixelOf } from "./bitsPerPixelOf";

/**
 * The bitrate suits size and frame rate. Published ladders lie between 0.036 (Facebook's least) and 0.163 (Apple's
 * 720p at 4500 kbit/s) bits for a pixel.
 */
export const bitsPerPixel = resourceRule({
  name: "encode-bits-per-pixel",
  title: "Bits per pixel",
  description: "The bitrate suits the size and the frame rate of the video.",
  level: "advisory",
  severity: "low",
  remediation: "Raise the bitrate of a blurred picture, lower the one of a picture that cannot get better.",
  settings: fields({
    min: z.number().min(0).default(0.04).describe("least bits for each pixel of a frame"),
    max: z.number().min(0).default(0.2).describe("most bits for each pixel of a frame"),
  }),
  examples: {
    good: [
      relay("0.111, as in the vendor's example", {
        "videoParams.videoEncode.fps": 15,
        "videoParams.videoEncode.bitRate": 1536,
      }),
      relay("the least", {
        "videoParams.videoEncode.width": 1000,
        "videoParams.videoEncode.height": 1000,
        "videoParams.videoEncode.fps": 25,
        "videoParams.videoEncode.bitRate": 1000,
      }),
      relay("the most", {
        "videoParams.videoEncode.width": 1000,
        "videoParams.videoEncode.height": 1000,
        "videoParams.videoEncode.fps": 25,
        "videoParams.videoEncode.bitRate": 5000,
      }),
      rtcRecording("chosen by the vendor", { "encode.videoBitrate": 0 }),
    ],
    bad: [
      finds(
        relay("just below the least", {
          "videoParams.videoEncode.width": 1000,
          "videoParams.videoEncode.height": 1000,
          "videoParams.videoEncode.fps": 25,
          "videoParams.videoEncode.bitRate": 999,
        }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay("just above the most", {
          "videoParams.videoEncode.width": 1000,
          "videoParams.videoEncode.height": 1000,
          "videoParams.videoEncode.fps": 25,
          "videoParams.videoEncode.bitRate": 5001,
        }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(rtcRecording("far too much", { "encode.videoBitrate": 10_000 }), "encode.videoBitrate"),
    ],
  },
  check(subject, { min, max }, findings) {
    for (const video of subject.facets("video")) {
      const bits = bitsPerPixelOf(video);
      if (bits === undefined || (bits >= min && bits <= max)) continue;
      findings.report(
        video.kilobitsPerSecond.path,
        `${bits.toFixed(3)} bits for a pixel are not between ${min} and ${max}`,
        `${bits < min ? "raise" : "lower"} the bitrate, or change size or frame rate`,
      );
    }
  },
});

import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { bitsPerPixelOf } from "./bitsPerPixelOf";

/** A bitrate that no codec makes sense of is a slip: a digit too few or too many, or another unit. */
export const bitsPerPixelLimit = resourceRule({
  name: "encode-bits-per-pixel-limit",
  title: "Possible bits per pixel",
  description: "The bitrate is possible for the size and the frame rate of the video.",
  level: "mandatory",
  severity: "high",
  remediation: "Look at the unit and at the digits of the bitrate.",
  settings: fields({
    hardMin: z.number().min(0).default(0.015).describe("below these bits for a pixel nothing is recognised"),
    hardMax: z.number().min(0).default(0.5).describe("above these bits for a pixel nothing gets better"),
  }),
  examples: {
    good: [
      relay("the least", {
        "videoParams.videoEncode.width": 1000,
        "videoParams.videoEncode.height": 1000,
        "videoParams.videoEncode.fps": 20,
        "videoParams.videoEncode.bitRate": 300,
      }),
      relay("the most", {
        "videoParams.videoEncode.width": 1000,
        "videoParams.videoEncode.height": 1000,
        "videoParams.videoEncode.fps": 20,
        "videoParams.videoEncode.bitRate": 10_000,
      }),
      rtcRecording("chosen by the vendor", { encode: undefined }),
    ],
    bad: [
      finds(
        relay("just below the least", {
          "videoParams.videoEncode.width": 1000,
          "videoParams.videoEncode.height": 1000,
          "videoParams.videoEncode.fps": 20,
          "videoParams.videoEncode.bitRate": 299,
        }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay("just above the most", {
          "videoParams.videoEncode.width": 1000,
          "videoParams.videoEncode.height": 1000,
          "videoParams.videoEncode.fps": 20,
          "videoParams.videoEncode.bitRate": 10_001,
        }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(rtcRecording("a unit too large", { "encode.videoBitrate": 2 }), "encode.videoBitrate"),
    ],
  },
  check(subject, { hardMin, hardMax }, findings) {
    for (const video of subject.facets("video")) {
      const bits = bitsPerPixelOf(video);
      if (bits === undefined || (bits >= hardMin && bits <= hardMax)) continue;
      findings.report(
        video.kilobitsPerSecond.path,
        `${video.kilobitsPerSecond.value} kbit/s are ${bits.toPrecision(3)} bits for a pixel, and ${hardMin} to ${hardMax} make sense`,
        `${bits < hardMin ? "raise" : "lower"} the bitrate`,
      );
    }
  },
});

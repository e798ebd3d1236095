import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import { gopOf } from "./gopOf";

// Frames that are counted make seconds that are not whole, as in 60 frames at 29.97 a second.
const precision = 0.01;

/** HLS is cut at key frames: segments are all as long as planned only if a key frame falls on each cut. */
export const gopDividesSegment = resourceRule({
  name: "encode-gop-divides-segment",
  title: "Key frames on segment borders",
  description: "A segment of HLS is a whole number of key frame distances long.",
  level: "advisory",
  severity: "low",
  remediation: "Use a distance of key frames that divides the length of segments.",
  settings: fields({
    segmentSeconds: z
      .number()
      .min(1)
      .max(60)
      .default(6)
      .describe("length of segments in seconds, where the resource does not say it; 6 is Apple's"),
  }),
  examples: {
    good: [
      relay("2 divides 6", { "videoParams.videoEncode.gop": 2 }),
      relay("5 divides 10", { "videoParams.videoEncode.gop": 5 }, { settings: { segmentSeconds: 10 } }),
      relay(
        "as long as a segment",
        { "videoParams.videoEncode.gop": 4 },
        { settings: { segmentSeconds: 4 } },
      ),
      rtcRecording("3 divides 6", { "encode.videoGop": 3, "fileFormatConfig.fileFormat": ["HLS"] }),
      rtcRecording("no HLS", { "encode.videoGop": 4, "fileFormatConfig.fileFormat": ["MP4"] }),
    ],
    bad: [
      finds(
        relay("4 does not divide 6", { "videoParams.videoEncode.gop": 4 }),
        "videoParams.videoEncode.gop",
      ),
      finds(
        relay(
          "longer than a segment",
          { "videoParams.videoEncode.gop": 4 },
          { settings: { segmentSeconds: 2 } },
        ),
        "videoParams.videoEncode.gop",
      ),
      finds(
        rtcRecording("the vendor's default, into HLS", {
          "encode.videoGop": undefined,
          "fileFormatConfig.fileFormat": ["MP4", "HLS"],
        }),
        "encode.videoGop",
      ),
    ],
  },
  check(subject, { segmentSeconds }, findings) {
    const segments = subject.facets("files").find(({ formats }) => formats.value?.includes("hls"));
    const seconds = segments?.segmentSeconds.value ?? segmentSeconds;
    for (const video of subject.facets("video")) {
      if (!segments && video.live.value !== true) continue;
      const gop = gopOf(video);
      if (!gop) continue;
      const times = seconds / gop.seconds;
      if (Math.round(times) >= 1 && Math.abs(times - Math.round(times)) <= precision) continue;
      findings.report(
        gop.path,
        `${gop.seconds} seconds${gop.remark} between key frames do not divide segments of ${seconds} seconds`,
        "use a distance that does",
      );
    }
  },
});

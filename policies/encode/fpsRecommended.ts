import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Frame rates that players and editors know, and no more of them than talking people need. */
export const fpsRecommended = resourceRule({
  name: "encode-fps-recommended",
  title: "Recommended frame rate",
  description: "Video has a usual frame rate, and none above what is recommended.",
  level: "advisory",
  severity: "low",
  remediation: "Use a usual frame rate, or raise maxFps for streams with much motion.",
  settings: fields({
    maxFps: z.number().min(1).max(120).default(30).describe("most frames a second that are recommended"),
    allowedFps: z
      .array(z.number().min(1).max(120))
      .min(1)
      .default([10, 15, 20, 24, 25, 30, 50, 60])
      .describe("frame rates that are usual"),
  }),
  examples: {
    good: [
      relay("the limit", { "videoParams.videoEncode.fps": 30 }),
      relay("much motion", { "videoParams.videoEncode.fps": 60 }, { settings: { maxFps: 60 } }),
      rtcRecording("the vendor's default", { "encode.videoFps": undefined }),
    ],
    bad: [
      finds(relay("above the limit", { "videoParams.videoEncode.fps": 50 }), "videoParams.videoEncode.fps"),
      finds(
        relay(
          "above the limit, and no rate is usual below it",
          { "videoParams.videoEncode.fps": 15 },
          { settings: { maxFps: 12, allowedFps: [15] } },
        ),
        "videoParams.videoEncode.fps",
      ),
      finds(rtcRecording("an unusual rate", { "encode.videoFps": 29 }), "encode.videoFps"),
    ],
  },
  check(subject, { maxFps, allowedFps }, findings) {
    const usual = allowedFps.filter((rate) => rate <= maxFps);
    const advice = usual.length > 0 ? `use one of ${usual.join(", ")}` : `use at most ${maxFps}`;
    for (const { framesPerSecond } of subject.facets("video")) {
      const fps = framesPerSecond.value;
      if (fps === undefined) continue;
      if (fps > maxFps) {
        findings.report(
          framesPerSecond.path,
          `${fps} frames a second are more than the ${maxFps} that are recommended`,
          advice,
        );
      } else if (!allowedFps.includes(fps)) {
        findings.report(
          framesPerSecond.path,
          `${fps} frames a second${framesPerSecond.remark} are unusual`,
          advice,
        );
      }
    }
  },
});

import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Frames a second stay at what players and platforms take. */
export const maxFps = resourceRule({
  name: "encode-max-fps",
  title: "Frame rate",
  description: "Video has no more frames a second than allowed.",
  level: "mandatory",
  severity: "medium",
  remediation: "Lower the frame rate, or raise maxFps for streams that need it.",
  settings: fields({
    maxFps: z.number().min(1).max(120).default(60).describe("most frames a second"),
  }),
  examples: {
    good: [
      relay("the limit", { "videoParams.videoEncode.fps": 60 }),
      rtcRecording("the vendor's default", { "encode.videoFps": undefined }),
    ],
    bad: [
      finds(
        relay("above a lower limit", { "videoParams.videoEncode.fps": 31 }, { settings: { maxFps: 30 } }),
        "videoParams.videoEncode.fps",
      ),
      finds(rtcRecording("above the limit", { "encode.videoFps": 61 }), "encode.videoFps"),
    ],
  },
  check(subject, { maxFps: most }, findings) {
    for (const { framesPerSecond } of subject.facets("video")) {
      const fps = framesPerSecond.value;
      if (fps !== undefined && fps > most) {
        findings.report(
          framesPerSecond.path,
          `${fps} frames a second are more than ${most}`,
          `lower it to at most ${most}`,
        );
      }
    }
  },
});

import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

/** By how many percent a shape differs from a ratio; sizes are whole, so the ends of the tolerance are exact. */
function difference(width: number, height: number, ratio: string): number {
  const [across = Number.NaN, down = Number.NaN] = ratio.split(":").map(Number);
  return (Math.abs(width * down - height * across) * 100) / (height * across);
}

/** Players and pages have places of a few shapes; another one gets bars or is cropped. */
export const aspectRatio = resourceRule({
  name: "encode-aspect-ratio",
  title: "Shape of the picture",
  description: "Pictures have a usual shape.",
  level: "advisory",
  severity: "low",
  remediation: "Use a size of one of the shapes, or add the shape to ratios.",
  settings: fields({
    ratios: z
      .array(z.string().regex(/^[1-9]\d*:[1-9]\d*$/, "width, colon, height, for example 16:9"))
      .min(1)
      .default(["16:9", "9:16", "4:3", "1:1"])
      .describe("shapes, width to height"),
    tolerancePct: z.number().min(0).max(50).default(2).describe("percent that a shape may differ"),
  }),
  examples: {
    good: [
      relay("16:9"),
      relay("nearly 16:9", { "videoParams.videoEncode.width": 854, "videoParams.videoEncode.height": 480 }),
      relay("the tolerance", {
        "videoParams.videoEncode.width": 1020,
        "videoParams.videoEncode.height": 1000,
      }),
      rtcRecording("upright", { "encode.videoWidth": 720, "encode.videoHeight": 1280 }),
      videoGeneration("4:3", { "whiteboard.width": 1280, "whiteboard.height": 960 }),
    ],
    bad: [
      finds(
        relay("beyond the tolerance", {
          "videoParams.videoEncode.width": 1021,
          "videoParams.videoEncode.height": 1000,
        }),
        "videoParams.videoEncode.width",
      ),
      finds(
        rtcRecording("one side changed, the other left at the vendor's default", {
          "encode.videoWidth": 1280,
          "encode.videoHeight": undefined,
        }),
        "encode.videoWidth",
      ),
      finds(
        videoGeneration(
          "none of the shapes",
          { "whiteboard.width": 1280, "whiteboard.height": 960 },
          { settings: { ratios: ["16:9"] } },
        ),
        "whiteboard.width",
      ),
    ],
  },
  check(subject, { ratios, tolerancePct }, findings) {
    for (const { width, height } of subject.facets("video")) {
      const [across, down] = [width.value, height.value];
      if (!across || !down) continue;
      if (ratios.some((ratio) => difference(across, down, ratio) <= tolerancePct)) continue;
      findings.report(
        width.path,
        `${across} × ${down} is none of ${ratios.join(", ")}`,
        "use one of these shapes",
      );
    }
  },
});

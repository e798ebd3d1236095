import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Pictures are no larger than Full HD, upright or across, unless somebody decides so: larger ones cost more. */
export const maxResolution = resourceRule({
  name: "encode-max-resolution",
  title: "Picture size",
  description: "Pictures are no larger than allowed.",
  level: "mandatory",
  severity: "medium",
  remediation: "Make the picture smaller, or raise maxPixels and maxSide for streams that need it.",
  settings: fields({
    maxPixels: z
      .int()
      .min(1)
      .default(1920 * 1080)
      .describe("most pixels of a picture, width times height"),
    maxSide: z.int().min(1).default(1920).describe("longest side of a picture in pixels"),
  }),
  examples: {
    good: [
      relay("Full HD", { "videoParams.videoEncode.width": 1920, "videoParams.videoEncode.height": 1080 }),
      rtcRecording("Full HD upright", { "encode.videoWidth": 1080, "encode.videoHeight": 1920 }),
      videoGeneration("a Full HD whiteboard", { "whiteboard.width": 1920, "whiteboard.height": 1080 }),
    ],
    bad: [
      finds(
        relay("a line too much", {
          "videoParams.videoEncode.width": 1920,
          "videoParams.videoEncode.height": 1081,
        }),
        "videoParams.videoEncode.width",
      ),
      finds(
        rtcRecording("a canvas as large as the vendor takes", {
          layout: { layoutMode: 2, customLayout: { canvas: { width: 1920, height: 1920 } } },
        }),
        "layout.customLayout.canvas.width",
      ),
      finds(
        videoGeneration("a wide whiteboard", { "whiteboard.width": 1922, "whiteboard.height": 960 }),
        "whiteboard.width",
      ),
      finds(
        videoGeneration("a high canvas", {
          mixStream: {
            enabled: true,
            custom: { canvas: { layoutParams: { width: 480, height: 3000 } }, inputStreamList: [] },
          },
        }),
        "mixStream.custom.canvas.layoutParams.height",
      ),
    ],
  },
  check(subject, { maxPixels, maxSide }, findings) {
    for (const { width, height } of subject.facets("video")) {
      for (const side of [width, height]) {
        const length = side.value;
        if (length === undefined || length <= maxSide) continue;
        findings.report(
          side.path,
          `${length} pixels${side.remark} are more than ${maxSide}`,
          `use at most ${maxSide}`,
        );
      }
      const pixels = (width.value ?? Number.NaN) * (height.value ?? Number.NaN);
      if (pixels > maxPixels) {
        findings.report(
          width.path,
          `${width.value} × ${height.value} are ${pixels} pixels, more than ${maxPixels}`,
          "use a smaller picture",
        );
      }
    }
  },
});

import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import type { FacetValue } from "../../sdk/core/readFacets";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

const twoWindows = [
  { imageWidth: 640, imageHeight: 720 },
  { locationX: 640, imageWidth: 639, imageHeight: 720 },
];

/** Encoders store colour for each two by two pixels: an odd size is cropped, stretched or refused. */
export const evenDimensions = resourceRule({
  name: "encode-even-dimensions",
  title: "Even sizes",
  description: "Pictures and windows have even sizes.",
  level: "mandatory",
  severity: "medium",
  remediation: "Round the size to an even number of pixels.",
  settings: fields({
    modulus: z
      .int()
      .min(1)
      .max(64)
      .default(2)
      .describe("what sizes of pictures are a multiple of, in pixels"),
    windowModulus: z
      .int()
      .min(1)
      .max(64)
      .default(2)
      .describe("what sizes of windows are a multiple of, in pixels"),
  }),
  examples: {
    good: [
      relay("an even size", { "videoParams.videoEncode.width": 854, "videoParams.videoEncode.height": 480 }),
      relay("a multiple of eight", {}, { settings: { modulus: 8 } }),
      rtcRecording("the vendor's defaults", { encode: undefined }, { settings: { modulus: 16 } }),
      videoGeneration("an even whiteboard", { "whiteboard.width": 1280, "whiteboard.height": 722 }),
    ],
    bad: [
      finds(
        relay("an odd size", { "videoParams.videoEncode.width": 853, "videoParams.videoEncode.height": 479 }),
        "videoParams.videoEncode.width",
        "videoParams.videoEncode.height",
      ),
      finds(
        relay(
          "even, and no multiple of eight",
          { "videoParams.videoEncode.width": 854 },
          { settings: { modulus: 8 } },
        ),
        "videoParams.videoEncode.width",
      ),
      finds(
        relay("an odd window", {
          "videoParams.layoutParams": { mixLayoutMode: 4, mixLayoutList: twoWindows },
        }),
        "videoParams.layoutParams.mixLayoutList[1].imageWidth",
      ),
      finds(
        rtcRecording("an odd canvas", {
          layout: { layoutMode: 2, customLayout: { canvas: { width: 1279, height: 720 } } },
        }),
        "layout.customLayout.canvas.width",
      ),
      finds(videoGeneration("an odd whiteboard", { "whiteboard.height": 721 }), "whiteboard.height"),
    ],
  },
  check(subject, { modulus, windowModulus }, findings) {
    const compare = (input: FacetValue<number>, divisor: number) => {
      const pixels = input.value;
      if (pixels === undefined || pixels % divisor === 0) return;
      findings.report(
        input.path,
        `${pixels} pixels${input.remark} are not a multiple of ${divisor}`,
        `use ${Math.floor(pixels / divisor) * divisor} or ${Math.ceil(pixels / divisor) * divisor}`,
      );
    };
    for (const { width, height } of subject.facets("video")) {
      compare(width, modulus);
      compare(height, modulus);
    }
    for (const { width, height } of subject.facets("window")) {
      compare(width, windowModulus);
      compare(height, windowModulus);
    }
  },
});

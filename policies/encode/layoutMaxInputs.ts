import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, videoGeneration } from "../core/examples";
import { resourceRule } from "../core/rule";

function windows(count: number) {
  return Array.from({ length: count }, () => ({ imageWidth: 64, imageHeight: 36 }));
}

function streams(count: number) {
  return Array.from({ length: count }, (_, index) => ({ userId: `user-${index}`, index }));
}

function places(count: number) {
  return {
    mixStream: {
      enabled: true,
      custom: {
        canvas: { layoutParams: { width: 1280, height: 720 } },
        inputStreamList: Array.from({ length: count }, () => ({ layoutParams: { width: 64, height: 36 } })),
      },
    },
  };
}

/**
 * A picture has no more windows than the vendor takes, and than one can tell apart. 25 is the most that any of the
 * vendors' services takes but relays of Volcengine's, which take 30; most of them take less.
 */
export const layoutMaxInputs = resourceRule({
  name: "layout-max-inputs",
  title: "Number of windows",
  description: "No more windows and streams are named than allowed.",
  level: "advisory",
  severity: "low",
  remediation: "Name fewer windows or streams.",
  settings: fields({
    max: z
      .int()
      .min(1)
      .max(100)
      .default(25)
      .describe("most windows or streams, where the vendor does not take less"),
  }),
  examples: {
    good: [
      relay("as many as the vendor takes", {
        "videoParams.layoutParams": { mixLayoutMode: 4, mixLayoutList: windows(16) },
      }),
      rtcRecording("as many as the vendor takes", { "targetStreams.streamList": streams(17) }),
      rtcRecording(
        "left out, not mixed",
        { "excludeStreams.streamList": streams(5) },
        { settings: { max: 4 } },
      ),
      videoGeneration("the limit", places(25)),
    ],
    bad: [
      finds(
        relay("one more than the vendor takes", {
          "videoParams.layoutParams": { mixLayoutMode: 4, mixLayoutList: windows(17) },
        }),
        "videoParams.layoutParams.mixLayoutList",
      ),
      finds(
        rtcRecording(
          "above a lower limit",
          { "targetStreams.streamList": streams(5) },
          { settings: { max: 4 } },
        ),
        "targetStreams.streamList",
      ),
      finds(videoGeneration("above the limit", places(26)), "mixStream.custom.inputStreamList"),
    ],
  },
  check(subject, { max }, findings) {
    for (const { of, length, most } of subject.facets("list")) {
      if (of.value !== "windows" && of.value !== "streams") continue;
      const limit = Math.min(max, most.value ?? max);
      if (length.value === undefined || length.value <= limit) continue;
      findings.report(
        length.path,
        `${length.value} ${of.value} are more than ${limit}`,
        `name at most ${limit}`,
      );
    }
  },
});

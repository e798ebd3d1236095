import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, voiceRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const open = { options: { protect: false } };

/** What runs for hours is not stopped by accident: a protected resource is neither deleted nor replaced. */
export const protectLongRunning = resourceRule({
  name: "ops-protect-long-running",
  title: "Protection of long tasks",
  description: "Tasks that may run for long are protected against deletion.",
  level: "advisory",
  severity: "low",
  remediation: "Give the resource the option protect: true, or the task a time limit.",
  settings: fields({
    maxSeconds: z.int().min(1).default(3600).describe("longest task in seconds that needs no protection"),
  }),
  examples: {
    good: [
      relay("endless, and protected"),
      voiceRecording("endless, and protected"),
      rtcRecording("as long as needs no protection", { "control.maxRecordTime": 3600 }, open),
    ],
    bad: [
      finds(relay("endless", {}, open), ""),
      finds(voiceRecording("endless", {}, open), ""),
      finds(
        rtcRecording("a second longer", { "control.maxRecordTime": 3601 }, open),
        "control.maxRecordTime",
      ),
      finds(
        rtcRecording("endless by the vendor's default", { "control.maxRecordTime": undefined }, open),
        "control.maxRecordTime",
      ),
    ],
  },
  check(subject, { maxSeconds: most }, findings) {
    if (subject.options.protect) return;
    for (const { maxSeconds } of subject.facets("duration")) {
      const seconds = maxSeconds.value;
      if (seconds === undefined || (seconds > 0 && seconds <= most)) continue;
      findings.report(
        maxSeconds.path,
        seconds === 0
          ? "the task has no time limit, and the resource is not protected"
          : `the task may run for ${seconds} seconds, and the resource is not protected`,
        "give the resource the option protect: true",
      );
    }
  },
});

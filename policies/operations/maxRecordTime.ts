import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** A recording ends even when its room never empties. */
export const maxRecordTime = resourceRule({
  name: "ops-max-record-time",
  title: "Time limit of recordings",
  description: "A recording ends after some hours at the latest.",
  level: "mandatory",
  severity: "medium",
  remediation: "Set a time limit, or allowUnlimited for recordings that are watched over otherwise.",
  settings: fields({
    maxSeconds: z.int().min(1).default(14_400).describe("longest recording in seconds"),
    allowUnlimited: z.boolean().default(false).describe("whether a recording may be without a time limit"),
  }),
  examples: {
    good: [
      rtcRecording("the limit", { "control.maxRecordTime": 14_400 }),
      rtcRecording(
        "no limit, where that is allowed",
        { "control.maxRecordTime": 0 },
        { settings: { allowUnlimited: true } },
      ),
    ],
    bad: [
      finds(rtcRecording("a second more", { "control.maxRecordTime": 14_401 }), "control.maxRecordTime"),
      finds(
        rtcRecording("no limit, by the vendor's default", { "control.maxRecordTime": undefined }),
        "control.maxRecordTime",
      ),
    ],
  },
  check(subject, { maxSeconds: most, allowUnlimited }, findings) {
    for (const { maxSeconds } of subject.facets("duration")) {
      const seconds = maxSeconds.value;
      if (!maxSeconds.settable || seconds === undefined) continue;
      if (seconds === 0 ? allowUnlimited : seconds <= most) continue;
      findings.report(
        maxSeconds.path,
        seconds === 0
          ? `it is 0${maxSeconds.remark}: the recording has no time limit`
          : `${seconds} seconds are more than ${most}`,
        `set it to at most ${most}`,
      );
    }
  },
});

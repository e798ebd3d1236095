import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { classRecording, finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const waits = (recordWaitTime: number) => ({ recordParams: { uniRecord: 2, recordWaitTime } });

/** A task that nobody uses ends soon, and its recording with it. */
export const maxIdleTime = resourceRule({
  name: "ops-max-idle-time",
  title: "Idle time",
  description: "A task ends by itself soon after the last stream is gone.",
  level: "mandatory",
  severity: "medium",
  remediation: "Lower the idle time: until then an empty room is billed.",
  settings: fields({
    maxSeconds: z.int().min(5).max(86_400).default(600).describe("longest idle time in seconds"),
  }),
  examples: {
    good: [
      relay("the limit", { "agentParams.maxIdleTime": 600 }),
      relay("the limit of its recording", waits(600)),
      rtcRecording("the limit", { "control.maxIdleTime": 600 }),
      classRecording(
        "the vendor's least, which is above the limit",
        { autoStopTimeout: 300 },
        { settings: { maxSeconds: 120 } },
      ),
    ],
    bad: [
      finds(relay("one second more", { "agentParams.maxIdleTime": 601 }), "agentParams.maxIdleTime"),
      finds(relay("one second more for its recording", waits(601)), "recordParams.recordWaitTime"),
      finds(
        rtcRecording(
          "the vendor's default under a lower limit",
          { "control.maxIdleTime": undefined },
          { settings: { maxSeconds: 60 } },
        ),
        "control.maxIdleTime",
      ),
      finds(
        classRecording(
          "a second more than the vendor's least, which is above the limit",
          { autoStopTimeout: 301 },
          { settings: { maxSeconds: 120 } },
        ),
        "autoStopTimeout",
      ),
    ],
  },
  check(subject, { maxSeconds }, findings) {
    for (const { idleSeconds, leastIdleSeconds, lingerSeconds } of subject.facets("duration")) {
      // Where the vendor takes no less, its least is as soon as it gets.
      const least = leastIdleSeconds.value ?? 0;
      for (const [time, most] of [
        [idleSeconds, Math.max(maxSeconds, least)],
        [lingerSeconds, maxSeconds],
      ] as const) {
        const seconds = time.value;
        if (seconds === undefined || seconds <= most) continue;
        const allowed = most > maxSeconds ? `${most}, the least that the vendor takes` : `${most}`;
        findings.report(
          time.path,
          `${seconds} idle seconds${time.remark} are more than ${allowed}`,
          `set it to at most ${most}`,
        );
      }
    }
  },
});

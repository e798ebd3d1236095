import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** A task that nobody uses ends soon. */
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
      rtcRecording("the limit", { "control.maxIdleTime": 600 }),
    ],
    bad: [
      finds(relay("one second more", { "agentParams.maxIdleTime": 601 }), "agentParams.maxIdleTime"),
      finds(
        rtcRecording(
          "the vendor's default under a lower limit",
          { "control.maxIdleTime": undefined },
          { settings: { maxSeconds: 60 } },
        ),
        "control.maxIdleTime",
      ),
    ],
  },
  check(subject, { maxSeconds }, findings) {
    for (const { idleSeconds } of subject.facets("duration")) {
      const seconds = idleSeconds.value;
      if (seconds === undefined || seconds <= maxSeconds) continue;
      findings.report(
        idleSeconds.path,
        `${seconds} idle seconds${idleSeconds.remark} are more than ${maxSeconds}`,
        `set it to at most ${maxSeconds}`,
      );
    }
  },
});

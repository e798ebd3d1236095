import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, trtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Once the vendor takes no calls for a task any more, it runs on and cannot be stopped. */
export const controlWindow = resourceRule({
  name: "ops-control-window",
  title: "Time in which a task can be stopped",
  description: "A task can be read, changed and stopped for some hours after its start at least.",
  level: "advisory",
  severity: "medium",
  remediation: "Raise the hours for which the vendor takes calls for the task.",
  settings: fields({
    minHours: z
      .int()
      .min(1)
      .default(28)
      .describe("hours for which a task can be controlled: its longest run and a day"),
  }),
  examples: {
    good: [
      trtcRecording("the least", { resourceExpiredHour: 28 }),
      trtcRecording("three days, by the vendor's default", { resourceExpiredHour: undefined }),
    ],
    bad: [finds(trtcRecording("an hour less", { resourceExpiredHour: 27 }), "resourceExpiredHour")],
  },
  check(subject, { minHours }, findings) {
    for (const { controlHours } of subject.facets("duration")) {
      const hours = controlHours.value;
      if (!controlHours.settable || hours === undefined || hours >= minHours) continue;
      findings.report(
        controlHours.path,
        `the vendor takes calls for it for ${hours} hours${controlHours.remark} only; what runs longer can be neither changed nor stopped`,
        `set it to at least ${minHours}`,
      );
    }
  },
});

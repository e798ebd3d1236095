import { z } from "zod";
import { facetSchemas } from "../../sdk/core/facets";
import { fields } from "../../sdk/core/fields";
import { relay, videoGeneration, whiteboardCallback } from "../core/examples";
import { stackRule } from "../core/rule";

const settings = { quota: { trtc: 2, tiw: 1 } };

/**
 * An application has no more tasks than its vendor runs at a time. 100 is what Tencent Cloud gives an application in
 * TRTC and in TIW; it is raised on request.
 */
export const concurrencyQuota = stackRule({
  name: "ops-concurrency-quota",
  title: "Tasks at a time",
  description: "A stack declares no more tasks of an application than run at a time.",
  level: "advisory",
  severity: "medium",
  remediation: "Spread the tasks over applications, or have the quota raised.",
  settings: fields({
    quota: z
      .partialRecord(facetSchemas.service.shape.name, z.int().min(1))
      .default({ trtc: 100, tiw: 100 })
      .describe("tasks of an application at a time, for each service; one that is left out is not counted"),
  }),
  examples: {
    good: [
      [relay("one of two", {}, { settings }), relay("two of two")],
      [
        relay("one of two", {}, { settings }),
        relay("two of two"),
        relay("another application", { sdkAppId: 1400188367 }),
      ],
      [videoGeneration("one of one", {}, { settings }), whiteboardCallback("a setting is no task")],
    ],
    bad: [
      {
        stack: [relay("one of two", {}, { settings }), relay("two of two"), relay("three of two")],
        finds: [2],
      },
    ],
  },
  checkStack(subjects, { quota }, findings) {
    const tasks = subjects.filter(
      ({ contract, isStopped }) => (contract.kind === "task" || contract.kind === "job") && !isStopped,
    );
    for (const name of facetSchemas.service.shape.name.options) {
      const most = quota[name];
      if (most === undefined) continue;
      const applications = Map.groupBy(tasks, (subject) => {
        const [service] = subject.facets("service");
        const application = service?.name.value === name ? service.application.value : undefined;
        return application === undefined ? undefined : String(application);
      });
      for (const [application, { length, [most]: first }] of applications) {
        if (application === undefined || !first) continue;
        findings.report(
          first,
          `application ${application} has ${length} tasks of ${name}, and ${most} run at a time`,
          "declare fewer, or use another application",
        );
      }
    }
  },
});

import { z } from "zod";
import { allowed } from "../../sdk/core/allowed";
import { fields } from "../../sdk/core/fields";
import { schemaAt } from "../../sdk/core/schemaAt";
import { finds, videoRedraw } from "../core/examples";
import { resourceRule } from "../core/rule";

/**
 * An order is recognised when it is sent twice. The package derives an id for each order that names none, and a new
 * one when it runs again, so that an id of one's own is only needed where other programs send the same order.
 */
export const vodSessionId = resourceRule({
  name: "ops-vod-session-id",
  title: "Identity of VOD orders",
  description: "Orders have an identity, a context and a priority that the vendor takes.",
  level: "advisory",
  severity: "low",
  remediation: "Shorten it, or leave it out to have one derived.",
  settings: fields({
    requireOwn: z
      .boolean()
      .default(false)
      .describe("whether an order has to name its id, instead of having one derived"),
  }),
  examples: {
    good: [
      videoRedraw("the longest texts and the highest priority", {
        sessionId: "s".repeat(50),
        sessionContext: "c".repeat(1000),
        tasksPriority: 10,
      }),
      videoRedraw("an id that is derived", { sessionId: undefined }),
    ],
    bad: [
      finds(
        videoRedraw("a letter too long each, and a priority too low", {
          sessionId: "s".repeat(51),
          sessionContext: "c".repeat(1001),
          tasksPriority: -11,
        }),
        "sessionId",
        "sessionContext",
        "tasksPriority",
      ),
      finds(
        videoRedraw("none, where it is wanted", { sessionId: undefined }, { settings: { requireOwn: true } }),
        "sessionId",
      ),
    ],
  },
  check(subject, { requireOwn }, findings) {
    for (const { sessionId, context, priority } of subject.facets("order")) {
      if (requireOwn && sessionId.absent) {
        findings.report(sessionId.path, "it is missing", "name an id that no other order has");
      }
      for (const { path, raw } of [sessionId, context, priority]) {
        const schema = schemaAt(subject.contract.inputs, path);
        const [issue] = (schema && raw !== undefined && z.safeParse(schema, raw).error?.issues) || [];
        if (issue) findings.report(path, allowed(issue), "use a value that the vendor takes");
      }
    }
  },
});

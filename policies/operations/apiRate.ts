import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { relay, subApplication } from "../core/examples";
import { stackRule } from "../core/rule";

const settings = { max: 2 };

/**
 * A stack comes up in time, and leaves room for other callers of the same account: vendors bound the calls of each
 * action a second. 200 resources of one type are ten seconds at the usual 20 calls.
 */
export const apiRate = stackRule({
  name: "ops-api-rate",
  title: "Calls a second",
  description: "A stack has no more resources of one type than are made in some seconds.",
  level: "advisory",
  severity: "low",
  remediation: "Split the stack.",
  settings: fields({
    max: z.int().min(1).default(200).describe("most resources of one type"),
  }),
  examples: {
    good: [[relay("one", {}, { settings }), relay("two"), subApplication("another type")]],
    bad: [{ stack: [relay("one", {}, { settings }), relay("two"), relay("three")], finds: [2] }],
  },
  checkStack(subjects, { max }, findings) {
    for (const [type, ofType] of Map.groupBy(subjects, ({ contract }) => contract.type)) {
      const rate = ofType[0]?.facets("service")[0]?.requestsPerSecond.value;
      const first = ofType[max];
      if (!first || rate === undefined) continue;
      findings.report(
        first,
        `${ofType.length} resources of ${type} are more than ${max}: at ${rate} calls a second, making them takes ${Math.ceil(ofType.length / rate)} s`,
        "split the stack",
      );
    }
  },
});

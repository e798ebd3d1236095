import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../local/vendors/json";
import { contracts } from "../../sdk";
import type { Contract } from "../../sdk/core/resource";
import type { Rule } from "../../sdk/core/rules";
import { Stage } from "../provider/support";
import { examplesOf } from "./examples";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What check says, warnings among it. */
async function said(type: string, inputs: JsonObject) {
  stage.lines.length = 0;
  const failures = await stage.resource(type).failures(inputs);
  return { failures, warnings: [...stage.lines] };
}

/** The form of what a rule says: where, what is wrong, and what to do. */
const problem = expect.stringMatching(/^(lesson: warning: )?[a-z][\w.[\]]*: .+\. What to do: .+\.$/);

/** Whether a rule by itself finds something. */
function reports(rule: Rule<Record<string, unknown>>, inputs: JsonObject): boolean {
  const found: string[] = [];
  const report = (path: string) => void found.push(path);
  rule(inputs, { failure: report, warning: report });
  return found.length > 0;
}

describe.each<Contract>(contracts)("$type", ({ type, rules }) => {
  const examples = examplesOf(type);

  test("takes its full examples without a word", async () => {
    for (const inputs of examples.full) {
      expect(await said(type, inputs)).toEqual({ failures: [], warnings: [] });
    }
  });

  for (const { accepted, broken, path, level } of examples.rules) {
    test(`has a rule with a ${level} on ${path}`, async () => {
      expect(await said(type, accepted)).toEqual({ failures: [], warnings: [] });
      const { failures, warnings } = await said(type, broken);
      expect(failures).toEqual(level === "failure" ? [problem] : []);
      expect(warnings).toEqual(level === "warning" ? [problem] : []);
      expect([...failures, ...warnings][0]).toContain(`${path}: `);
    });
  }

  test("has no rule without an example", () => {
    const silent = rules.filter((rule) => !examples.rules.some(({ broken }) => reports(rule, broken)));
    expect(silent.map(String)).toEqual([]);
  });
});

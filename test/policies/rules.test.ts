import { describe, expect, test } from "@jest/globals";
import { isStackRule } from "../../policies/core/rule";
import { allRules } from "../../policies/rules";
import { run } from "./support";

/** The inputs that a rule pointed at: a message begins with the path, unless it is about the resource as a whole. */
function pathsOf(messages: readonly string[]): string[] {
  return messages.map((message) => /^([\w.[\]]+): /.exec(message)?.[1] ?? "");
}

describe.each(allRules.map((rule) => [rule.name, rule] as const))("%s", (_, rule) => {
  if (isStackRule(rule)) {
    test.each(
      rule.examples.good.map((stack) => [stack.map(({ shows }) => shows).join(", "), stack] as const),
    )("accepts %s", async (_shows, stack) => {
      expect(await run(rule, stack)).toEqual({ findings: [], notKnown: undefined, printed: [] });
    });

    test.each(rule.examples.bad.map((bad) => [bad.stack.map(({ shows }) => shows).join(", "), bad] as const))(
      "refuses %s",
      async (_shows, { stack, finds }) => {
        const { findings } = await run(rule, stack);
        const positions = findings.map(({ urn }) =>
          stack.findIndex((_, index) => urn?.endsWith(`example-${index}`)),
        );
        expect(positions).toEqual(finds);
        expect(findings).not.toEqual([]);
      },
    );
    return;
  }

  test.each(rule.examples.good.map((example) => [example.shows, example] as const))(
    "accepts %s",
    async (_shows, example) => {
      expect(await run(rule, [example])).toEqual({ findings: [], notKnown: undefined, printed: [] });
    },
  );

  test.each(rule.examples.bad.map((example) => [example.shows, example] as const))(
    "refuses %s",
    async (_shows, example) => {
      const { findings } = await run(rule, [example]);
      expect(pathsOf(findings.map(({ message }) => message))).toEqual(example.finds);
      expect(findings).not.toEqual([]);
    },
  );
});

import { describe, expect, test } from "@jest/globals";
import { baseExamples as bases } from "../../policies/core/examples";
import { policyOf } from "../../policies/core/policy";
import { type Example, isStackRule, type Rule } from "../../policies/core/rule";
import { scopeSettings } from "../../policies/core/scope";
import { allRules } from "../../policies/rules";
import { contracts } from "../../sdk/contracts";
import { nativeType } from "../../sdk/core/contract";
import { keysOf } from "../../sdk/core/fields";
import { changed } from "../contract/paths";
import { json, pathsIn } from "./inputs";
import { newStack, type Outcome, runPolicy, unknownValue, urnOf } from "./support";

type Stack = readonly Example[];

/** Rules that ask only whether an input is given, which is known also where its value is not. */
const askingForPresence: readonly string[] = [
  "storage-no-static-keys",
  "relay-tencent-cdn-explicit",
  "vod-sub-app-id-required",
];

/** What a rule asks for before it looks at anything. */
const needed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "cost-hourly-ceiling": {
    prices: { currency: "USD", date: "2026-11-20", sources: ["none"], tiers: {}, meters: {} },
    maxPerHour: 0,
    allowUnpriced: true,
  },
};

/** The examples of a rule as stacks: those that it accepts, and those that it refuses. */
function stacksOf(rule: Rule): { good: readonly Stack[]; bad: readonly Stack[] } {
  return isStackRule(rule)
    ? { good: rule.examples.good, bad: rule.examples.bad.map(({ stack }) => stack) }
    : {
        good: rule.examples.good.map((example) => [example]),
        bad: rule.examples.bad.map((example) => [example]),
      };
}

/** The stack with other settings of the rule. */
function configured(stack: Stack, settings: Readonly<Record<string, unknown>>): Stack {
  return stack.map((example) => ({ ...example, settings }));
}

function settingsIn(stack: Stack): Readonly<Record<string, unknown>> {
  return stack.find((example) => example.settings)?.settings ?? {};
}

/** What was found, without the stack's name in it. */
function messages({ findings }: Outcome): string[] {
  return findings.map(({ message }) => message);
}

/** The path that a message begins with; empty where it is about the resource as a whole. */
function pathOf(message: string): string {
  return /^([\w.[\]]+): /.exec(message)?.[1] ?? "";
}

/** Whether a path is another one, or inside it. */
function isAt(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}

/** The stack in which an input of one resource is not known yet. */
function withUnknown(stack: Stack, position: number, path: string): Stack {
  return stack.map((example, index) =>
    index === position
      ? { ...example, inputs: changed(json(example.inputs), { [path]: unknownValue }) }
      : example,
  );
}

/** The paths that the line about unknown values names. */
function named({ notKnown }: Outcome): string[] {
  return notKnown === undefined ? [] : (/: ([^:]*)$/.exec(notKnown)?.[1] ?? "").split(", ");
}

test("there is a base example of every resource type", () => {
  expect(bases.map(({ contract }) => contract.type).sort()).toEqual(contracts.map(({ type }) => type).sort());
});

describe.each(allRules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const policy = policyOf(rule);
  const { good, bad } = stacksOf(rule);
  const [refused = []] = bad;

  test.each(bases.map((base) => [base.contract.type, base] as const))(
    "accepts a plain %s",
    async (_, base) => {
      expect(messages(await runPolicy(policy, configured([base], needed[name] ?? {})))).toEqual([]);
    },
  );

  test("says nothing about an input that is not known yet, but that it is not known", async () => {
    const wrong: string[] = [];
    for (const stack of [...good, ...bad]) {
      for (const [position, example] of stack.entries()) {
        for (const path of pathsIn(example.inputs)) {
          const outcome = await runPolicy(policy, withUnknown(stack, position, path));
          const about = outcome.findings.filter(
            ({ message, urn }) =>
              urn?.endsWith(`example-${position}`) && pathOf(message) !== "" && isAt(pathOf(message), path),
          );
          if (!askingForPresence.includes(name)) wrong.push(...about.map(({ message }) => message));
          wrong.push(...messages(outcome).filter((message) => message.includes("in the rule itself")));
          wrong.push(...named(outcome).filter((noted) => !isAt(noted, path) && !isAt(path, noted)));
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  const pointing = isStackRule(rule)
    ? []
    : rule.examples.bad.flatMap((example) => example.finds.map((path) => ({ example, path })));

  test("says once that it could not look at an input which it would have refused", async () => {
    for (const { example, path } of pointing) {
      if (path === "") continue;
      const outcome = await runPolicy(policy, withUnknown([example], 0, path));
      const noted = named(outcome).filter((other) => isAt(other, path) || isAt(path, other));
      const lines = askingForPresence.includes(name) ? 0 : 1;
      expect({ path, noted: noted.length > 0, lines: outcome.printed.length }).toEqual({
        path,
        noted: lines === 1,
        lines,
      });
    }
  });

  /** Runs the first stack that the rule refuses, with more settings than the stack's own. */
  async function runRefused(more: (stack: string) => Readonly<Record<string, unknown>>): Promise<Outcome> {
    const stack = newStack();
    return runPolicy(policy, configured(refused, { ...settingsIn(refused), ...more(stack) }), stack);
  }

  /** Exempts every resource of the stack. */
  function exempted(idOf: (example: Example, position: number) => string, until: string) {
    const reason = "until the studio has moved";
    return {
      exemptions: refused.map((example, index) => ({ resource: idOf(example, index), reason, until })),
    };
  }

  test("finds the same of resources that the plugin serves", async () => {
    for (const stack of bad) {
      const found = messages(await runPolicy(policy, stack, newStack(), nativeType));
      expect(found).not.toEqual([]);
      expect(found).toEqual(messages(await runPolicy(policy, stack)));
    }
  });

  test("finds the same with a scope that takes in everything", async () => {
    const outcome = await runRefused(() => ({ includeFor: ["^example-\\d+$"], excludeFor: ["^other$"] }));
    expect(messages(outcome)).toEqual(messages(await runPolicy(policy, refused)));
    expect(messages(outcome)).not.toEqual([]);
    expect(outcome.printed).toEqual([]);
  });

  test.each([
    ["excludeFor", () => ({ excludeFor: ["^example-"] }), 'excludeFor "^example-"'],
    ["includeFor", () => ({ includeFor: ["^other$"] }), "no expression of includeFor matches its name"],
    [
      "an exemption by name",
      () => exempted((_, index) => `example-${index}`, "9999-12-31"),
      "exempted until 9999-12-31: until the studio has moved",
    ],
    [
      "an exemption by URN",
      (stack: string) => exempted((example, index) => urnOf(example, index, stack), "9999-12-31"),
      "exempted until 9999-12-31: until the studio has moved",
    ],
  ])("leaves out what is in %s, and prints it", async (_kind, settings, says) => {
    const { findings, printed } = await runRefused(settings);
    expect(findings).toEqual([]);
    expect(printed).toEqual(refused.map((_, index) => `${name} does not apply to example-${index}: ${says}`));
  });

  test("checks again after the last day of an exemption, and prints it", async () => {
    const outcome = await runRefused(() => exempted((_, index) => `example-${index}`, "2020-01-01"));
    expect(messages(outcome)).toEqual(messages(await runPolicy(policy, refused)));
    expect(outcome.printed).toEqual(
      refused.map(
        (_, index) =>
          `${name} applies to example-${index}: its exemption ended on 2020-01-01 (until the studio has moved)`,
      ),
    );
  });

  test("does not take another resource's exemption", async () => {
    const outcome = await runRefused(() => exempted((_, index) => `other-${index}`, "9999-12-31"));
    expect(messages(outcome)).toEqual(messages(await runPolicy(policy, refused)));
  });

  test.each([...keysOf(rule.settings), ...keysOf(scopeSettings)])(
    "reports a wrong %s, and keeps its default",
    async (key) => {
      for (const stack of bad) {
        const { [key]: own, ...others } = settingsIn(stack);
        // What the stack has for this setting is what a preset would give as its default.
        const changes = own === undefined ? {} : { settings: { [key]: own } };
        const wrong = await runPolicy(policyOf(rule, changes), configured(stack, { ...others, [key]: null }));
        const [problem, ...found] = messages(wrong);
        expect(problem).toMatch(new RegExp(`^configuration of ${name}: ${key}: .+What to do: `));
        expect(found).toEqual(messages(await runPolicy(policy, stack)));
      }
    },
  );

  test("reports a setting that there is not, with the one that was meant", async () => {
    const [key = ""] = [...keysOf(rule.settings), ...keysOf(scopeSettings)];
    const outcome = await runPolicy(
      policyOf(rule),
      configured(refused, { ...settingsIn(refused), [`${key}s`]: 1, "as if": 1 }),
    );
    const [misspelt, invented, ...found] = messages(outcome);
    expect(misspelt).toContain(`there is no setting "${key}s" (did you mean "${key}"?)`);
    expect(invented).toContain('there is no setting "as if". What to do: ');
    expect(found).toEqual(messages(await runPolicy(policy, refused)));
  });
});

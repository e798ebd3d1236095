import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type FieldFacts, facts } from "../../local/vendors/facts";
import type { Contract } from "../../sdk/core/contract";
import { annotationOf } from "../../sdk/core/fields";
import { schemaAt } from "../../sdk/core/schemaAt";
import { type Attempt, attemptsAt } from "./attempts";
import { uncalled, unserved } from "./awaited";
import { bodyFor, Comparison, examplesFor, type Place, placesOf, type Verdicts } from "./comparison";
import type { Exception } from "./descriptor";
import { differences, noParameters } from "./differences";
import { inputsOf } from "./inputs";
import { inputOf, type Operation, operations, parametersFor } from "./operations";
import type { Parameter } from "./parameters";
import { partAt, withoutIndexes } from "./paths";
import { ruleExamplesOf } from "./ruleExamples";
import { allTypes, typeNamed } from "./typesThat";

let comparison: Comparison;
beforeAll(async () => {
  comparison = await Comparison.start();
});
afterAll(() => comparison[Symbol.asyncDispose]());

const tried = new Set<FieldFacts>();

/** What to try at a parameter: everything where its description was not met before, else one good and one bad value. */
function attemptsFor(
  { service, action }: Operation,
  parameter: Parameter,
  [place]: readonly Place[],
): Attempt[] {
  const good = place && partAt(place.body, place.path);
  if (good === undefined) return [];
  // A query string has texts only.
  const isQuery = facts[service].actions[action]?.method === "GET";
  const all = attemptsAt(parameter, good).filter(
    ({ value }) => !isQuery || value === undefined || typeof value === "string",
  );
  if (!tried.has(parameter.facts)) {
    tried.add(parameter.facts);
    return all;
  }
  const [accepted] = all.filter(({ expected }) => expected === "accepted");
  const [refused] = all.filter(({ expected }) => expected === "refused");
  return [accepted, refused].filter((attempt) => attempt !== undefined);
}

function areAsExpected({ vendor, check }: Verdicts, expected: Attempt["expected"]): boolean {
  return vendor === check && (expected === "either" || vendor === (expected === "accepted"));
}

function textOf({ vendor, check }: Verdicts): string {
  return `vendor ${vendor ? "accepts" : "refuses"}, check ${check ? "accepts" : "refuses"}`;
}

const needed = new Set<Exception>();

/** Those of the differences that nothing explains. */
function unwanted({ type }: Operation, found: readonly string[]): string[] {
  const all = [...differences, ...(typeNamed(type).differences ?? [])];
  return found.filter((line) => {
    const known = all.filter(({ where }) => where.test(line));
    for (const exception of known) needed.add(exception);
    return known.length === 0;
  });
}

describe("what is compared", () => {
  test("are all actions that a resource can call", () => {
    const documented = Object.entries(facts).flatMap(([service, { actions }]) =>
      Object.keys(actions)
        .filter((action) => !unserved[service]?.includes(action) && uncalled[service]?.[action] === undefined)
        .map((action) => `${service} ${action}`),
    );
    const compared = operations.map(({ service, action }) => `${service} ${action}`);
    expect([...new Set(compared)].sort()).toEqual(documented.sort());
  });

  test.each(allTypes)("are all inputs of $type", ({ type, contract, noParameters: none = [] }) => {
    const reached = new Set<string>();
    for (const operation of operations.filter((one) => one.type === type)) {
      const examples = examplesFor(operation);
      for (const { path } of parametersFor(operation).flatMap((parameter) => placesOf(examples, parameter))) {
        reached.add(withoutIndexes(inputOf(operation, path)?.path ?? ""));
      }
    }
    const missed = inputsOf(contract.inputs)
      .map(({ name }) => name)
      .filter(
        (name) => !reached.has(name) && ![...noParameters, ...none].some(({ where }) => where.test(name)),
      );
    expect(missed).toEqual([]);
  });
});

describe.each(operations)("$service $action", (operation) => {
  test("takes and refuses what check takes and refuses", async () => {
    const examples = examplesFor(operation);
    const found: string[] = [];
    for (const parameter of parametersFor(operation)) {
      const places = placesOf(examples, parameter);
      if (places.length === 0) found.push(`${operation.action} ${parameter.name}: in no example`);
      for (const attempt of attemptsFor(operation, parameter, places)) {
        const verdicts = await comparison.judge(operation, places, attempt);
        if (areAsExpected(verdicts, attempt.expected)) continue;
        found.push(`${operation.action} ${parameter.name}: ${attempt.what}: ${textOf(verdicts)}`);
      }
    }
    expect(unwanted(operation, found)).toEqual([]);
  }, 60_000);
});

/** The action that makes what a resource stands for. */
function startOf(type: string): Operation {
  const found = operations.find((operation) => operation.type === type);
  if (found === undefined) throw new Error(`No action makes ${type}.`);
  return found;
}

const withRegions = operations.filter(({ service }) => facts[service].regionRequired);

test.each(withRegions)("$service $action serves the regions that check takes", async (operation) => {
  const [example] = examplesFor(operation);
  if (example === undefined) throw new Error("There is no example.");
  const found: string[] = [];
  for (const region of [...facts[operation.service].regions, "eu-frankfurt", ""]) {
    const verdicts = {
      vendor: await comparison.vendorTakes(operation, example.body, { region }),
      check: await comparison.checkTakes(operation, { ...example.inputs, region }),
    };
    if (verdicts.vendor !== verdicts.check)
      found.push(`${operation.action} Region ${region}: ${textOf(verdicts)}`);
  }
  expect(unwanted(operation, found)).toEqual([]);
});

/** Whether the site that is emulated has an input. */
function isHere(contract: Contract, path: string): boolean {
  const schema = schemaAt(contract.inputs, path);
  return schema === undefined || annotationOf(schema).site !== "mainland";
}

const rules = allTypes.flatMap((described) =>
  ruleExamplesOf(described)
    .filter(({ path }) => isHere(described.contract, path))
    .map((example) => ({ ...example, type: described.type, operation: startOf(described.type) })),
);

test.each(rules)("$type: $level on $path", async ({ operation, accepted, broken, path, level }) => {
  expect(await comparison.vendorTakes(operation, bodyFor(operation, accepted))).toBe(true);
  const verdicts = {
    vendor: await comparison.vendorTakes(operation, bodyFor(operation, broken)),
    check: await comparison.checkTakes(operation, broken),
  };
  expect(verdicts.check).toBe(level === "warning");
  const line = `${operation.action} rule on ${path}: ${textOf(verdicts)}`;
  expect(unwanted(operation, verdicts.vendor === verdicts.check ? [] : [line])).toEqual([]);
});

test("no difference is explained that is none any more", () => {
  const all = [...differences, ...allTypes.flatMap(({ differences: own = [] }) => own)];
  expect(all.filter((exception) => !needed.has(exception))).toEqual([]);
});

import type { JsonObject } from "../../local/vendors/json";
import { check } from "../../provider/core/check";
import type { Contract } from "../../sdk/core/contract";
import { judge } from "../../sdk/core/judge";
import { blockOf } from "../../sdk/core/path";
import { type Boundary, boundariesOf, type Try } from "./boundaries";
import type { TypeUnderTest } from "./describeType";
import type { RuleExample } from "./descriptor";
import { changed, type Parts } from "./paths";
import { Samples } from "./Samples";

// Examples of the rules that are data, on both sides of each of their boundaries. They are looked for among changes of
// the full examples: on the one side check has nothing to say, on the other one it says what the rule says, and nothing
// else.

/** A rule's boundary, and the example that shows it, where one was found. */
export interface Shown {
  readonly rule: Contract["rules"][number];
  readonly what: string;
  readonly example: RuleExample | undefined;
}

/** What a rule by itself finds: the paths that it names. */
export function pathsFound(
  contract: Contract,
  rule: Contract["rules"][number],
  inputs: JsonObject,
): string[] {
  const paths: string[] = [];
  const say = (path: string) => void paths.push(path);
  const report = { failure: say, warning: say };
  if (typeof rule === "function") rule(inputs, report);
  else judge(rule, { inputs, schema: contract.inputs, report, attempt: (work) => work() });
  return paths;
}

/** The paths of all that check says of inputs. */
function pathsSaid(contract: Contract, inputs: JsonObject): string[] {
  const { failures, warnings } = check(contract, inputs);
  return [...failures, ...warnings].map(({ path }) => path);
}

/** A try without what other rules find in it. */
function mended(contract: Contract, base: JsonObject, { accepted, broken }: Try, path: string): Try[] {
  const others = [accepted, broken].flatMap((parts) => pathsSaid(contract, changed(base, parts)));
  const removed = [...new Set(others)].filter((other) => !path.startsWith(other));
  return [removed, removed.map(blockOf)].map((paths) => {
    const without: Parts = Object.fromEntries(paths.map((other) => [other, undefined]));
    return { accepted: { ...accepted, ...without }, broken: { ...broken, ...without } };
  });
}

/** The first example of a boundary; those that need mending come last, as they take the longest to find. */
function exampleOf(
  { contract, full }: TypeUnderTest,
  rule: Contract["rules"][number],
  { tries }: Boundary,
  samples: Samples,
): RuleExample | undefined {
  const found = full.flatMap((base) =>
    tries(base, samples).flatMap((one) => {
      const [path] = pathsFound(contract, rule, changed(base, one.broken));
      const isRight =
        path !== undefined && pathsFound(contract, rule, changed(base, one.accepted)).length === 0;
      return isRight ? [{ base, one, path }] : [];
    }),
  );
  for (const isMended of [false, true]) {
    for (const { base, one, path } of found) {
      for (const { accepted: good, broken: bad } of isMended ? mended(contract, base, one, path) : [one]) {
        const [accepted, broken] = [changed(base, good), changed(base, bad)];
        if (!contract.inputs.safeParse(broken).success) continue;
        const { failures, warnings } = check(contract, broken);
        if (failures.length + warnings.length !== 1) continue;
        if (pathsFound(contract, rule, broken).join() !== path) continue;
        if (pathsSaid(contract, accepted).length > 0) continue;
        return { accepted, broken, path, level: failures.length > 0 ? "failure" : "warning" };
      }
    }
  }
  return undefined;
}

const shownByType = new Map<string, readonly Shown[]>();

/** The boundaries of a type's rules that are data. */
export function shownBoundaries(type: TypeUnderTest): readonly Shown[] {
  const known = shownByType.get(type.type);
  if (known) return known;
  const { contract, full, idle = [], elsewhere = [] } = type;
  const samples = new Samples(contract, [...full, ...idle, ...elsewhere]);
  const found = contract.rules.flatMap((rule) =>
    typeof rule === "function"
      ? []
      : boundariesOf(rule, samples).map((boundary) => ({
          rule,
          what: boundary.what,
          example: exampleOf(type, rule, boundary, samples),
        })),
  );
  shownByType.set(type.type, found);
  return found;
}

/** All examples of a type's rules: those that follow from data, and those of its descriptor. */
export function ruleExamplesOf(type: TypeUnderTest): RuleExample[] {
  return [...shownBoundaries(type).flatMap(({ example }) => example ?? []), ...type.rules];
}

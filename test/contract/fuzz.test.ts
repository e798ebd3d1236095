import { describe, test } from "@jest/globals";
import fc from "fast-check";
import { facts } from "../../local/vendors/facts";
import { isObject, type JsonObject, type JsonValue } from "../../local/vendors/json";
import { violations } from "../../local/vendors/violations";
import { check, type Verdict } from "../../provider/core/check";
import type { Properties } from "../../provider/core/state";
import { holdsUnknown, notKnown } from "../../provider/core/unknowns";
import { contracts } from "../../sdk/contracts";
import type { Contract } from "../../sdk/core/contract";
import { bodyFor } from "./comparison";
import { type Operation, operations } from "./operations";
import { changed } from "./paths";
import { typeNamed } from "./typesThat";

/** Inputs in all, of which each contract gets its part; INPUTS=<number> tries more. */
const inputsInAll = Number(process.env.INPUTS ?? 50_000);

/** The same inputs in each run, so that a failure is one of the change under test; SEED=<number> tries others. */
const seed = Number(process.env.SEED ?? 1);

/** How long a check may take, with room for a slow machine: what dawdles takes seconds. */
const mostMilliseconds = 25;

/** Stands for {@link notKnown} where only JSON goes. */
const unknown = "not known yet";

/** Inputs as a preview has them. */
function previewed(inputs: JsonObject): Properties {
  const part = (value: JsonValue | undefined): unknown => {
    if (Array.isArray(value)) return value.map(part);
    return isObject(value) ? previewed(value) : value === unknown ? notKnown : value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, part(value)]));
}

function nested(depth: number): JsonValue {
  let value: JsonValue = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

/** What programs, templates and attackers put where something else belongs. */
const strange: readonly JsonValue[] = [
  null,
  true,
  "",
  " ",
  "007",
  "\u202Eevil",
  "\uD800",
  "a\u0000b",
  "line\r\nHost: other",
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53 + 2,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  [],
  {},
  JSON.parse('{"__proto__":{"polluted":1},"constructor":1}'),
  "rtmp://user:password@[::1]:1935/live\r\n",
  "http://xn--e1afmkfd.example/..%2f",
  "../../etc/passwd",
  unknown,
];

/** What takes long if anything does; it is put in now and then, as most of the time would go there. */
const huge: readonly JsonValue[] = [
  "x".repeat(1_048_576),
  Array.from({ length: 10_000 }, () => 1),
  nested(1_000),
];

/** Every path in a value: blocks, lists, their items and what is in them. */
function pathsOf(value: JsonValue, path = ""): string[] {
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  const deeper = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, `${path}[${index}]`))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : pathsOf(part, below(key))))
      : [];
  return path === "" ? deeper : [path, ...deeper];
}

/** The action that starts a resource, which is told all of its inputs. */
function startOf({ type }: Contract): Operation {
  const found = operations.find((operation) => operation.type === type);
  if (!found) throw new Error(`No action starts ${type}.`);
  return found;
}

/** Examples with some parts damaged, swapped or taken out. */
function damaged(examples: readonly JsonObject[]): fc.Arbitrary<JsonObject> {
  const base = fc.constantFrom(...examples);
  const everyPath = [...new Set(examples.flatMap((example) => pathsOf(example)))];
  const path = fc.oneof(
    fc.constantFrom(...everyPath),
    fc.constantFrom("lifecycle", "noSuchInput", "lifecycle.adopt"),
  );
  const value = fc.oneof(
    { arbitrary: fc.constantFrom(...strange), weight: 60 },
    { arbitrary: fc.integer({ min: -2, max: 20_000 }), weight: 60 },
    { arbitrary: fc.string({ maxLength: 200 }), weight: 20 },
    { arbitrary: fc.constant(undefined), weight: 40 },
    { arbitrary: fc.constantFrom(...huge), weight: 1 },
  );
  return fc
    .tuple(base, fc.array(fc.tuple(path, value), { maxLength: 3 }))
    .map(([example, changes]) =>
      changes.reduce((inputs, [where, what]) => changed(inputs, { [where]: what }), example),
    );
}

/** Checks, and sees how long that takes. */
function timed(contract: Contract, inputs: Properties): { verdict: Verdict; milliseconds: number } {
  const before = performance.now();
  const verdict = check(contract, inputs);
  const milliseconds = performance.now() - before;
  return {
    verdict,
    milliseconds: milliseconds > mostMilliseconds ? ofProcessor(contract, inputs) : milliseconds,
  };
}

/**
 * How long the processor works on a check, whatever else the machine does: the best of some tries, since the first
 * ones compile. Asking for it takes longer than most checks.
 */
function ofProcessor(contract: Contract, inputs: Properties): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; best > mostMilliseconds && tries < 10; tries += 1) {
    const before = process.cpuUsage();
    check(contract, inputs);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

describe.each(contracts.map((contract) => [contract.type, contract] as const))(
  "%s",
  (_, contract: Contract) => {
    const operation = startOf(contract);
    const service = facts[operation.service];
    const known = new Set(
      Object.keys(service.structures[service.actions[operation.action]?.input ?? ""]?.fields ?? {}),
    );

    /** What the emulated vendor holds against inputs, unknown to it or advisory in the document left out. */
    function refusedByVendor(inputs: JsonObject): string[] {
      const { lifecycle: _lifecycle, ...told } = inputs;
      const body = bodyFor(operation, told);
      const sent = Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name)));
      return violations(service, operation.action, sent).flatMap(({ field, message }) =>
        field === "BusinessId" ? [] : [message],
      );
    }

    test("refuses with a path what the vendor would refuse, and never throws or dawdles", () => {
      fc.assert(
        fc.property(damaged(typeNamed(contract.type).full), (inputs) => {
          const given = previewed(inputs);
          const { verdict, milliseconds } = timed(contract, given);
          // Told apart by hand: the test library's own comparisons take longer than the checks.
          if (milliseconds > mostMilliseconds) throw new Error(`it took ${milliseconds} ms`);
          for (const { path, text } of verdict.failures) {
            if (!text.startsWith(path) || text.length > 1_500) throw new Error(`not a clear text: ${text}`);
          }
          if (verdict.failures.length > 0 || holdsUnknown(given)) return;
          const refused = refusedByVendor(inputs);
          if (refused.length > 0) throw new Error(`check accepts, the vendor says: ${refused.join(", ")}`);
        }),
        { numRuns: Math.ceil(inputsInAll / contracts.length), seed },
      );
    });
  },
);

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isObject, type JsonObject, type JsonValue } from "../../local/vendors/json";
import { contracts } from "../../sdk/contracts";
import { type Contract, pulumiType } from "../../sdk/core/contract";
import { holdsSecret, itemOf, keysOf } from "../../sdk/core/fields";
import { Stage } from "../provider/support";
import { argumentsOf, argumentsSchema, profiles } from "./arguments";
import cdnRelay from "./descriptors/tencent/trtc/CdnRelay";
import { inputsOf } from "./inputs";
import { pathsIn } from "./parameters";
import { changed, partAt, withoutIndexes } from "./paths";
import { pathsFound, ruleExamplesOf, shownBoundaries } from "./ruleExamples";
import { typeNamed } from "./typesThat";

// What check says of every resource beside the bounds of single inputs, which fields.test.ts has.

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start({ config: profiles });
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The reasons why check fails. */
function failuresOf({ type }: Contract, inputs: JsonObject): Promise<string[]> {
  return stage.resource(type).failures(inputs);
}

/** All that check says: failures with the properties that they are about, and lines for the user. */
async function said(contract: Contract, inputs: JsonObject) {
  stage.lines.length = 0;
  const { provider } = stage.resource(contract.type);
  const urn = `urn:pulumi:dev::school::${pulumiType(contract)}::lesson`;
  const verdict = await provider.check?.({}, { ...inputs, __urn: urn });
  const failures = verdict?.failures ?? [];
  return { failures: failures.map(({ reason }) => reason), failed: failures, lines: [...stage.lines] };
}

/** The first example that has an input, or a block or list of them, and where. */
function placeOf(contract: Contract, name: string): { inputs: JsonObject; path: string } {
  for (const inputs of argumentsOf(contract)) {
    const [path] = name === "" ? [""] : pathsIn(inputs, name);
    if (path !== undefined) return { inputs, path };
  }
  throw new Error(`No example of ${contract.type} has ${name}.`);
}

describe.each<Contract>(contracts)("rules of $type", (contract) => {
  const examples = typeNamed(contract.type);
  /** The form of what a rule says: where, what is wrong, and what to do. */
  const problem = expect.stringMatching(/^(lesson: warning: )?[a-z][\w.[\]]*: .+\. What to do: .+\.$/);

  test("have nothing to say of the full examples", async () => {
    for (const inputs of examples.full) {
      expect(await said(contract, inputs)).toMatchObject({ failures: [], lines: [] });
    }
  });

  for (const { accepted, broken, path, level } of ruleExamplesOf(examples)) {
    test(`one is a ${level} on ${path}`, async () => {
      expect(await said(contract, accepted)).toMatchObject({ failures: [], lines: [] });
      const { failures, lines } = await said(contract, broken);
      expect(failures).toEqual(level === "failure" ? [problem] : []);
      expect(lines).toEqual(level === "warning" ? [problem] : []);
      expect([...failures, ...lines][0]).toContain(`${path}: `);
    });
  }

  /** The rules that are shown by an example in the descriptor. */
  const shownByHand = (rules: Contract["rules"]) =>
    rules.filter((rule) =>
      examples.rules.some(({ broken }) => pathsFound(contract, rule, broken).length > 0),
    );

  test("have examples in the descriptor where they are functions", () => {
    const functions = contract.rules.filter((rule) => typeof rule === "function");
    expect(functions.filter((rule) => !shownByHand(functions).includes(rule)).map(String)).toEqual([]);
  });

  test("have examples of each boundary where they are data", () => {
    const missing = shownBoundaries(examples).filter(({ example }) => example === undefined);
    const byHand = shownByHand(missing.map(({ rule }) => rule));
    expect(missing.filter(({ rule }) => !byHand.includes(rule))).toEqual([]);
  });

  test("have no examples in the descriptor that follow from data", () => {
    const toShow = contract.rules.filter(
      (rule) =>
        typeof rule === "function" ||
        shownBoundaries(examples).some((shown) => shown.rule === rule && shown.example === undefined),
    );
    const needless = examples.rules.filter(
      ({ broken }) => !toShow.some((rule) => pathsFound(contract, rule, broken).length > 0),
    );
    expect(needless.map(({ path }) => path)).toEqual([]);
  });
});

describe.each<Contract>(contracts)("what is not known yet in $type", (contract) => {
  /** What Pulumi's SDK puts in the place of a value, whatever its type. */
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  test("passes in the place of each part", async () => {
    for (const inputs of argumentsOf(contract)) {
      const failures: Record<string, string[]> = {};
      for (const path of partsOf(inputs)) {
        const found = await failuresOf(contract, changed(inputs, { [path]: unknown }));
        if (found.length > 0) failures[path] = found;
      }
      expect(failures).toEqual({});
    }
  });

  test("hides nothing that is wrong beside it", async () => {
    const [inputs = {}] = argumentsOf(contract);
    for (const key of Object.keys(inputs)) {
      const failures = await failuresOf(contract, { ...inputs, [key]: unknown, [`${key}x`]: 1 });
      expect(failures).toEqual([`${key}x: there is no such property. Did you mean "${key}"?`]);
    }
  });

  test("is judged by no rule", async () => {
    for (const { broken, path } of ruleExamplesOf(typeNamed(contract.type))) {
      expect(await failuresOf(contract, changed(broken, { [path]: unknown }))).toEqual([]);
    }
  });
});

describe.each<Contract>(contracts)("texts of $type", (contract) => {
  const { freeTexts = [] } = typeNamed(contract.type);
  /** Whether a line break or a blank around a text may be meant. */
  const isFree = ({ path }: { path: string }) => freeTexts.includes(withoutIndexes(path));
  const texts = argumentsOf(contract).flatMap((inputs) =>
    partsOf(inputs)
      .filter((path) => !path.startsWith("lifecycle.triggers"))
      .flatMap((path) => {
        const text = partAt(inputs, path);
        return typeof text === "string" ? [{ inputs, path, text }] : [];
      }),
  );
  const broken = (text: string) => [
    `${text}\n`,
    `\u{feff}${text}`,
    ` ${text}`,
    `${text[0]}\t${text.slice(1)}`,
  ];

  test("have no blank, line break or control character that is not meant", async () => {
    const wrong: Record<string, unknown> = {};
    for (const { inputs, path, text } of texts.filter((text) => !isFree(text))) {
      for (const value of broken(text)) {
        const [failure = "", ...more] = await failuresOf(contract, changed(inputs, { [path]: value }));
        const isRight = failure.startsWith(`${path} is `) && failure.endsWith(". Remove it.");
        if (!isRight || more.length > 0) wrong[`${path}: ${JSON.stringify(value)}`] = [failure, ...more];
      }
    }
    expect(wrong).toEqual({});
    expect(texts.length).toBeGreaterThan(0);
  });

  test("may hold anything where they are free", async () => {
    for (const { inputs, path, text } of texts.filter(isFree)) {
      const failures = await failuresOf(contract, changed(inputs, { [path]: ` ${text}\n` }));
      expect(failures.filter((failure) => failure.endsWith("Remove it."))).toEqual([]);
    }
  });
});

test("an address has no blank in it, and a secret one is not shown", async () => {
  const url = "rtmp://push.example.com/live/a b?txSecret=pushkey1";
  const inputs = { ...cdnRelay.inputs, publishCdnParams: [{ publishCdnUrl: url, isTencentCdn: 1 }] };
  expect(await stage.resource("tencent/trtc:CdnRelay").failures(inputs)).toEqual([
    "publishCdnParams[0].publishCdnUrl is (a secret, not shown): there is a blank in the address. Remove it.",
  ]);
});

/** The paths of all parts of a value, the deepest ones too. */
function partsOf(value: JsonValue, path = ""): string[] {
  const parts = Array.isArray(value)
    ? value.map((item, index): [string, JsonValue] => [`${path}[${index}]`, item])
    : isObject(value)
      ? Object.entries(value).map(([key, part]): [string, JsonValue] => [
          path === "" ? key : `${path}.${key}`,
          part,
        ])
      : [];
  return parts.flatMap(([at, part]) => [at, ...partsOf(part, at)]);
}

describe.each<Contract>(contracts)("misspelled names in $type", (contract) => {
  const schema = argumentsSchema(contract);
  const blocks = [{ name: "", schema }, ...inputsOf(schema)].map(({ name, schema: block }) => ({
    name,
    isList: itemOf(block) !== undefined,
    keys: keysOf(itemOf(block) ?? block),
  }));

  for (const { name, isList, keys } of blocks.filter((block) => block.keys.length > 0)) {
    test(`are explained${name === "" ? "" : ` in ${name}`}`, async () => {
      const { inputs, path } = placeOf(contract, name);
      const prefix = path === "" ? "" : isList ? `${path}[0].` : `${path}.`;
      // The vendor's spelling, which people copy from its pages.
      const pairs = keys.map(
        (key) => [`${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`, key] as const,
      );
      const wrong = Object.fromEntries(pairs.map(([misspelled]) => [misspelled, "not shown"]));
      const failures = await failuresOf(contract, changed(inputs, { ...wrong, [`${prefix}qqqqqq`]: 1 }));
      expect(failures).toEqual([
        ...pairs.map(
          ([misspelled, key]) => `${misspelled}: there is no such property. Did you mean "${key}"?`,
        ),
        `${prefix}qqqqqq: there is no such property. Remove it.`,
      ]);
    });
  }
});

describe.each<Contract>(contracts)("secrets of $type", (contract) => {
  /** Secrets in places where no schema expects them: a program's mistakes. */
  const mistakes: readonly JsonValue[] = [
    "canary",
    ["canary"],
    [["canary"]],
    { inner: "canary" },
    [{ inner: { inner: "canary" } }],
    "canary ".repeat(2_000),
  ];

  const inputs = inputsOf(argumentsSchema(contract)).filter(({ schema }) => holdsSecret(schema));
  for (const { name } of inputs) {
    test(`are not shown when ${name} is wrong`, async () => {
      const { inputs, path } = placeOf(contract, name);
      for (const mistake of mistakes) {
        const { failed, lines } = await said(contract, changed(inputs, { [path]: mistake }));
        // The engine prints the whole value of a property that a failure names.
        expect(failed.filter(({ property }) => property !== "")).toEqual([]);
        expect(JSON.stringify({ failed, lines })).not.toContain("canary");
      }
    });
  }

  test("are shown by no rule", async () => {
    for (const { broken } of ruleExamplesOf(typeNamed(contract.type))) {
      const { failures, lines } = await said(contract, broken);
      expect([...failures, ...lines]).not.toEqual([]);
      expect([...failures, ...lines].join()).not.toContain("canary");
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isObject, type JsonValue } from "../../local/vendors/json";
import { contracts } from "../../sdk";
import type { Contract } from "../../sdk/core/resource";
import { Stage } from "../provider/support";
import { argumentsOf, profiles } from "./arguments";
import { examplesOf } from "./examples";
import { changed } from "./paths";

/** What Pulumi's SDK puts in the place of a value that is not known yet, whatever its type. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start({ config: profiles });
});
afterAll(() => stage[Symbol.asyncDispose]());

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

describe.each<Contract>(contracts)("$type", (contract) => {
  test("takes a value that is not known yet in the place of each part", async () => {
    for (const inputs of argumentsOf(contract)) {
      const failures: Record<string, string[]> = {};
      for (const path of partsOf(inputs)) {
        const found = await stage.resource(contract.type).failures(changed(inputs, { [path]: unknown }));
        if (found.length > 0) failures[path] = found;
      }
      expect(failures).toEqual({});
    }
  });

  test("finds what is wrong beside a value that is not known yet", async () => {
    const [inputs = {}] = argumentsOf(contract);
    for (const key of Object.keys(inputs)) {
      const failures = await stage
        .resource(contract.type)
        .failures({ ...inputs, [key]: unknown, [`${key}x`]: 1 });
      expect(failures).toEqual([`${key}x: there is no such property. Did you mean "${key}"?`]);
    }
  });

  test("has no rule that asks anything of what is not known yet", async () => {
    for (const { broken, path } of examplesOf(contract.type).rules)
      expect(await stage.resource(contract.type).failures(changed(broken, { [path]: unknown }))).toEqual([]);
  });
});

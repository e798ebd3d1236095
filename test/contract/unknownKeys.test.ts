import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { contracts } from "../../sdk";
import { itemOf, keysOf } from "../../sdk/core/fields";
import type { Contract } from "../../sdk/core/resource";
import { Stage } from "../provider/support";
import { argumentsOf, argumentsSchema, profiles } from "./arguments";
import { inputsOf } from "./inputs";
import { pathsIn } from "./parameters";
import { changed } from "./paths";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start({ config: profiles });
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The blocks in the arguments of a resource: the keys of each, and where the examples have it. */
function blocksOf(contract: Contract) {
  const schema = argumentsSchema(contract);
  const blocks = [{ name: "", schema }, ...inputsOf(schema)].map(({ name, schema: block }) => ({
    name,
    isList: itemOf(block) !== undefined,
    keys: keysOf(itemOf(block) ?? block),
  }));
  return blocks.filter(({ keys }) => keys.length > 0);
}

/** The vendor's spelling of a key, which people copy from its pages. */
function asVendor(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

describe.each<Contract>(contracts)("$type", (contract) => {
  test.each(blocksOf(contract))("knows what was meant in $name", async ({ name, isList, keys }) => {
    const places = argumentsOf(contract).flatMap((inputs) =>
      (name === "" ? [""] : pathsIn(inputs, name)).map((path) => ({
        inputs,
        prefix: path === "" ? "" : isList ? `${path}[0].` : `${path}.`,
      })),
    );
    const [place] = places;
    if (place === undefined) throw new Error(`No example has ${name}.`);
    const { inputs, prefix } = place;
    const wrong = Object.fromEntries(keys.map((key) => [`${prefix}${asVendor(key)}`, "not shown"]));
    const failures = await stage
      .resource(contract.type)
      .failures(changed(inputs, { ...wrong, [`${prefix}qqqqqq`]: 1 }));
    const expected = keys.map(
      (key) => `${prefix}${asVendor(key)}: there is no such property. Did you mean "${key}"?`,
    );
    expect(failures).toEqual([...expected, `${prefix}qqqqqq: there is no such property. Remove it.`]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import { contracts } from "../../sdk";
import { holdsSecret } from "../../sdk/core/fields";
import type { Contract } from "../../sdk/core/resource";
import { Stage } from "../provider/support";
import { argumentsOf, argumentsSchema, profiles } from "./arguments";
import { examplesOf } from "./examples";
import { inputsOf } from "./inputs";
import { pathsIn } from "./parameters";
import { changed } from "./paths";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start({ config: profiles });
});
afterAll(() => stage[Symbol.asyncDispose]());

/** All that check says: failures with the properties that they are about, and lines for the user. */
async function said(type: string, inputs: JsonObject) {
  stage.lines.length = 0;
  const verdict = await stage.resource(type).provider.check?.({}, inputs);
  return { failures: verdict?.failures ?? [], lines: [...stage.lines] };
}

/** Secrets in places where no schema expects them: a program's mistakes. */
const mistakes: readonly JsonValue[] = [
  "canary",
  ["canary"],
  [["canary"]],
  { inner: "canary" },
  [{ inner: { inner: "canary" } }],
  "canary ".repeat(2000),
];

const withSecrets = contracts.flatMap((contract: Contract) =>
  inputsOf(argumentsSchema(contract))
    .filter(({ schema }) => holdsSecret(schema))
    .map(({ name }) => ({ type: contract.type, contract, name })),
);

test.each(withSecrets)("$type: $name is never shown", async ({ type, contract, name }) => {
  const [place] = argumentsOf(contract).flatMap((inputs) =>
    pathsIn(inputs, name).map((path) => ({ inputs, path })),
  );
  if (place === undefined) throw new Error(`No example has ${name}.`);
  for (const mistake of mistakes) {
    const { failures, lines } = await said(type, changed(place.inputs, { [place.path]: mistake }));
    // The engine prints the whole value of a property that a failure names.
    expect(failures.map(({ property }) => property).filter((property) => property !== "")).toEqual([]);
    expect(JSON.stringify({ failures, lines })).not.toContain("canary");
  }
});

describe.each<Contract>(contracts)("$type", ({ type }) => {
  test("has no rule that shows a secret", async () => {
    for (const { broken } of examplesOf(type).rules) {
      const { failures, lines } = await said(type, broken);
      expect([...failures, ...lines]).not.toEqual([]);
      expect(JSON.stringify({ failures, lines })).not.toContain("canary");
    }
  });
});

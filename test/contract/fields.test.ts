import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import { contracts } from "../../sdk/contracts";
import { allowed } from "../../sdk/core/allowed";
import type { Contract } from "../../sdk/core/contract";
import { holdsSecret, itemOf, unwrap } from "../../sdk/core/fields";
import { Stage } from "../provider/support";
import { argumentsOf, argumentsSchema, profiles } from "./arguments";
import { boundsOf } from "./bounds";
import { type Input, inputsOf } from "./inputs";
import { pathsIn } from "./parameters";
import { changed, partAt } from "./paths";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start({ config: profiles });
});
afterAll(() => stage[Symbol.asyncDispose]());

/** The first example that has an input, and where. */
function placeOf(contract: Contract, { name }: Input): { inputs: JsonObject; path: string; good: JsonValue } {
  for (const inputs of argumentsOf(contract)) {
    const [path] = pathsIn(inputs, name);
    const good = path === undefined ? undefined : partAt(inputs, path);
    if (path !== undefined && good !== undefined) return { inputs, path, good };
  }
  throw new Error(`No example of ${contract.type} has ${name}.`);
}

/** What the schema refuses; what rules across parameters find says what to do. */
async function refusals(contract: Contract, inputs: JsonObject): Promise<string[]> {
  const failures = await stage.resource(contract.type).failures(inputs);
  return failures.filter((failure) => !failure.includes(" What to do: "));
}

/** How a failure begins: with the path, and with the value unless it is long or no scalar. */
function beginning(path: string, { schema }: Input, value: JsonValue): string {
  if (holdsSecret(schema)) return `${path} is (a secret, not shown): `;
  const text = JSON.stringify(value);
  return typeof value === "object" || text.length > 60 ? `${path} is ` : `${path} is ${text}: `;
}

/** Whether a text has what no text may have, so that nothing else is said of it. */
function isBroken(value: JsonValue): boolean {
  return typeof value === "string" && (value.trim() !== value || /[\n\t]/.test(value));
}

/** Takes everything inside the bounds, and refuses the rest with one message: where, what, what is allowed, what to do. */
async function keepsItsBounds(
  contract: Contract,
  inputs: JsonObject,
  path: string,
  input: Input,
  good: JsonValue,
): Promise<void> {
  const { accepted, refused } = boundsOf(input.schema, good);
  for (const value of accepted)
    expect(await refusals(contract, changed(inputs, { [path]: value }))).toEqual([]);
  for (const { value, allowed } of refused) {
    const failures = await stage.resource(contract.type).failures(changed(inputs, { [path]: value }));
    const begin = beginning(path, input, value);
    expect(failures.filter((failure) => !failure.startsWith(begin))).toEqual([]);
    const ending = isBroken(value) ? "Remove it." : `${allowed}. Change it.`;
    expect(failures.filter((failure) => failure.endsWith(ending))).toHaveLength(1);
  }
}

describe.each<Contract>(contracts)("$type", (contract) => {
  const inputs = inputsOf(argumentsSchema(contract));

  test.each(inputs)("$name", async (input) => {
    const { inputs, path, good } = placeOf(contract, input);
    await keepsItsBounds(contract, inputs, path, input, good);
    const item = itemOf(input.schema);
    if (item && Array.isArray(good) && good[0] !== undefined) {
      await keepsItsBounds(contract, inputs, `${path}[0]`, { ...input, schema: item }, good[0]);
    }
  });

  test.each(inputs)("$name says in words what it needs", ({ schema }) => {
    const values = [undefined, null, "", "\n", "x".repeat(5_000), -1, 0.5, 1e300, true, {}, [], ["\n"]];
    for (const value of values) {
      for (const issue of z.safeParse(schema, value).error?.issues ?? []) {
        const words = allowed(issue);
        expect(words).toMatch(/ (needed|allowed)\b|^Unrecognized key/);
        // Neither an expression nor what zod says where nobody said anything.
        expect(words).not.toMatch(/[\\^$]|\(\?|^Invalid/);
        expect(words.length).toBeLessThan(300);
      }
    }
  });

  test.each(inputs.filter(({ schema }) => unwrap(schema) === schema))(
    "$name has to be given",
    async (input) => {
      const { inputs, path } = placeOf(contract, input);
      const failures = await stage.resource(contract.type).failures(changed(inputs, { [path]: undefined }));
      expect(failures).toEqual([
        expect.stringMatching(/^[\w.[\]]+ is missing: .+ (needed|allowed)\. Add it\.$/),
      ]);
      expect(failures[0]).toContain(`${path} is missing: `);
    },
  );
});

import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { facts } from "../../local/vendors/facts";
import type { JsonValue } from "../../local/vendors/json";
import type { Contract } from "../../sdk/core/contract";
import { defaultOf } from "../../sdk/core/fields";
import { defaultAt } from "../../sdk/core/schemaAt";
import { cdnRelay } from "../../sdk/tencent/trtc/CdnRelay";
import { inputsOf } from "./inputs";
import { inputOf, operations } from "./operations";
import { parametersOf, withMainlandFields } from "./parameters";
import { allTypes } from "./typesThat";

type Defaults = ReadonlyMap<string, unknown>;

/** What the contract says that the vendor takes, by input. */
function defaultsIn(contract: Contract): Defaults {
  const all = inputsOf(contract.inputs).map(({ name, schema }) => [name, defaultOf(schema)] as const);
  return new Map(all.filter(([, value]) => value !== undefined));
}

/** What the vendor's documents say, by input. */
function documented(contract: Contract): Defaults {
  const found = new Map<string, JsonValue>();
  for (const operation of operations.filter(({ type }) => type === contract.type)) {
    const { service, action, own } = operation;
    for (const { name, facts: parameter } of parametersOf(withMainlandFields(facts[service]), action)) {
      const input = own.includes(name) ? undefined : inputOf(operation, name);
      if (input && parameter.default !== undefined) found.set(input.path, parameter.default);
    }
  }
  return found;
}

/** The lines of those that only one of both has, or has otherwise. */
function differing(contract: Defaults, vendor: Defaults): string[] {
  const names = new Set([...contract.keys(), ...vendor.keys()]);
  const said = (values: Defaults, name: string) => JSON.stringify(values.get(name));
  return [...names].filter((name) => said(contract, name) !== said(vendor, name));
}

describe.each(allTypes)("$type", ({ contract, defaults: exceptions = [] }) => {
  test("has the defaults that the vendor documents, but for what is said to differ", () => {
    const found = differing(defaultsIn(contract), documented(contract));
    expect(found.filter((name) => !exceptions.some(({ where }) => where.test(name)))).toEqual([]);
    expect(exceptions.filter(({ where }) => !found.some((name) => where.test(name)))).toEqual([]);
  });

  test("takes its defaults when they are given", () => {
    const refused = inputsOf(contract.inputs).filter(({ schema }) => {
      const value = defaultOf(schema);
      return value !== undefined && !z.safeParse(schema, value).success;
    });
    expect(refused.map(({ name }) => name)).toEqual([]);
  });
});

test("something is compared", () => {
  expect(allTypes.flatMap(({ contract }) => [...documented(contract)]).length).toBeGreaterThan(50);
});

test.each([
  ["agentParams.maxIdleTime", 30],
  ["publishCdnParams[].isTencentCdn", 1],
  ["publishCdnParams[3].isTencentCdn", 1],
  ["recordParams.recordFormat", ["mp4"]],
  ["roomId", undefined],
  ["nothing.of.the.kind", undefined],
])("the default at %s is %p", (path, value) => {
  expect(defaultAt(cdnRelay.inputs, path)).toEqual(value);
});

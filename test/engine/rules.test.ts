import { describe, expect, test } from "@jest/globals";
import { Mask } from "../../local/engine/mask";
import { applySchema } from "../../local/engine/policyClient";
import {
  deleteStages,
  makeUrn,
  markSecretOutputs,
  nameOf,
  needsOf,
  type Resource,
  typeOf,
  without,
} from "../../local/engine/resource";
import { Secrets } from "../../local/engine/secrets";
import { StateFormat } from "../../local/engine/state";
import * as values from "../../local/engine/values";

const { secret, unknownValue: unknown, signatureKey } = values;
const reference = (urn: string, id?: string) => ({
  [signatureKey]: "5cf8f73096256a8f31e491e813e4eb8e",
  urn,
  ...(id === undefined ? {} : { id }),
});

describe("URNs", () => {
  const stack = { stack: "dev", project: { name: "shop" } };
  const root = makeUrn(stack, { type: "pulumi:pulumi:Stack", name: "shop-dev" });
  const group = makeUrn(stack, { type: "my:Group", name: "g", parent: root });

  test.each([
    [root, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"],
    [group, "urn:pulumi:dev::shop::my:Group::g"],
    [
      makeUrn(stack, { type: "my:Thing", name: "a::b", parent: group }),
      "urn:pulumi:dev::shop::my:Group$my:Thing::a::b",
    ],
  ])("%s", (made, expected) => expect(made).toBe(expected));

  test("tell name and type", () => {
    const urn = makeUrn(stack, { type: "my:Thing", name: "a::b", parent: group });
    expect([nameOf(urn), typeOf(urn)]).toEqual(["a::b", "my:Thing"]);
  });
});

describe("values", () => {
  test.each([
    ["a secret", { a: secret("x") }, { a: "x" }],
    ["a secret in a list", { a: [1, secret({ b: 2 })] }, { a: [1, { b: 2 }] }],
    ["a reference", { a: reference("urn", "id") }, { a: "id" }],
    ["a reference without an id yet", { a: reference("urn", "") }, { a: unknown }],
    ["a reference to a component", { a: reference("urn") }, { a: "urn" }],
    ["a reference in a secret", { a: secret(reference("urn", "id")) }, { a: "id" }],
    ["an unknown", { a: [unknown] }, { a: [unknown] }],
  ])("for the provider: %s", (_, properties, expected) =>
    expect(values.forProvider(properties)).toEqual(expected),
  );

  test.each([
    ["the same name", { a: secret(1) }, { a: 2 }, { a: secret(2) }],
    ["another name", { a: secret(1) }, { b: 1 }, { b: 1 }],
    ["a nested name", { a: { b: secret(1), c: 1 } }, { a: { b: 2, c: 2 } }, { a: { b: secret(2), c: 2 } }],
    ["something inside a list", { a: [secret(1), 2] }, { a: [1, 2] }, { a: secret([1, 2]) }],
  ])("stay secret under %s", (_, sent, returned, expected) => {
    expect(values.markSecretsLike(sent, returned)).toEqual(expected);
  });

  test.each([
    [undefined, null, true],
    [{ a: null }, {}, true],
    [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    ["1", 1, false],
    [secret(1), 1, false],
  ])("%j and %j are the same: %s", (a, b, same) => expect(values.sameValue(a, b)).toBe(same));

  test.each([
    ["a", ["a"]],
    ["a.b", ["a", "b"]],
    ["a[0].b", ["a", "0", "b"]],
    ['a["b.c"]', ["a", "b.c"]],
    ['["a\\"b"]', ['a"b']],
    ["a.*", undefined],
    ["a[*]", undefined],
    ["", undefined],
  ])("the path %s is %j", (path, keys) => expect(values.parsePath(path)).toEqual(keys));

  test.each([
    ["a", { a: 1 }, { a: 2, b: 2 }, { a: 1, b: 2 }],
    ["a", {}, { a: 2, b: 2 }, { b: 2 }],
    ["a", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ["a.b", { a: { b: 1 } }, { a: { b: 2, c: 2 } }, { a: { b: 1, c: 2 } }],
    ["a[1]", { a: [1, 1] }, { a: [2, 2] }, { a: [2, 1] }],
    ["a.b", { a: secret({ b: 1 }) }, { a: secret({ b: 2, c: 2 }) }, { a: secret({ b: 1, c: 2 }) }],
    ["a.b", {}, { a: { b: 2 } }, { a: { b: 2 } }],
  ])("ignoring changes of %s keeps %j in %j", (path, olds, news, expected) => {
    expect(values.copyPath(values.parsePath(path) ?? [], olds, news)).toEqual(expected);
  });

  test("tell every text that a secret holds", () => {
    expect(values.secretTexts({ open: "no", a: secret(["x", { y: 12 }]), b: { c: secret("z") } })).toEqual([
      "x",
      "12",
      "z",
    ]);
  });
});

describe("secrets", () => {
  // Written by the pulumi CLI.
  const salt = "v1:UMIXqEejHkw=:v1:gj2JgZAHLPQdbzba:1bHWbuyZ3q03bGQ9vs8BZao0Sy1gGg==";
  const ciphertext = salt.split(":").slice(2).join(":");

  test("open what the CLI encrypted", () => {
    const secrets = new Secrets("pw", salt);
    expect(secrets.decrypt(ciphertext)).toBe("pulumi");
    expect(secrets.decrypt(secrets.encrypt("grüße"))).toBe("grüße");
    expect(secrets.encrypt("same")).not.toBe(secrets.encrypt("same"));
  });

  test("make a salt of their own, from which they open again", () => {
    const secrets = new Secrets("pw");
    const sealed = secrets.encrypt("hush");
    expect(new Secrets("pw", secrets.salt).decrypt(sealed)).toBe("hush");
  });

  test("refuse a missing or wrong passphrase and a damaged text", () => {
    expect(() => new Secrets(undefined, salt).decrypt(ciphertext)).toThrow("PULUMI_CONFIG_PASSPHRASE");
    expect(() => new Secrets("other", salt).decrypt(ciphertext)).toThrow("incorrect passphrase");
    expect(() => new Secrets("pw", "v2:x").decrypt(ciphertext)).toThrow("malformed");
    const secrets = new Secrets("pw", salt);
    for (const broken of ["", "v1:x", ciphertext.replace("1bHW", "1bHX"), ciphertext.replace("v1", "v2")]) {
      expect(() => secrets.decrypt(broken)).toThrow("cannot be decrypted");
    }
  });

  test("keep their ciphertext from one state file to the next", () => {
    const format = new StateFormat(new Secrets("pw", salt), "v3.0.0");
    const state = {
      resources: [resource("a", { inputs: { password: secret("hush") } })],
      pendingOperations: [],
    };
    const content = format.format(state, "now");
    expect(JSON.stringify(content)).not.toContain("hush");
    const again = format.parse(content);
    expect(again.resources[0]?.inputs).toEqual({ password: secret("hush") });
    expect(format.format(again, "now")).toEqual(content);
  });

  test.each([
    ["a known text", "the key is canary", "the key is [secret]"],
    ["its JSON form", '{"a":"line\\nbreak"}', '{"a":"[secret]"}'],
    ["its URL form", "?x=a%2Fb%26c", "?x=[secret]"],
    ["a longer one first", "canary-bird", "[secret]"],
    ["what a JSON text holds", "key-in-json", "[secret]"],
    ["nothing else", "an ordinary text", "an ordinary text"],
  ])("are masked in print: %s", (_, text, expected) => {
    const mask = new Mask();
    mask.add(["canary", "canary-bird", "line\nbreak", "a/b&c", "x", '{"1400":["key-in-json"]}']);
    expect(mask.apply(text)).toBe(expected);
  });
});

describe("the order of deletes", () => {
  test("nothing goes before what needs it, and equals go together", () => {
    const parent = resource("parent");
    const a = resource("a", { parent: "parent" });
    const b = resource("b", { dependencies: ["a"] });
    const c = resource("c", { propertyDependencies: { x: ["a"] } });
    const all = [parent, a, b, c];
    expect(stagesOf(all, new Set(all))).toEqual([["b", "c"], ["a"], ["parent"]]);
    expect(stagesOf(all, new Set([parent, b]))).toEqual([["parent", "b"]]);
  });

  test("a replaced resource and its replacement are two", () => {
    const fresh = resource("a");
    const old = resource("a", { delete: true });
    const dependent = resource("b", { delete: true, dependencies: ["a"] });
    expect(stagesOf([fresh, old, dependent], new Set([old, dependent]))).toEqual([["b"], ["a"]]);
  });

  function stagesOf(all: Resource[], condemned: Set<Resource>): string[][] {
    return deleteStages(all, condemned).map((stage) => stage.map(({ urn }) => urn));
  }
});

test("what is left of a resource when others are gone", () => {
  const grandparent = resource("g");
  const parent = resource("p", { parent: "g" });
  const child = resource("c", {
    parent: "p",
    dependencies: ["p", "x"],
    propertyDependencies: { a: ["p"], b: ["x", "p"], d: [] },
  });
  expect(without(child, new Map([["p", parent]]))).toEqual({
    parent: grandparent.urn,
    dependencies: ["x"],
    propertyDependencies: { b: ["x"] },
  });
  expect(needsOf(resource("r", { provider: "urn::default::id", parent: "p", dependencies: ["x"] }))).toEqual([
    "p",
    "urn::default",
    "x",
  ]);
});

test("outputs are secret by name, or because their input is", () => {
  const marked = markSecretOutputs(
    resource("a", {
      inputs: { password: secret("p"), nested: { deep: secret(1) } },
      outputs: { password: "p", token: "t", open: "o", nested: { deep: 1 } },
      additionalSecretOutputs: ["token"],
    }),
  );
  expect(marked).toEqual({ password: secret("p"), token: secret("t"), open: "o", nested: { deep: 1 } });
});

describe("a policy's settings", () => {
  const schema = {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", minLength: 2, pattern: "^[a-z]+$" },
      limit: { type: "integer", minimum: 1, maximum: 10, default: 5 },
      level: { enum: ["low", "high"] },
      list: { type: "array", maxItems: 2, items: { type: "number" } },
    },
  };

  test("get the defaults of their schema, and keep what it does not know", () => {
    const given = { name: "ok", level: "low", list: [1.5], unknown: 1 };
    expect(applySchema(schema, given)).toEqual({ ...given, limit: 5 });
  });

  test.each([
    [{}, /^name: /],
    [{ name: 1 }, /^name: .*string/],
    [{ name: "A" }, /^name: .*; name: .*pattern/],
    [{ name: "ok", limit: 11 }, /^limit: .*10/],
    [{ name: "ok", limit: 1.5 }, /^limit: .*int/],
    [{ name: "ok", level: "mid" }, /^level: .*"low"/],
    [{ name: "ok", list: ["2"] }, /^list\.0: .*number/],
  ])("%j: %s", (given, says) => {
    expect(() => applySchema(schema, given)).toThrow(says);
  });

  test("are refused under a schema that cannot be checked", () => {
    expect(() => applySchema({ if: {} }, {})).toThrow("not supported");
  });
});

function resource(urn: string, fields: Partial<Resource> = {}): Resource {
  return {
    urn,
    type: "my:Thing",
    custom: true,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    initErrors: [],
    additionalSecretOutputs: [],
    ignoreChanges: [],
    ...fields,
  };
}

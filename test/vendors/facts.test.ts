import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { facts, type ServiceFacts, sensitiveFields } from "../../local/vendors/facts";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import { violations } from "../../local/vendors/violations";

/** A service of one action, Do, whose input has the given fields. */
function service(
  fields: ServiceFacts["structures"][string]["fields"],
  more: Partial<ServiceFacts> = {},
): ServiceFacts {
  const { structures, ...rest } = more;
  return {
    vendor: "test",
    service: "test",
    regions: [],
    actions: { Do: { input: "Input", ratePerSecond: 1 } },
    structures: { Input: { fields }, ...structures },
    ...rest,
  };
}

/** "kind path" of all violations. */
function broken(of: ServiceFacts, body: JsonObject, options = {}): string[] {
  return violations(of, "Do", body, options).map(({ kind, path }) => `${kind} ${path}`);
}

describe("scalars, on both sides of each bound", () => {
  const huge = 2n ** 64n;
  const rows: [ServiceFacts["structures"][string]["fields"][string], JsonValue[], JsonValue[], string][] = [
    [{ type: "string" }, ["", "x"], [1, null, true, [], {}], "type"],
    [{ type: "string", accepts: "integer" }, ["x", 1], [1.5, null], "type"],
    [{ type: "boolean" }, [true, false], [0, "true", null], "type"],
    [{ type: "integer" }, [-1, 0, 2 ** 53 - 1], [0.5, "1", 2n ** 53n, null], "type"],
    [{ type: "integer", unsigned: true }, [0, 1], [-1], "type"],
    [
      { type: "uint64" },
      [0, 446192236330927912n, huge - 1n],
      [huge, -1, "446192236330927912", 1e300],
      "type",
    ],
    [{ type: "number" }, [0.5, 1], ["0.5"], "type"],
    [{ type: "float" }, [0.5], [false], "type"],
    [{ type: "integer", min: 5, max: 9 }, [5, 9], [4, 10], "value"],
    [{ type: "integer", min: 5, max: 9, allowZero: true }, [0, 5, 9], [-1, 4, 10], "value"],
    [{ type: "number", exclusiveMin: 0, max: 1 }, [0.001, 1], [0, 1.001], "value"],
    [{ type: "number", min: 0, exclusiveMax: 1 }, [0, 0.999], [-0.001, 1], "value"],
    [{ type: "integer", multipleOf: 2 }, [0, 2], [1], "value"],
    [{ type: "integer", enum: [1, 3] }, [1, 3], [0, 2], "value"],
    [{ type: "integer", exclude: [244] }, [243, 245], [244], "value"],
    [{ type: "string", minLength: 1, maxLength: 3 }, ["a", "äöü", "😀😀😀"], ["", "abcd"], "value"],
    [{ type: "string", maxLength: 4, unit: "byte" }, ["abcd", "ää"], ["abcde", "äää"], "value"],
    [{ type: "string", pattern: "^#[0-9a-f]{6}$" }, ["#00ff00"], ["#00ff0", "00ff00", "#00FF00"], "value"],
    [{ type: "string", list: true }, [[], ["a"]], ["a", {}, null], "type"],
    [
      { type: "string", list: true, minItems: 1, maxItems: 2 },
      [["a"], ["a", "b"]],
      [[], ["a", "b", "c"]],
      "value",
    ],
    [{ type: "string", list: true, maxTotalLength: 5 }, [["ab", "cd"]], [["ab", "cde"]], "value"],
  ];

  test.each(rows)("%j", (field, good, bad, kind) => {
    const of = service({ Field: field });
    for (const value of good) expect(broken(of, { Field: value })).toEqual([]);
    for (const value of bad) expect(broken(of, { Field: value })).toEqual([`${kind} Field`]);
  });

  test("bounds hold for each item of a list", () => {
    const of = service({
      Numbers: { type: "integer", list: true, itemMin: -1, itemMax: 1 },
      Words: { type: "string", list: true, itemPattern: "^[a-z]+$" },
    });
    expect(broken(of, { Numbers: [-1, 1], Words: ["a"] })).toEqual([]);
    expect(broken(of, { Numbers: [-2, 0, 2], Words: ["A"] })).toEqual([
      "value Numbers[0]",
      "value Numbers[2]",
      "value Words[0]",
    ]);
  });
});

describe("fields", () => {
  const of = service(
    {
      Id: { type: "string", required: true },
      Inner: { type: "Inner" },
      Many: { type: "object", ref: "Inner", list: true },
    },
    { structures: { Inner: { fields: { Size: { type: "integer", required: true } } } } },
  );

  test("are reported with their path: unknown ones first, then missing, mistyped and illegal ones", () => {
    expect(broken(of, { Id: 1, Inner: {}, Many: [{ Size: 1 }, { Size: 1, Odd: 2 }] })).toEqual([
      "unknown Many[1].Odd",
      "missing Inner.Size",
      "type Id",
    ]);
  });

  test("of the prototype are no fields", () => {
    expect(broken(of, JSON.parse('{"Id": "x", "__proto__": 1, "toString": 2}'))).toEqual([
      "unknown __proto__",
      "unknown toString",
    ]);
  });

  test("may be unknown where that is allowed", () => {
    expect(broken(of, { Id: "x", Odd: 1 }, { ignoreUnknownFields: true })).toEqual([]);
  });

  test("never show their value in a message", () => {
    const secret = service({ Key: { type: "string", maxLength: 3 } });
    expect(violations(secret, "Do", { Key: "canary" })[0]?.message).not.toContain("canary");
  });

  test("pass with a masked value only where that is allowed", () => {
    const masked = service({ Id: { type: "string", pattern: "^\\d+$" } });
    expect(broken(masked, { Id: "12****34" }, { acceptMasked: true })).toEqual([]);
    expect(broken(masked, { Id: "12****34" })).toEqual(["value Id"]);
    expect(broken(masked, { Id: "12*34" }, { acceptMasked: true })).toEqual(["value Id"]);
  });
});

describe("rules across fields", () => {
  const integer = { type: "integer" };
  const fields = { A: { ...integer, default: 1 }, B: integer, L: { type: "string", list: true } };
  const rule = (more: object) => service(fields, { rules: [{ struct: "Input", rule: "", ...more }] });

  const rows: [string, ServiceFacts, JsonObject[], [JsonObject, string][]][] = [
    ["requiredByText", rule({ rule: "requiredByText", fields: ["B"] }), [{ B: 1 }], [[{}, "missing B"]]],
    [
      "anyOf, where an empty list counts as absent",
      rule({ rule: "anyOf", fields: ["L", "B"] }),
      [{ B: 1 }, { L: ["x"] }],
      [
        [{}, "missing L"],
        [{ L: [] }, "missing L"],
      ],
    ],
    [
      "anyOf with a condition",
      rule({ rule: "anyOf", fields: ["B"], if: { A: 2 } }),
      [{}, { A: 1 }, { A: 2, B: 1 }],
      [[{ A: 2 }, "missing B"]],
    ],
    [
      "exactlyOne",
      rule({ rule: "exactlyOne", fields: ["A", "B"] }),
      [{ A: 1 }, { B: 1 }],
      [
        [{}, "missing A"],
        [{ A: 1, B: 1 }, "value A"],
      ],
    ],
    [
      "together",
      rule({ rule: "together", fields: ["A", "B"] }),
      [{}, { A: 1, B: 1 }],
      [[{ B: 1 }, "value A"]],
    ],
    [
      "mutuallyExclusive fields",
      rule({ rule: "mutuallyExclusive", fields: ["A", "B"] }),
      [{}, { A: 1 }, { B: 1 }],
      [[{ A: 1, B: 1 }, "value A"]],
    ],
    [
      "mutuallyExclusive values of a list",
      rule({ rule: "mutuallyExclusive", struct: "Input.L", values: ["mp4", "aac"] }),
      [{ L: ["mp4", "hls"] }, { L: ["aac"] }],
      [[{ L: ["aac", "mp4"] }, "value L"]],
    ],
    [
      "requiredIf, with the default of the field it looks at",
      rule({ rule: "requiredIf", field: "B", if: { A: 1 } }),
      [{ B: 1 }, { A: 2 }],
      [[{}, "missing B"]],
    ],
    [
      "requires, when a field is present",
      // biome-ignore lint/suspicious/noThenProperty: the facts' own word
      rule({ rule: "requires", if: { L: "present" }, then: { B: 0 } }),
      [{}, { L: ["x"], B: 0 }],
      [[{ L: ["x"], B: 1 }, "value B"]],
    ],
    [
      "requires, one of several values",
      // biome-ignore lint/suspicious/noThenProperty: the facts' own word
      rule({ rule: "requires", if: { A: [2, 3] }, then: { B: [7, 8] } }),
      [
        { A: 1, B: 1 },
        { A: 2, B: 7 },
        { A: 3, B: 8 },
      ],
      [[{ A: 3, B: 6 }, "value B"]],
    ],
    [
      "sumMax",
      rule({ rule: "sumMax", fields: ["A", "B"], max: 10 }),
      [{ B: 9 }, { A: 4, B: 6 }],
      [[{ B: 10 }, "value A"]],
    ],
    [
      "productMax",
      rule({ rule: "productMax", fields: ["A", "B"], max: 10 }),
      [{ A: 2, B: 5 }],
      [[{ A: 2, B: 6 }, "value A"]],
    ],
    [
      "onlyIf, of fields",
      rule({ rule: "onlyIf", fields: ["B", "L"], if: { A: 2 } }),
      [{}, { A: 2, B: 1 }, { A: 1, L: [] }],
      [[{ A: 1, B: 1 }, "value B"]],
    ],
    [
      "onlyIf, of values",
      rule({ rule: "onlyIf", field: "B", values: [2, 4], if: { A: 2 } }),
      [{ B: 1 }, { A: 2, B: 2 }],
      [[{ A: 1, B: 4 }, "value B"]],
    ],
    [
      "requires, that a list has a value",
      // biome-ignore lint/suspicious/noThenProperty: the facts' own word
      rule({ rule: "requires", if: { B: "present" }, then: { L: "contains MIX" } }),
      [{}, { B: 1, L: ["OTHER", "MIX"] }],
      [[{ B: 1, L: ["OTHER"] }, "value L"]],
    ],
    [
      "allowedValues",
      rule({ rule: "allowedValues", field: "B", values: [5, "100-243"] }),
      [{}, { B: 5 }, { B: 100 }, { B: 243 }],
      [
        [{ B: 99 }, "value B"],
        [{ B: 244 }, "value B"],
      ],
    ],
  ];

  test.each(rows)("%s", (_name, of, good, bad) => {
    for (const body of good) expect(broken(of, body)).toEqual([]);
    for (const [body, violation] of bad) expect(broken(of, body)).toEqual([violation]);
  });

  test("that are advice count only when asked for", () => {
    const advice = rule({ rule: "together", fields: ["A", "B"], advisory: true });
    expect(broken(advice, { A: 1 })).toEqual([]);
    expect(broken(advice, { A: 1 }, { enforceAdvice: true })).toEqual(["value A"]);
  });

  test("that are unknown are a mistake in the facts", () => {
    expect(() => broken(rule({ rule: "invented" }), {})).toThrow("invented");
  });
});

describe("bounds that another object sets", () => {
  const canvas = { fields: { Width: { type: "integer", default: 640 } } };
  const region = {
    fields: {
      X: { type: "integer", lessThanField: "Canvas.Width" },
      Width: { type: "integer", atMostField: "Canvas.Width" },
    },
  };
  const of = service(
    { Canvas: { type: "Canvas" }, Regions: { type: "Region", list: true, uniqueBy: "X" } },
    {
      structures: { Canvas: canvas, Region: region },
      rules: [{ rule: "sumMax", struct: "Region", fields: ["X", "Width"], max: "Canvas.Width" }],
    },
  );

  test.each([
    ["a given width", { Canvas: { Width: 100 }, Regions: [{ X: 99 }, { Width: 100 }] }, []],
    ["at a given width", { Canvas: { Width: 100 }, Regions: [{ X: 100 }] }, ["value Regions[0].X"]],
    ["the default width", { Regions: [{ X: 639 }, { Width: 640 }] }, []],
    [
      "above the default width",
      { Regions: [{ Width: 641 }] },
      ["value Regions[0].Width", "value Regions[0].X"],
    ],
    ["a sum at the width", { Regions: [{ X: 600, Width: 40 }] }, []],
    ["a sum above the width", { Regions: [{ X: 600, Width: 41 }] }, ["value Regions[0].X"]],
    ["a repeated key", { Regions: [{ X: 1 }, { X: 1 }] }, ["value Regions"]],
  ])("%s", (_name, body: JsonObject, expected: string[]) => {
    expect(broken(of, body)).toEqual(expected);
  });

  test("may stand deeper, and may be a condition", () => {
    const deep = service(
      { Mix: { type: "Mix" }, Regions: { type: "Region", list: true } },
      {
        structures: { Mix: { fields: { Canvas: { type: "Canvas" } } }, Canvas: canvas, Region: region },
        rules: [
          { rule: "sumMax", struct: "Region", fields: ["X", "Width"], max: "Mix.Canvas.Width" },
          { rule: "onlyIf", struct: "Region", fields: ["X"], if: { "Mix.Canvas.Width": [640, 9] } },
        ],
      },
    );
    const mixed = (Width: number, region: JsonObject) => ({ Mix: { Canvas: { Width } }, Regions: [region] });
    expect(broken(deep, { Regions: [{ X: 0, Width: 640 }] })).toEqual([]);
    expect(broken(deep, { Regions: [{ X: 1, Width: 640 }] })).toEqual(["value Regions[0].X"]);
    expect(broken(deep, mixed(9, { X: 1, Width: 8 }))).toEqual([]);
    expect(broken(deep, mixed(8, { X: 1, Width: 7 }))).toEqual(["value Regions[0].X"]);
  });
});

describe("the facts", () => {
  test.each(Object.keys(facts))("%s name no structure that is absent", (name) => {
    const of = Object.entries(facts).find(([known]) => known === name)?.[1];
    for (const action of Object.keys(of?.actions ?? {})) {
      expect(() => of && violations(of, action, {})).not.toThrow();
    }
    const scalars = ["string", "boolean", "integer", "uint64", "number", "float"];
    for (const { fields } of Object.values(of?.structures ?? {})) {
      for (const field of Object.values(fields)) {
        const type = field.ref ?? field.type;
        expect(scalars.includes(type) || of?.structures[type] !== undefined).toBe(true);
      }
    }
  });

  test("have no key that their page does not explain", () => {
    const folder = join(__dirname, "../../local/vendors/facts");
    const page = readFileSync(join(folder, "README.md"), "utf8");
    const known = Object.values(facts).flatMap((service) => [
      service,
      ...Object.values(service.actions),
      ...Object.values(service.structures).flatMap(({ fields }) => Object.values(fields)),
      ...(service.rules ?? []),
    ]);
    const keys = new Set(known.flatMap((part) => Object.keys(part)));
    const rules = Object.values(facts).flatMap((service) => service.rules?.map(({ rule }) => rule) ?? []);
    expect([...keys, ...rules].filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });

  test("know the secrets", () => {
    expect([...sensitiveFields].sort()).toEqual([
      "AccessKey",
      "AdminUserSig",
      "AppKey",
      "CallbackKey",
      "PrivateMapKey",
      "PublishCdnUrl",
      "PushURL",
      "PushUserSig",
      "RecordUserSig",
      "SKey",
      "SecondaryAppKey",
      "SecretKey",
      "SecurityToken",
      "SignKey",
      "SourceURL",
      "StreamUrl",
      "Token",
      "UserSig",
    ]);
  });
});

import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { byDefault, fields } from "../../sdk/core/fields";
import { judge } from "../../sdk/core/judge";
import {
  atLeastOne,
  atMostBytes,
  atMostField,
  atMostOne,
  belowField,
  exactlyOne,
  excludedIf,
  heeded,
  matched,
  only,
  type Requirement,
  required,
  requiredIf,
  reserved,
  unique,
  windowsStayInside,
} from "../../sdk/core/requirements";
import { sentenceOf } from "../../sdk/core/sentenceOf";

const item = fields({
  kind: byDefault("a", z.enum(["a", "b"])),
  name: z.string().optional(),
  number: z.number().optional(),
  size: byDefault(0, z.number()),
  parts: z.array(fields({ name: z.string().optional() })).optional(),
});

/** Inputs with a block, lists in a list, and defaults. */
const schema = fields({
  mode: byDefault(1, z.number()),
  text: z.string().optional(),
  limit: byDefault(10, z.number()),
  words: z.array(z.string()).optional(),
  block: fields({ one: z.string().optional(), two: z.array(z.string()).optional() }).optional(),
  items: z.array(item).optional(),
  others: z.array(item).optional(),
});

const words = { problem: "found {value}", advice: "change it" } as const;
const unknown = { unknown: true };

/** Inputs that end what reads the values in them that are not known. */
function guarded(value: unknown): unknown {
  if (value === unknown) throw unknown;
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, key, receiver) =>
      typeof key === "symbol" ? Reflect.get(target, key, receiver) : guarded(Reflect.get(target, key)),
  });
}

/** What a rule says of inputs: "path: problem". */
function said(rules: Requirement | readonly Requirement[], inputs: unknown): string[] {
  const found: string[] = [];
  const say = (level: string) => (path: string, problem: string, advice: string) =>
    void found.push(`${level}${path}: ${problem}; ${advice}`);
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error !== unknown) throw error;
    }
  };
  for (const rule of [rules].flat()) {
    judge(rule, {
      inputs: guarded(inputs),
      schema,
      report: { failure: say(""), warning: say("warning ") },
      attempt,
    });
  }
  return found;
}

interface Line {
  readonly rule: Requirement | readonly Requirement[];
  readonly sentence: string;
  /** Inputs of which nothing is said. */
  readonly fine: readonly object[];
  /** What is said of others. */
  readonly wrong: readonly (readonly [inputs: object, ...said: string[]])[];
}

const changed = "; change it";

const table: Record<string, Line> = {
  required: {
    rule: required("block.one", words),
    sentence: "`block.one` is needed.",
    fine: [{}, { block: { one: "" } }],
    wrong: [[{ block: {} }, `block.one: found undefined${changed}`]],
  },
  requiredIf: {
    rule: requiredIf("items[].name", { path: "items[].kind", values: ["b"], meaning: "the other" }),
    sentence: '`items[].name` is needed where `items[].kind` is "b" (the other).',
    fine: [{}, { items: [{}, { kind: "a" }, { kind: "b", name: "n" }] }],
    wrong: [
      [
        { items: [{}, { kind: "b" }] },
        'items[1].name: it is missing, and kind "b" (the other) needs it; add it',
      ],
      [
        { items: [{ kind: unknown }, unknown, { kind: "b" }] },
        'items[2].name: it is missing, and kind "b" (the other) needs it; add it',
      ],
    ],
  },
  "requiredIf, by the default": {
    rule: requiredIf("text", { path: "mode", values: [1] }, { level: "warning", advice: "name it" }),
    sentence: "`text` is needed where `mode` is 1 (check warns).",
    fine: [{ mode: 2 }, { text: "" }, { mode: unknown }],
    wrong: [[{}, "warning text: it is missing, and mode 1 needs it; name it"]],
  },
  excludedIf: {
    rule: excludedIf("text", [{ path: "block", given: false }], words),
    sentence: "`text` is left out where `block` is left out.",
    fine: [{}, { block: {} }, { block: {}, text: "t" }],
    wrong: [[{ text: "t" }, `text: found t${changed}`]],
  },
  "excludedIf, of two values": {
    rule: excludedIf(
      "words",
      [
        { path: "words", values: ["x"] },
        { path: "words", values: ["y"] },
      ],
      words,
    ),
    sentence: '`words` is not "x" and "y".',
    fine: [{}, { words: ["x", "z"] }, { words: ["y"] }, { words: [unknown, "x", "y"] }],
    wrong: [[{ words: ["y", "z", "x"] }, `words: found y,z,x${changed}`]],
  },
  only: {
    rule: only("mode", [1, { from: 5, to: 7 }, { from: 9 }], words),
    sentence: "`mode` is 1, 5 to 7 or 9 or more.",
    fine: [{}, { mode: 1 }, { mode: 5 }, { mode: 7 }, { mode: 9 }, { mode: 99 }, { mode: unknown }],
    wrong: [0, 2, 4, 8].map((mode) => [{ mode }, `mode: found ${mode}${changed}`] as const),
  },
  reserved: {
    rule: reserved("words[]", ["x", "y"], {
      when: [{ path: "mode", not: [2] }],
      ...words,
      problem: "{value} in {other}",
    }),
    sentence: '`words[]` is not "x" or "y" where `mode` is not 2.',
    fine: [{}, { words: ["z"] }, { words: ["x"], mode: 2 }, { words: ["x"], mode: unknown }],
    wrong: [
      [{ words: ["z", "y", unknown, "x"] }, `words[1]: y in 1${changed}`, `words[3]: x in 1${changed}`],
    ],
  },
  exactlyOne: {
    rule: exactlyOne(["block.one", "block.two"], { ...words, problem: "one of both" }),
    sentence: "Exactly one of `block.one` and `block.two` is given in `block`.",
    fine: [{}, { block: { one: "1" } }, { block: { two: ["2"] } }, { block: { one: unknown } }],
    wrong: [{}, { two: [] }, { one: "1", two: ["2"] }].map(
      (block) => [{ block }, `block: one of both${changed}`] as const,
    ),
  },
  atLeastOne: {
    rule: atLeastOne(["words", "items"], { ...words, problem: "one at least" }),
    sentence: "At least one of `words` and `items` is given.",
    fine: [{ words: ["w"] }, { items: [{}] }, { items: [{}], words: ["w"] }, { words: [], items: unknown }],
    wrong: [
      [{}, `words: one at least${changed}`],
      [{ words: [], items: [] }, `words: one at least${changed}`],
    ],
  },
  atMostOne: {
    rule: atMostOne(["items[].name", "items[].number"], {
      ...words,
      problem: "one at most",
      level: "warning",
    }),
    sentence: "At most one of `items[].name` and `items[].number` is given in `items[]` (check warns).",
    fine: [{}, { items: [{}, { name: "n" }, { number: 1 }] }],
    wrong: [[{ items: [{}, { name: "n", number: 1 }] }, `warning items[1]: one at most${changed}`]],
  },
  atMostBytes: {
    rule: atMostBytes("text", 4),
    sentence: "`text` has at most 4 bytes.",
    fine: [{}, { text: "éé" }, { text: "abcd" }, { text: unknown }],
    wrong: [[{ text: "ééx" }, "text: it has 5 bytes, and at most 4 are allowed; shorten it"]],
  },
  atMostField: {
    rule: atMostField("items[].size", "limit", { ...words, problem: "{value} of {limit}" }),
    sentence: "`items[].size` is at most `limit`.",
    fine: [
      {},
      { items: [{}, { size: 10 }] },
      { limit: 11, items: [{ size: 11 }] },
      { limit: unknown, items: [{ size: 99 }] },
    ],
    wrong: [[{ items: [{ size: unknown }, { size: 11 }] }, `items[1].size: 11 of 10${changed}`]],
  },
  belowField: {
    rule: belowField("mode", "limit", { ...words, problem: "{value} of {limit}" }),
    sentence: "`mode` is less than `limit`.",
    fine: [{}, { mode: 9 }, { limit: 1 }],
    wrong: [[{ mode: 10 }, `mode: 10 of 10${changed}`]],
  },
  windowsStayInside: {
    rule: windowsStayInside({
      start: ["items[].number", "items[].number"],
      size: ["items[].size", "items[].size"],
      canvas: ["limit", 20],
      problem: "ends at {end} of {limit} ({long})",
      advice: "{start} + {size} within the {side}",
    }),
    sentence: "`items[].number` + `items[].size` is at most `limit`.",
    fine: [{}, { items: [{ size: 99 }, { number: 4, size: 6 }, { number: 10 }] }],
    wrong: [
      [
        { items: [{ number: 4, size: 7 }] },
        "items[0].size: ends at 11 of 10 (wide); number + size within the width",
      ],
      [{ items: [{ number: 11 }] }, "items[0].size: ends at 11 of 10 (wide); number + size within the width"],
      [
        { limit: 99, items: [{ number: 20, size: 1 }] },
        "items[0].size: ends at 21 of 20 (high); number + size within the height",
      ],
    ],
  },
  "windowsStayInside, each side alone": {
    rule: windowsStayInside({
      start: ["items[].number", "others[].number"],
      size: ["items[].size", "others[].size"],
      canvas: ["limit", "limit"],
      level: "warning",
      ...words,
      alone: { size: { ...words, problem: "size {value}" }, start: { ...words, problem: "start {value}" } },
    }).slice(0, 3),
    sentence: "`items[].size` is at most `limit`.",
    fine: [
      {
        items: [
          { number: 0, size: 10 },
          { number: 9, size: 1 },
        ],
      },
    ],
    wrong: [
      [{ items: [{ number: 9, size: 2 }] }, `warning items[0].size: found 2${changed}`],
      [{ items: [{ number: 0, size: 11 }] }, `items[0].size: size 11${changed}`],
      [{ items: [{ number: 10, size: 1 }] }, `items[0].number: start 10${changed}`],
    ],
  },
  unique: {
    rule: unique("items[].number", words),
    sentence: "Each `items[].number` is there once.",
    fine: [
      {},
      { items: [{}, {}, { number: 0 }, { number: 1 }] },
      { items: [{ number: unknown }, { number: 1 }, { number: 1 }] },
    ],
    wrong: [[{ items: [{ number: 1 }, { number: 0 }, { number: 1 }] }, `items[2].number: found 1${changed}`]],
  },
  "unique, of what is left out": {
    rule: unique("items[].number", { ...words, leftOut: 0, when: [{ path: "mode", values: [2] }] }),
    sentence: "Each `items[].number` is there once where `mode` is 2.",
    fine: [{ items: [{}, {}] }, { mode: 2, items: [{}, { number: 1 }] }],
    wrong: [[{ mode: 2, items: [{}, { number: 0 }] }, `items[1].number: found 0${changed}`]],
  },
  matched: {
    rule: matched("items[].number", "others[].number", { ...words, leftOut: 0 }),
    sentence: "Each `items[].number` is also a `others[].number`.",
    fine: [{}, { items: [{}, { number: 1 }], others: [{ number: 1 }, {}] }],
    wrong: [
      [
        { items: [{ number: 1 }, { number: 2 }], others: [{ number: 1 }] },
        `items[1].number: found 2${changed}`,
      ],
    ],
  },
  "matched, said of the item": {
    rule: matched("items[].name", "others[].name", { ...words, ofItem: true }),
    sentence: "Each `items[].name` is also a `others[].name`.",
    fine: [{ items: [{ name: "a" }], others: [{ name: "b" }, { name: "a" }] }],
    wrong: [[{ items: [{ name: "a" }] }, `items[0]: found a${changed}`]],
  },
  heeded: {
    rule: heeded(
      ["items[].name"],
      [
        { path: "items[].kind", values: ["b"] },
        { path: "text", given: true },
      ],
    ),
    sentence: '`items[].name` has an effect only where `items[].kind` is "b" and `text` is given.',
    fine: [
      {},
      { text: "t", items: [{ kind: "b", name: "n" }, {}] },
      { items: [{ kind: unknown, name: "n" }] },
    ],
    wrong: [
      [
        { text: "t", items: [{ name: "n" }] },
        'warning items[0].name: the vendor heeds it with items[0].kind "b" only, and that is "a"; leave this out, or set items[0].kind to "b"',
      ],
      [
        { items: [{ kind: "b", name: "n" }] },
        "warning items[0].name: it has no effect without text; leave this out, or add text",
      ],
    ],
  },
  "heeded, but for the default": {
    rule: heeded(["limit"], [{ path: "words", values: ["x", "y"] }], { unlessDefault: true }),
    sentence: '`limit` has an effect only where `words` is "x" or "y".',
    fine: [{ limit: 10 }, { limit: 9, words: ["z", "x"] }],
    wrong: [
      [
        { limit: 9, words: ["z"] },
        'warning limit: the vendor heeds it with words "x" or "y" only, and that has none of them; leave this out, or add one of them to words',
      ],
      [
        { limit: 9 },
        'warning limit: the vendor heeds it with words "x" or "y" only, and that is left out; leave this out, or set words to "x" or "y"',
      ],
    ],
  },
  "heeded never": {
    rule: heeded(["text"], [{ path: "mode", values: [] }]),
    sentence: "`text` has no effect.",
    fine: [{}],
    wrong: [[{ text: "t" }, "warning text: the vendor documents it as without effect; leave it out"]],
  },
  "lists in lists": {
    rule: requiredIf("items[].parts[].name", { path: "items[].kind", values: ["b"] }, words),
    sentence: '`items[].parts[].name` is needed where `items[].kind` is "b".',
    fine: [{ items: [{ parts: [{}] }, { kind: "b" }, { kind: "b", parts: [{ name: "n" }] }] }],
    wrong: [
      [
        { items: [{ parts: unknown }, { parts: [{}] }, { kind: "b", parts: [{ name: "n" }, unknown, {}] }] },
        `items[2].parts[2].name: found undefined${changed}`,
      ],
    ],
  },
};

describe.each(Object.entries(table))("%s", (_name, { rule, sentence, fine, wrong }) => {
  test.each(fine.map((inputs) => [inputs]))("says nothing of %j", (inputs) => {
    expect(said(rule, inputs)).toEqual([]);
  });

  test.each(wrong.map(([inputs, ...found]) => ({ inputs, found })))("judges $inputs", ({ inputs, found }) => {
    expect(said(rule, inputs)).toEqual(found);
  });

  test("is a sentence", () => {
    const [first] = [rule].flat();
    expect(first && sentenceOf(first)).toBe(sentence);
  });
});

test("a rule says every word of its own once, with the values in their places and nothing else replaced", () => {
  const rule = reserved("text", ["{value}"], { problem: "{value} {limit} { value }", advice: "{unknown}" });
  expect(said(rule, { text: "{value}" })).toEqual(["text: {value} {limit} { value }; {unknown}"]);
});

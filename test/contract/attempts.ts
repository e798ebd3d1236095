import type { FieldFacts } from "../../local/vendors/facts";
import { isObject, type JsonValue } from "../../local/vendors/json";
import type { Parameter } from "./parameters";
import { copiesOf } from "./paths";

/** A value to try at a parameter, and what the documents say of it. */
export interface Attempt {
  readonly what: string;
  /** "either": the documents leave it to the rules across parameters, or to nothing at all. */
  readonly expected: "accepted" | "refused" | "either";
  /** What to put in the parameter's place; undefined leaves it out. */
  readonly value: JsonValue | undefined;
  /** Whether it goes in the place of the list's first item. */
  readonly item?: true;
}

/** What to try at a parameter that has a good value: both sides of each bound, other types, and leaving it out. */
export function attemptsAt({ facts, isStructure }: Parameter, good: JsonValue): Attempt[] {
  const own = facts.list && Array.isArray(good) ? listAttempts(facts, good) : [];
  const first = facts.list && Array.isArray(good) ? good[0] : good;
  const values = first === undefined ? [] : isStructure ? structureAttempts() : scalarAttempts(facts, first);
  return [
    { what: "left out", expected: facts.required ? "refused" : "either", value: undefined },
    ...own,
    ...values.map((attempt): Attempt => (facts.list ? { ...attempt, item: true } : attempt)),
  ];
}

function accepted(what: string, value: JsonValue): Attempt {
  return { what, expected: "accepted", value };
}

function refused(what: string, value: JsonValue): Attempt {
  return { what, expected: "refused", value };
}

function listAttempts({ minItems = 0, maxItems, uniqueBy }: FieldFacts, good: JsonValue[]): Attempt[] {
  const [first = null] = good;
  const ofLength = (length: number) =>
    copiesOf(first, length).map((item, index) =>
      uniqueBy !== undefined && isObject(item) ? { ...item, [uniqueBy]: index } : item,
    );
  return [
    refused("no list", first),
    refused("an object for a list", {}),
    ...(minItems > 0
      ? [accepted("fewest items", ofLength(minItems)), refused("one item too few", ofLength(minItems - 1))]
      : [{ what: "an empty list", expected: "either", value: [] } satisfies Attempt]),
    ...(maxItems === undefined
      ? []
      : [accepted("most items", ofLength(maxItems)), refused("one item too many", ofLength(maxItems + 1))]),
  ];
}

function structureAttempts(): Attempt[] {
  return [
    refused("a text for a structure", "text"),
    refused("a list for a structure", []),
    refused("an unknown member", { NoSuchParameter: 1 }),
  ];
}

function scalarAttempts(facts: FieldFacts, good: JsonValue): Attempt[] {
  switch (facts.type) {
    case "boolean":
      return [
        accepted("true", true),
        accepted("false", false),
        refused("a text for a boolean", "true"),
        refused("a number for a boolean", 1),
      ];
    case "string":
      return textAttempts(facts, String(good));
    default:
      return numberAttempts(facts, Number(good));
  }
}

function numberAttempts(facts: FieldFacts, good: number): Attempt[] {
  const types = [refused("a text for a number", String(good)), refused("a boolean for a number", true)];
  const { exclude = [] } = facts;
  return [
    ...types,
    ...exclude.map((value) => refused(`the excluded ${value}`, value)),
    ...(facts.enum ? choiceAttempts(facts.enum.map(Number)) : rangeAttempts(facts, good)),
  ];
}

function choiceAttempts(choices: readonly number[]): Attempt[] {
  return [
    ...choices.map((choice) => accepted(`the choice ${choice}`, choice)),
    refused("above all choices", Math.max(...choices) + 1),
    refused("below all choices", Math.min(...choices) - 1),
    refused("a fraction", Math.min(...choices) + 0.5),
  ];
}

function rangeAttempts(facts: FieldFacts, good: number): Attempt[] {
  const whole = facts.type === "integer";
  const step = whole ? 1 : 0.001;
  const { exclusiveMin, exclusiveMax, multipleOf } = facts;
  const min = facts.itemMin ?? facts.min ?? (facts.unsigned ? 0 : undefined);
  const max = facts.itemMax ?? facts.max;
  return [
    ...(min === undefined ? [] : [accepted("the lowest", min), refused("below the lowest", min - step)]),
    ...(max === undefined ? [] : [accepted("the highest", max), refused("above the highest", max + step)]),
    ...(exclusiveMin === undefined
      ? []
      : [refused("the lower edge", exclusiveMin), accepted("above the lower edge", exclusiveMin + step)]),
    ...(exclusiveMax === undefined
      ? []
      : [refused("the upper edge", exclusiveMax), accepted("below the upper edge", exclusiveMax - step)]),
    ...(multipleOf === undefined
      ? []
      : [accepted("a step on", good - multipleOf), refused("half a step on", good - multipleOf / 2)]),
    ...(whole ? [refused("a fraction", good + 0.5)] : []),
    ...(whole && max === undefined
      ? [accepted("large", 2 ** 31 - 1), refused("past what a double holds", 2 ** 53)]
      : []),
    ...(whole && min === undefined ? [accepted("below zero", -1)] : []),
  ];
}

function textAttempts(facts: FieldFacts, good: string): Attempt[] {
  const { maxLength, minLength = 0 } = facts;
  const pattern = new RegExp(facts.itemPattern ?? facts.pattern ?? "");
  const types = [
    facts.accepts === "integer" ? accepted("a number", 1145) : refused("a number for a text", 1145),
    refused("an object for a text", {}),
  ];
  if (facts.enum) {
    return [
      ...types,
      ...facts.enum.map((choice) => accepted(`the choice ${choice}`, choice)),
      refused("no choice", "no-such-choice"),
      refused("another case", good === good.toLowerCase() ? good.toUpperCase() : good.toLowerCase()),
    ];
  }
  const malformed = [` ${good}`, `${good}\n`].filter((text) => !pattern.test(text));
  const fill = pattern.test(`${good}字`) ? "字" : (good.at(-1) ?? "x");
  const empty = minLength === 0 && pattern.test("");
  return [
    ...types,
    ...malformed.map((text) => refused(`malformed ${JSON.stringify(text)}`, text)),
    { what: "empty", expected: empty ? "either" : "refused", value: "" },
    ...(maxLength === undefined
      ? []
      : [
          accepted("the longest", filled(good, fill, maxLength, facts.unit)),
          refused("too long", filled(good, fill, maxLength + 1, facts.unit)),
        ]),
  ];
}

/** A text of exactly this many characters or bytes. */
function filled(good: string, fill: string, length: number, unit: string | undefined): string {
  const size = (text: string) => (unit === "byte" ? Buffer.byteLength(text) : text.length);
  const start = good.slice(0, length);
  const missing = length - size(start);
  return `${start}${fill.repeat(missing / size(fill))}${"x".repeat(missing % size(fill))}`;
}

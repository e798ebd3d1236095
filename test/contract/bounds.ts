import { z } from "zod";
import type { JsonValue } from "../../local/vendors/json";
import type { Schema } from "./inputs";
import { copiesOf } from "./paths";

/** What a schema takes, and what it refuses with which words. */
export interface Bounds {
  readonly accepted: readonly JsonValue[];
  readonly refused: readonly { readonly value: JsonValue; readonly allowed: string }[];
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Both sides of each bound of an input, as its schema has them; `good` is a value that it takes. */
export function boundsOf(schema: Schema, good: JsonValue): Bounds {
  return boundsIn(z.toJSONSchema(schema, { io: "input" }), good);
}

function boundsIn(schema: JsonSchema, good: JsonValue): Bounds {
  if (schema.anyOf) return formsIn(schema.anyOf);
  if (schema.enum) return choicesIn(schema.enum);
  if (schema.const !== undefined) return choicesIn([schema.const]);
  switch (schema.type) {
    case "boolean":
      return { accepted: [true, false], refused: [wrongType("boolean", "true"), wrongType("boolean", 1)] };
    case "string":
      return textsIn(schema, String(good));
    case "integer":
    case "number":
      return numbersIn(schema, Number(good));
    case "array":
      return listsIn(schema, Array.isArray(good) ? good : []);
    case "object":
      return { accepted: [good], refused: [wrongType("object", "text"), wrongType("object", [good])] };
    default:
      // Anything at all.
      return { accepted: [null, 1, "text", { inner: [] }], refused: [] };
  }
}

function wrongType(type: string, value: JsonValue): Bounds["refused"][number] {
  return {
    value,
    allowed: type === "integer" ? "a whole number is needed" : `a value of type ${type} is needed`,
  };
}

function formsIn(forms: readonly JsonSchema[]): Bounds {
  const words = forms.map(
    ({ type }) => wrongType(type === "integer" ? "number" : String(type), null).allowed,
  );
  return {
    accepted: forms.map(({ type }) => (type === "string" ? "text" : 1145)),
    refused: [{ value: true, allowed: `one of several forms is needed: ${words.join(", or ")}` }],
  };
}

function choicesIn(choices: readonly JsonValue[]): Bounds {
  const words = choices.map((choice) => JSON.stringify(choice)).join(", ");
  const allowed = choices.length === 1 ? `only ${words} is allowed` : `one of ${words} is allowed`;
  const numbers = choices.filter((choice) => typeof choice === "number");
  const others =
    numbers.length === 0
      ? ["no-such", 1]
      : [Math.min(...numbers) - 1, Math.max(...numbers) + 1, String(numbers[0])];
  return { accepted: choices, refused: others.map((value) => ({ value, allowed })) };
}

function numbersIn(schema: JsonSchema, good: number): Bounds {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const isWhole = schema.type === "integer";
  const step = isWhole ? (multipleOf ?? 1) : 0.001;
  const accepted = [good];
  const refused = [wrongType("number", String(good))];
  const bound = (inside: number, outside: number, allowed: string) => {
    accepted.push(inside);
    refused.push({ value: outside, allowed });
  };
  if (minimum !== undefined) bound(minimum, minimum - step, `at least ${minimum} is needed`);
  if (maximum !== undefined) bound(maximum, maximum + step, `at most ${maximum} is allowed`);
  if (typeof exclusiveMinimum === "number") {
    bound(exclusiveMinimum + step, exclusiveMinimum, `more than ${exclusiveMinimum} is needed`);
  }
  if (typeof exclusiveMaximum === "number") {
    bound(exclusiveMaximum - step, exclusiveMaximum, `less than ${exclusiveMaximum} is allowed`);
  }
  if (multipleOf !== undefined) bound(good - multipleOf, good - 1, `a multiple of ${multipleOf} is needed`);
  else if (isWhole) refused.push(wrongType("integer", good + 0.5));
  return { accepted, refused };
}

function textsIn({ minLength = 0, maxLength, pattern }: JsonSchema, good: string): Bounds {
  const filled = (length: number) => good.slice(0, length).padEnd(length, good.at(-1) ?? "x");
  const accepted = [good];
  const refused = [wrongType("string", 1145), wrongType("string", [good])];
  if (minLength > 0) {
    accepted.push(filled(minLength));
    refused.push({ value: filled(minLength - 1), allowed: `at least ${minLength} characters are needed` });
  }
  if (maxLength !== undefined) {
    accepted.push(filled(maxLength));
    refused.push({ value: filled(maxLength + 1), allowed: `at most ${maxLength} characters are allowed` });
  }
  if (pattern !== undefined) refused.push({ value: `\n${good}`, allowed: " is needed" });
  else if (minLength === 0) accepted.push("");
  return { accepted, refused };
}

function listsIn({ minItems = 0, maxItems }: JsonSchema, good: readonly JsonValue[]): Bounds {
  const ofLength = (length: number) => copiesOf(good[0] ?? null, length);
  const accepted = [[...good], ofLength(minItems)];
  const refused = [wrongType("array", "x".repeat((maxItems ?? 0) + 1)), wrongType("array", {})];
  if (minItems > 0) {
    refused.push({ value: ofLength(minItems - 1), allowed: `at least ${minItems} items are needed` });
  }
  if (maxItems !== undefined) {
    accepted.push(ofLength(maxItems));
    refused.push({ value: ofLength(maxItems + 1), allowed: `at most ${maxItems} items are allowed` });
  }
  return { accepted, refused };
}

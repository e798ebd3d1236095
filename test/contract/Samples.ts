import { z } from "zod";
import { isObject, type JsonObject, type JsonValue } from "../../local/vendors/json";
import type { Contract } from "../../sdk/core/contract";
import { defaultOf, fieldOf, itemOf, unwrap } from "../../sdk/core/fields";
import { holds, type When } from "../../sdk/core/holds";
import { partsAt } from "../../sdk/core/partsAt";
import { near } from "../../sdk/core/path";
import { schemaAt } from "../../sdk/core/schemaAt";
import { changed, type Parts, partAt } from "./paths";

/** The values that a schema names: its choices, or its lowest and highest number. */
function choicesOf(schema: z.core.$ZodType): JsonValue[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodNumber)
    return [schema.minValue, schema.maxValue].filter((value) => value !== null);
  return [];
}

/** A value as JSON has it, if it is one. */
function asJson(value: unknown): JsonValue | undefined {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** A value without what its schema does not need. */
function least(value: JsonValue, schema: z.core.$ZodType): JsonValue {
  const item = itemOf(schema);
  if (Array.isArray(value) && item) return value.slice(0, 1).map((one) => least(one, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]): [string, JsonValue][] => {
      const field = fieldOf(schema, key);
      return field === undefined || part === undefined || z.safeParse(field, undefined).success
        ? []
        : [[key, least(part, field)]];
    }),
  );
}

/** Where inputs and their parts may be changed, and to what: from the examples of a type, and from its contract. */
export class Samples {
  readonly #inputs: Contract["inputs"];
  readonly #examples: readonly JsonObject[];

  constructor({ inputs }: Contract, examples: readonly JsonObject[]) {
    this.#inputs = inputs;
    this.#examples = examples;
  }

  /** The places of a path in inputs, or the first one where a list in it has no items. */
  places(inputs: JsonObject, path: string): string[] {
    const end = path.lastIndexOf("[]");
    if (end < 0) return [path];
    const items = partsAt(inputs, path.slice(0, end + 2)).map((item) => `${item.path}${path.slice(end + 2)}`);
    return items.length > 0 ? items : [path.replaceAll("[]", "[0]")];
  }

  /** Whether a value may stand in a place. */
  fits(place: string, value: unknown): boolean {
    const schema = schemaAt(this.#inputs, place);
    return schema !== undefined && z.safeParse(schema, value).success;
  }

  /** Values that may stand in a place: those of the examples, with all and with the least; and the choices. */
  values(place: string): JsonValue[] {
    const schema = schemaAt(this.#inputs, place);
    if (schema === undefined) return [];
    const path = place.replace(/\[\d+\]/g, "[]");
    const given = this.#examples.flatMap((example) =>
      partsAt(example, path).map(({ value }) => asJson(value)),
    );
    const all = [
      ...given,
      ...given.map((value) => value && least(value, schema)),
      ...choicesOf(unwrap(schema)),
    ];
    const distinct = new Map(all.map((value) => [JSON.stringify(value), value]));
    return [...distinct.values()].flatMap((value) =>
      value !== undefined && this.fits(place, value) ? [value] : [],
    );
  }

  /** The value in a place, or the vendor's default. */
  valueAt(inputs: JsonObject, place: string): JsonValue | undefined {
    return partAt(inputs, place) ?? this.standard(place);
  }

  /** The vendor's default in a place. */
  standard(place: string): JsonValue | undefined {
    const schema = schemaAt(this.#inputs, place);
    return schema && asJson(defaultOf(schema));
  }

  /** Changes by which something is given in a place; none is needed where it is. */
  given(inputs: JsonObject, place: string): Parts[] {
    if (partAt(inputs, place) !== undefined) return [{}];
    return this.values(place).map((value) => ({ [place]: value }));
  }

  /** Changes by which all of some conditions hold near a place. */
  so(inputs: JsonObject, place: string, conditions: readonly When<string>[] = []): Parts[] {
    return this.#search(inputs, place, conditions, true);
  }

  /** Changes by which a condition does not hold near a place. */
  notSo(inputs: JsonObject, place: string, condition: When<string>): Parts[] {
    return this.#search(inputs, place, [condition], false);
  }

  #search(inputs: JsonObject, place: string, conditions: readonly When<string>[], wanted: boolean): Parts[] {
    return conditions.reduce<Parts[]>(
      (found, condition) => {
        const at = { ...condition, path: near(condition.path, place) };
        const isWanted = (change: Parts) => holds(changed(inputs, change), this.#inputs, at) === wanted;
        const values = [...("values" in at ? at.values : []), ...this.values(at.path), undefined];
        const fitting = isWanted({}) ? [{}] : values.map((value) => ({ [at.path]: value })).filter(isWanted);
        return found.flatMap((parts) => fitting.map((change) => ({ ...parts, ...change })));
      },
      [{}],
    );
  }
}

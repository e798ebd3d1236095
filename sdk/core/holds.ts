import type { z } from "zod";
import { partIn } from "./partsAt";
import { defaultAt } from "./schemaAt";

/** A value as rules name one. */
export type Plain = string | number | boolean;

/** Numbers from one to another; without the other, all from there on. */
export interface Range {
  readonly from: number;
  readonly to?: number;
}

/** What an input has to be: one of some values. Left out, it is what the vendor takes by default. */
export interface Condition<P extends string> {
  /** The input; of a list, one item of it is enough. */
  readonly path: P;
  /** What it has to be: one of these. */
  readonly values: readonly Plain[];
  /** What counts for one that is left out, where the contract has no default of the vendor's. */
  readonly otherwise?: Plain;
  /** What the value means, in the messages of rules that need one: "VOD". */
  readonly meaning?: string;
}

/** What an input must not be: it is there, and is none of some values. */
export interface Exclusion<P extends string> {
  /** The input; of a list, every item. */
  readonly path: P;
  /** What it must not be: any of these. */
  readonly not: readonly (Plain | Range)[];
}

/** That an input is given, or that it is not. */
export interface Presence<P extends string> {
  /** The input. */
  readonly path: P;
  /** Whether it has to be given. */
  readonly given: boolean;
}

/** Something that inputs are or are not. */
export type When<P extends string> = Condition<P> | Exclusion<P> | Presence<P>;

/** An input, and what has to hold for it. */
export interface Effect<P extends string> {
  readonly path: P;
  readonly when: When<P>;
}

/** The value of an input, or what the vendor takes in its place. */
export function valueAt(inputs: unknown, schema: z.core.$ZodType, path: string): unknown {
  return partIn(inputs, path) ?? defaultAt(schema, path);
}

function isAmong(value: unknown, values: readonly (Plain | Range)[]): boolean {
  return values.some((one) =>
    typeof one === "object"
      ? typeof value === "number" && value >= one.from && value <= (one.to ?? value)
      : one === value,
  );
}

/** Whether inputs are as a condition asks. */
export function holds(inputs: unknown, schema: z.core.$ZodType, when: When<string>): boolean {
  if ("given" in when) return (partIn(inputs, when.path) !== undefined) === when.given;
  const value = valueAt(inputs, schema, when.path);
  const found: readonly unknown[] = Array.isArray(value) ? [...value] : [value];
  return "not" in when
    ? found.some((one) => one !== undefined) && !found.some((one) => isAmong(one, when.not))
    : found.some((one) => isAmong(one ?? when.otherwise, when.values));
}

import { z } from "zod";
import { annotationOf, unwrap } from "../dist/sdk/core/fields.js";

/** What a check of a schema holds against values, as far as words are made of it. */
interface Check {
  readonly check: string;
  readonly value?: unknown;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly format?: string;
  readonly error?: unknown;
}

function checksOf(schema: z.core.$ZodType): Check[] {
  const { checks = [] } = schema._zod.def;
  const own: Check = { check: "", ...schema._zod.def };
  return [own, ...checks.map((one): Check => ({ ...one._zod.def }))];
}

/** What lies between two bounds, of which either may be missing; in units where it is counted. */
function between(least: number | undefined, most: number | undefined, unit?: string): string[] {
  const counted = (number: number) =>
    unit === undefined ? `${number}` : `${number} ${number === 1 ? unit : `${unit}s`}`;
  if (most === undefined) return least === undefined ? [] : [`at least ${counted(least)}`];
  // A length of none is no bound.
  const isOpen = least === undefined || (unit !== undefined && least === 0);
  return [isOpen ? `at most ${counted(most)}` : `${least} to ${counted(most)}`];
}

/** The number that a check of one kind has. */
function bound(checks: readonly Check[], kind: string, inclusive = true): number | undefined {
  const found = checks.find(({ check, inclusive: own = true }) => check === kind && own === inclusive);
  const value = found?.value ?? found?.minimum ?? found?.maximum ?? found?.length;
  return typeof value === "number" ? value : undefined;
}

/** What the message of a check says is needed, where it is a text or makes one. */
function messageOf({ error }: Check): string[] {
  const made: unknown = typeof error === "function" ? error({}) : error;
  return typeof made === "string" ? [made] : [];
}

/** What a schema takes beyond its type, in words: ranges, lengths, forms. */
export function limitsOf(schema: z.core.$ZodType): string[] {
  const inner = unwrap(schema);
  const checks = checksOf(inner);
  const exactly = bound(checks, "length_equals");
  const above = bound(checks, "greater_than", false);
  const under = bound(checks, "less_than", false);
  const multiple = bound(checks, "multiple_of");
  const unit = inner instanceof z.core.$ZodArray ? "item" : "character";
  const { site } = annotationOf(schema);
  return [
    ...between(bound(checks, "greater_than"), bound(checks, "less_than")),
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(under === undefined ? [] : [`less than ${under}`]),
    ...(multiple === undefined ? [] : [`a multiple of ${multiple}`]),
    ...(exactly === undefined ? [] : [`exactly ${exactly} ${unit}s`]),
    ...between(bound(checks, "min_length"), bound(checks, "max_length"), unit),
    ...checks.filter(({ check }) => check === "string_format" || check === "custom").flatMap(messageOf),
    ...(site === undefined ? [] : [`at the vendor's ${site} site only`]),
  ];
}

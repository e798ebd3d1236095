import { z } from "zod";
import { oncePer } from "./oncePer";
import type { Site } from "./sites";

/** A block of named parameters, as {@link fields} makes it: unknown keys are refused. */
export type Fields<Shape extends z.ZodRawShape = z.ZodRawShape> = z.ZodObject<Shape, z.core.$strict>;

/** What a schema cannot say by its type alone. */
export interface Annotation {
  /** The value is a secret: encrypted in state, shown nowhere. */
  readonly secret?: true;
  /** A text for people or programs, in which blanks and line breaks may be meant, also around it. */
  readonly freeText?: true;
  /** A sign-in token that may rotate: a new value alone changes nothing that runs. */
  readonly token?: true;
  /** The vendor's name of the parameter, where it is not the upper-cased input name. */
  readonly wireName?: string;
  /** Digits in TypeScript, a plain JSON number on the wire: for integers past 2^53. */
  readonly wireNumber?: true;
  /** An address that a stream is pushed to: two tasks must not share it, and it may end. */
  readonly pushAddress?: true;
  /** The API region of a call: no parameter of its body. */
  readonly apiRegion?: true;
  /** The only site of the vendor that has the parameter. */
  readonly site?: Site;
  /** The values that each site of the vendor takes, where they differ. */
  readonly valuesAt?: Readonly<Record<Site, readonly string[]>>;
  /** An output that the vendor tells when it makes the thing, and never again. */
  readonly toldOnce?: true;
  /** A time of the vendor's, which writes 0, an empty text or the year 1 where there is none. */
  readonly time?: true;
}

const annotations = z.registry<Annotation>();

/**
 * The one constructor of parameter blocks. Unlike zod's own, it keeps the JSDoc of each field in the type, from which
 * the published declarations are made.
 */
export function fields<Shape extends z.ZodRawShape>(shape: Shape): Fields<Shape> {
  // z.strictObject maps the shape's type, and the mapping is what loses the comments.
  return z.strictObject(shape) as unknown as Fields<Shape>;
}

function annotate<Schema extends z.ZodType>(schema: Schema, annotation: Annotation): Schema {
  annotations.add(schema, { ...annotations.get(schema), ...annotation });
  rememberedAnnotation = oncePer(findAnnotation);
  return schema;
}

/** Marks a parameter whose value is encrypted in state and never printed. */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { secret: true });
}

/** Marks a text in which blanks and line breaks may be meant; every other one is checked for them. */
export function freeText<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { freeText: true });
}

/** Marks a secret sign-in token whose rotation does not touch what already runs. */
export function token<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { secret: true, token: true });
}

/** Marks a secret address that a stream is pushed to. */
export function pushAddress<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { secret: true, pushAddress: true });
}

/** Marks a parameter that only one of the vendor's sites has: it is refused at the other one. */
export function onlyAt<Schema extends z.ZodType>(site: Site, schema: Schema): Schema {
  return annotate(schema, { site });
}

/** A parameter whose values depend on the vendor's site: a value of the other site is refused. */
export function valuesAt<const Value extends string>(
  values: Readonly<Record<Site, readonly Value[]>>,
): z.ZodEnum<{ [Key in Value]: Key }> {
  return annotate(z.enum([...new Set([...values.international, ...values.mainland])]), { valuesAt: values });
}

/** Marks the API region that a call goes to, which travels beside its parameters. */
export function apiRegion<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { apiRegion: true });
}

/** Names a parameter as the vendor spells it, where upper-casing the first letter does not give it. */
export function wireName<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  return annotate(schema, { wireName: name });
}

/** An identifier of up to 64 bits: digits in TypeScript, so that none is lost, a JSON number on the wire. */
export function uint64(): z.ZodString {
  return annotate(
    z.string().regex(/^(0|[1-9]\d{0,19})$/, "a whole number in digits, without zeros in front"),
    { wireNumber: true },
  );
}

/** Marks a time in a vendor's reply: what stands for no time is left out. */
export function vendorTime<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { time: true });
}

/**
 * Marks an output that the vendor tells in its answer to the creation alone: it has to be optional, since what is
 * adopted has none.
 */
export function toldOnce<Schema extends z.ZodType>(schema: Schema): Schema {
  return annotate(schema, { toldOnce: true });
}

/**
 * A choice among values that have names, often those of an exported constant. Its `enum` has them for whatever else is
 * made of contracts: a number alone says nothing, and other languages have enums.
 */
export function choice<const Names extends Readonly<Record<string, string | number>>>(
  names: Names,
): z.ZodEnum<Names> {
  return z.enum(names);
}

/** Whether something is so, as a vendor writes it that has no booleans: 0 no, 1 yes. */
export function yesOrNo(): z.ZodEnum<{ readonly no: 0; readonly yes: 1 }> {
  return choice({ no: 0, yes: 1 });
}

/** An input that may be left out, and what the vendor takes then. */
export interface ByDefault<Schema extends z.ZodType> extends z.ZodOptional<Schema> {
  /** It is not filled in: what a program leaves out stays out of the state and off the wire. */
  readonly byDefault: z.output<Schema>;
}

/** Makes an input optional and notes what the vendor takes when it is left out. */
export function byDefault<Schema extends z.ZodType>(
  value: z.output<Schema>,
  schema: Schema,
): ByDefault<Schema> {
  return Object.assign(schema.optional(), { byDefault: value });
}

/** What the vendor takes when an input is left out; undefined where the contract says nothing. */
export function defaultOf<Value>(schema: { readonly byDefault: Value }): Value;
export function defaultOf(schema: z.core.$ZodType): unknown;
export function defaultOf(schema: object): unknown {
  return "byDefault" in schema ? schema.byDefault : undefined;
}

/** The schema inside optional and nullable wrappers. */
export const unwrap = oncePer((schema: z.core.$ZodType) => {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
});

const shapeOf = oncePer((schema: z.core.$ZodType): z.ZodRawShape | undefined => {
  const block = unwrap(schema);
  return block instanceof z.ZodObject ? block.shape : undefined;
});

function findAnnotation(schema: z.core.$ZodType): Annotation {
  return annotations.get(schema) ?? annotations.get(unwrap(schema)) ?? {};
}

let rememberedAnnotation = oncePer(findAnnotation);

/** What was noted on a schema, also when it was made optional afterwards. */
export function annotationOf(schema: z.core.$ZodType): Annotation {
  return rememberedAnnotation(schema);
}

/** The schema of one key of a block, if there is one. */
export function fieldOf(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  const shape = shapeOf(schema);
  return shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The schema of a list's items, if the schema is a list. */
export const itemOf = oncePer((schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  const list = unwrap(schema);
  return list instanceof z.ZodArray ? list.element : undefined;
});

/** The keys of a block in the order of their declaration; none for anything else. */
export function keysOf(schema: z.core.$ZodType): string[] {
  return Object.keys(shapeOf(schema) ?? {});
}

/** Whether a value of this schema is a secret or holds one. */
export function holdsSecret(schema: z.core.$ZodType): boolean {
  if (annotationOf(schema).secret) return true;
  const item = itemOf(schema);
  if (item) return holdsSecret(item);
  return keysOf(schema).some((key) => {
    const field = fieldOf(schema, key);
    return field !== undefined && holdsSecret(field);
  });
}

import { z } from "zod";

/**
 * The form of a package's schema, as Pulumi's metaschema (pkg/codegen/schema/pulumi.json) has it: what of that this
 * package uses, and stricter where Pulumi ignores what it does not know.
 */
const token = z.string().regex(/^[a-zA-Z][-a-zA-Z0-9_]*:[^0-9:][a-zA-Z0-9._/-]*:[^0-9][a-zA-Z0-9._/]*$/);
const primitive = z.enum(["boolean", "integer", "number", "string"]);

const common = {
  description: z.string().min(1).optional(),
  deprecationMessage: z.string().min(1).optional(),
  secret: z.boolean().optional(),
  willReplaceOnChanges: z.boolean().optional(),
  language: z.strictObject({ csharp: z.strictObject({ name: z.string().min(1) }) }).optional(),
};

/** A type, with what may stand beside it. */
function typeWith(beside: z.ZodRawShape): z.ZodType {
  const inner = z.lazy(() => typeWith({}));
  return z.union([
    z.strictObject({ type: primitive, ...beside }),
    z.strictObject({ type: z.literal("array"), items: inner, ...beside }),
    z.strictObject({ type: z.literal("object"), additionalProperties: inner, ...beside }),
    z.strictObject({ $ref: z.string().regex(/^(#\/types\/.+|pulumi\.json#\/Any)$/), ...beside }),
    z.strictObject({ oneOf: z.array(inner).min(2), ...beside }),
  ]);
}

const properties = z.record(z.string(), typeWith(common));
const names = z.array(z.string());

const complexType = z.union([
  z.strictObject({
    type: z.literal("object"),
    description: z.string().optional(),
    properties,
    required: names,
  }),
  z.strictObject({
    type: primitive,
    description: z.string().optional(),
    enum: z
      .array(
        z.strictObject({
          name: z.string().optional(),
          description: z.string().optional(),
          value: z.union([z.string(), z.number(), z.boolean()]),
        }),
      )
      .min(1),
  }),
]);

const resource = z.strictObject({
  description: z.string(),
  properties,
  required: names,
  inputProperties: properties,
  requiredInputs: names,
  aliases: z.array(z.strictObject({ type: z.string() })),
});

const block = z.strictObject({ type: z.literal("object"), properties, required: names });

const lookup = z.strictObject({ description: z.string(), inputs: block, outputs: block });

/** What every schema of a package has to be. */
export const metaschema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z][-a-zA-Z0-9_]*$/),
  displayName: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  description: z.string(),
  keywords: names,
  license: z.string(),
  meta: z.strictObject({ supportPack: z.literal(true) }),
  language: z.record(z.string(), z.unknown()),
  config: z.strictObject({ variables: properties }),
  provider: z.strictObject({ description: z.string(), inputProperties: properties }),
  types: z.record(token, complexType),
  resources: z.record(token, resource),
  functions: z.record(token, lookup),
});

/** The schema of a package. */
export type PackageSchema = z.output<typeof metaschema>;

import type { SchemaShape } from "./breakingChanges";
import type { PackageSchema } from "./metaschema";

/** A type without what is said of it, and without a name in C#, which follows from the others. */
function typeText(spec: unknown): string {
  const { description, deprecationMessage, language, secret, willReplaceOnChanges, ...type } = Object(spec);
  return JSON.stringify(type);
}

function typeTexts(properties: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, spec]) => [name, typeText(spec)]));
}

/** The types that a part of a schema names. */
function namedIn(part: unknown): string[] {
  return [...JSON.stringify(part).matchAll(/"\$ref":"#\/types\/([^"]+)"/g)].map(([, token = ""]) => token);
}

/** What programs depend on that use these resources. */
export function shapeOf(schema: PackageSchema, tokens: readonly string[]): SchemaShape {
  const resources = Object.entries(schema.resources).filter(([token]) => tokens.includes(token));
  const used = new Set(namedIn([resources, schema.provider]));
  for (const token of used) for (const inner of namedIn(schema.types[token] ?? {})) used.add(inner);
  const types = [...used].sort().map((token) => [token, schema.types[token]] as const);
  return {
    settings: typeTexts(schema.provider.inputProperties),
    resources: Object.fromEntries(
      resources.map(([token, one]) => [
        token,
        {
          inputs: typeTexts(one.inputProperties),
          requiredInputs: one.requiredInputs,
          outputs: typeTexts(one.properties),
          requiredOutputs: one.required,
          aliases: one.aliases.map(({ type }) => type),
        },
      ]),
    ),
    blocks: Object.fromEntries(
      types.flatMap(([token, type]) =>
        type !== undefined && "properties" in type
          ? [[token, { properties: typeTexts(type.properties), required: type.required }]]
          : [],
      ),
    ),
    choices: Object.fromEntries(
      types.flatMap(([token, type]) =>
        type !== undefined && "enum" in type
          ? [[token, Object.fromEntries(type.enum.map(({ name, value }) => [name ?? String(value), value]))]]
          : [],
      ),
    ),
  };
}

import { markdownCode } from "../dist/cli/markdownCode.js";
import { programName } from "../dist/sdk/core/contract.js";
import { annotationOf, defaultOf, holdsSecret, itemOf, unwrap } from "../dist/sdk/core/fields.js";
import { covers } from "../dist/sdk/core/path.js";
import { importIdOf } from "./importIdOf.ts";
import { limitsOf } from "./limitsOf.ts";
import type { Resource } from "./readContracts.ts";
import type { Field, Shape } from "./SchemaReader.ts";

/** The paths of fields and of what is in them, as messages write them; lists with `[]`. */
function fieldsWithin(fields: readonly Field[], prefix = ""): (Field & { readonly path: string })[] {
  return fields.flatMap((field) => {
    const path = `${prefix}${field.name}`;
    const { shape, brackets } = itemsOf(field.shape);
    const below = shape.is === "block" ? fieldsWithin(shape.block.fields, `${path}${brackets}.`) : [];
    return [{ ...field, path }, ...below];
  });
}

/** What is in lists, and the brackets that stand for these. */
function itemsOf(shape: Shape): { shape: Shape; brackets: string } {
  if (shape.is !== "list") return { shape, brackets: "" };
  const inner = itemsOf(shape.of);
  return { ...inner, brackets: `[]${inner.brackets}` };
}

function typeWord(shape: Shape): string {
  switch (shape.is) {
    case "text":
      return "text";
    case "number":
      return "number";
    case "flag":
      return "true or false";
    case "anything":
      return "any value";
    case "choice":
      return shape.values.map((value) => markdownCode(JSON.stringify(value))).join(", ");
    case "either":
      return shape.of.map(typeWord).join(" or ");
    case "list":
      return `list of ${typeWord(shape.of)}`;
    case "map":
      return `map of ${typeWord(shape.of)}`;
    case "block":
      return "block";
  }
}

/** A kind with its article. */
export function article(kind: string): string {
  return kind === "entity" ? "An entity" : `A ${kind}`;
}

/** A JSDoc as Markdown: what it links to is code. */
export function withoutLinks(doc: string): string {
  return doc.replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

/** A JSDoc as one line of text, without tags. */
function line(doc: string): string {
  const [before = ""] = doc.split("\n@default", 1);
  return withoutLinks(before).replaceAll(/\s*\n\s*/g, " ");
}

/** What a change of an input does. */
function effectOf({ contract }: Resource, path: string, { schema }: Field): string {
  const plain = path.replaceAll("[]", "");
  if (annotationOf(schema).token) return "a new value alone changes nothing";
  const isUpdated = contract.updates.some((own) => covers(own, plain));
  const holdsUpdated = contract.updates.some((own) => covers(plain, own));
  const isLimited = contract.updatesWhen?.some(({ path: own }) => covers(own, plain));
  if (isUpdated)
    return isLimited ? "a change is made in place where the vendor can do that" : "a change is made in place";
  return holdsUpdated ? "a change of some of it is made in place" : "a change replaces";
}

function isBlock(shape: Shape): boolean {
  return itemsOf(shape).shape.is === "block";
}

function inputLine(resource: Resource, field: Field & { readonly path: string }): string {
  const { schema, shape, path, optional, doc } = field;
  const value = defaultOf(schema);
  const item = itemOf(schema);
  const limits = [...limitsOf(schema), ...(item ? limitsOf(item).map((limit) => `each ${limit}`) : [])];
  const facts = [
    typeWord(shape),
    ...(optional ? [] : ["**needed**"]),
    ...limits,
    ...(value === undefined ? [] : [`default ${markdownCode(JSON.stringify(value))}`]),
    ...(holdsSecret(unwrap(schema)) && !isBlock(shape) ? ["secret"] : []),
    effectOf(resource, path, field),
  ];
  return `- ${markdownCode(path)} (${facts.join("; ")}). ${line(doc)}`;
}

function outputLine({ contract }: Resource, { name, shape, schema, optional, doc }: Field): string {
  const facts = [
    typeWord(shape),
    ...(optional ? ["perhaps none"] : []),
    ...(holdsSecret(schema) ? ["secret"] : []),
    ...(contract.stable.includes(name) ? ["the same through updates"] : []),
  ];
  return `- ${markdownCode(name)} (${facts.join("; ")}). ${line(doc)}`;
}

/** The page on a resource, but for what it calls: contracts know nothing of that. */
export function printResourcePage(resource: Resource): string {
  const { doc, inputs, outputs, contract } = resource;
  return `<!-- Made by \`npm run docs\`. -->

# ${programName(contract)}

${article(contract.kind)}; its type is ${markdownCode(contract.type)}, its id at the vendor ${markdownCode(importIdOf(contract))}.

${withoutLinks(doc)}

## Inputs

Beside these, it takes \`lifecycle\`: see [lifecycle options](../../../lifecycle.md).

${fieldsWithin(inputs)
  .map((field) => inputLine(resource, field))
  .join("\n")}

## Outputs

Every input is an output, too.

${outputs.map((field) => outputLine(resource, field)).join("\n")}
`;
}

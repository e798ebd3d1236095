import type { Block, Field, Shape } from "./SchemaReader.ts";

/** A JSDoc comment; nothing where there is nothing to say. */
export function comment(doc: string, indent = ""): string {
  if (doc === "") return "";
  const lines = doc.split("\n");
  if (lines.length === 1) return `${indent}/** ${doc} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

/** A declaration of properties, each with its JSDoc. */
export function braces(properties: readonly { doc: string; text: string }[]): string {
  if (properties.length === 0) return "{}";
  return `{\n${properties.map(({ doc, text }) => `${comment(doc, "  ")}  ${text};\n`).join("")}}`;
}

/** The type of a value as it is. `list` and `block` say how these are written. */
function typeOf(shape: Shape, list: (item: Shape) => string, block: (name: string) => string): string {
  const inner = (part: Shape): string => typeOf(part, list, block);
  switch (shape.is) {
    case "text":
      return "string";
    case "number":
      return "number";
    case "flag":
      return "boolean";
    case "anything":
      return "unknown";
    case "choice":
      return shape.values.map((value) => JSON.stringify(value)).join(" | ");
    case "either":
      return shape.of.map(inner).join(" | ");
    case "list":
      return list(shape.of);
    case "map":
      return shape.keys.is === "text"
        ? `Record<string, ${inner(shape.of)}>`
        : `Partial<Record<${inner(shape.keys)}, ${inner(shape.of)}>>`;
    case "block":
      return block(shape.block.name);
  }
}

/** The type of a value as it is. */
export function valueType(shape: Shape): string {
  const list = (item: Shape) => {
    const type = valueType(item);
    return type.includes(" | ") ? `(${type})[]` : `${type}[]`;
  };
  return typeOf(shape, list, (name) => name);
}

/** The type of an input: each part may be an output of another resource. */
export function inputType(shape: Shape): string {
  const part = (inner: Shape): string =>
    typeOf(
      inner,
      (item) => (item.is === "anything" ? "unknown[]" : `${inputType(item)}[]`),
      (name) => `${name}Args`,
    );
  return `pulumi.Input<${part(shape)}>`;
}

/** An input in an interface. */
export function inputProperty({ name, doc, optional, shape }: Field): { doc: string; text: string } {
  if (!optional) return { doc, text: `${name}: ${inputType(shape)}` };
  return { doc, text: `${name}?: ${inputType(shape).replace(/>$/, " | undefined>")}` };
}

/** A value in an interface. */
export function valueProperty({ name, doc, optional, shape }: Field): { doc: string; text: string } {
  return {
    doc,
    text: optional ? `${name}?: ${valueType(shape)} | undefined` : `${name}: ${valueType(shape)}`,
  };
}

/** The interface of a block as it is read from outputs. */
export function valueInterface({ name, doc, fields }: Block): string {
  return `${comment(doc)}export interface ${name} ${braces(fields.map(valueProperty))}\n`;
}

/** The interface of a block as it is written in arguments. */
export function inputInterface({ name, doc, fields }: Block): string {
  return `${comment(doc)}export interface ${name}Args ${braces(fields.map(inputProperty))}\n`;
}

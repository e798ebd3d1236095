import { basename } from "node:path";
import ts from "typescript";
import { z } from "zod";
import { defaultOf } from "../dist/sdk/core/fields.js";
import { capitalised } from "./capitalised.ts";

/** What a value is. */
export type Shape =
  | { readonly is: "text" | "flag" | "anything" }
  /** `isInt32`: a whole one that never has more than 32 bits. */
  | { readonly is: "number"; readonly isInt32: boolean }
  | Choice
  | { readonly is: "list"; readonly of: Shape }
  /** Values by names: any names, or some of those of a choice. */
  | { readonly is: "map"; readonly keys: Shape; readonly of: Shape }
  | { readonly is: "either"; readonly of: readonly Shape[] }
  | { readonly is: "block"; readonly block: Block };

/** One of several values. */
export interface Choice {
  readonly is: "choice";
  readonly values: readonly (string | number | boolean)[];
  /** What each value is called; none where values have no names. */
  readonly names?: ReadonlyMap<string | number, Named>;
  /** The exported constant that has the values, where there is one. */
  readonly constant?: Named;
}

/** A name, and the JSDoc of what has it. */
export interface Named {
  readonly name: string;
  readonly doc: string;
}

/** One parameter. */
export interface Field {
  readonly name: string;
  /** Its JSDoc without stars, with its default in a tag. */
  readonly doc: string;
  /** Whether it may be left out. */
  readonly optional: boolean;
  readonly shape: Shape;
  /** Its schema, for whoever needs more than the type: limits, and what is a secret. */
  readonly schema: z.core.$ZodType;
}

/** A block of parameters that has a name. */
export interface Block {
  /** Unique in its service. */
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
}

/** The blocks in some fields, each once, in the order in which they are met. */
export function blocksIn(fields: readonly Field[]): Block[] {
  const found = new Set<Block>();
  const visit = (shape: Field["shape"]): void => {
    if (shape.is === "list" || shape.is === "map") visit(shape.of);
    else if (shape.is === "either") shape.of.forEach(visit);
    else if (shape.is === "block" && !found.has(shape.block)) {
      found.add(shape.block);
      for (const field of shape.block.fields) visit(field.shape);
    }
  };
  for (const field of fields) visit(field.shape);
  return [...found];
}

/** The JSDoc of a declaration without stars; "" where it has none. */
export function docOf(declaration: ts.Node | undefined): string {
  const comment = declaration && ts.getJSDocCommentsAndTags(declaration).findLast((part) => ts.isJSDoc(part));
  const text = comment?.getText().slice("/**".length, -"*/".length) ?? "";
  const lines = text.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trimEnd());
  return lines.join("\n").trim();
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "objectFlags" in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;
}

/**
 * Reads schemas and the sources that declare them, side by side: the schema says what a value is, the source how a
 * block is called and what is said of it. The way through the source goes by types, so a block is found wherever it
 * is declared and whatever it is wrapped in.
 */
export class SchemaReader {
  readonly #checker: ts.TypeChecker;
  /** By the literal that declares the block: used twice, it is still one. */
  readonly #blocks = new Map<ts.Node, Block>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The type of a property. */
  typeAt(type: ts.Type, ...path: readonly string[]): ts.Type {
    return path.reduce((owner, name) => {
      const property = owner.getProperty(name);
      if (property) return this.#checker.getTypeOfSymbol(property);
      throw new Error(`${this.#checker.typeToString(owner)} has no ${name}.`);
    }, type);
  }

  /** The fields of a block, given its schema and the type of that. */
  fields(schema: z.core.$ZodType, type: ts.Type): Field[] {
    if (!(schema instanceof z.core.$ZodObject)) throw new Error("This schema is no block.");
    const shape = this.typeAt(type, "shape");
    return Object.entries(schema._zod.def.shape).map(([name, field]) => {
      const doc = docOf(shape.getProperty(name)?.declarations?.[0]) || this.#description(field);
      const value = defaultOf(field);
      return {
        name,
        doc: value === undefined ? doc : `${doc}\n@default ${JSON.stringify(value)}`,
        optional: field._zod.optin === "optional",
        shape: this.#shape(field, this.typeAt(shape, name), doc),
        schema: field,
      };
    });
  }

  /** What `.describe()` says. */
  #description(schema: z.core.$ZodType): string {
    return z.globalRegistry.get(schema)?.description ?? "";
  }

  /** @param doc what is said where the value is used, for a block that says nothing of itself */
  #shape(schema: z.core.$ZodType, type: ts.Type, doc: string): Shape {
    const parts = isReference(type) ? this.#checker.getTypeArguments(type) : [];
    const part = (inner: z.core.$ZodType, index = 0) => this.#shape(inner, parts[index] ?? type, doc);
    if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault) {
      return part(schema._zod.def.innerType);
    }
    if (schema instanceof z.core.$ZodString) return { is: "text" };
    if (schema instanceof z.core.$ZodNumber) return { is: "number", isInt32: isInt32(schema) };
    if (schema instanceof z.core.$ZodBoolean) return { is: "flag" };
    if (schema instanceof z.core.$ZodUnknown) return { is: "anything" };
    if (schema instanceof z.core.$ZodEnum) return this.#choice(schema, parts[0]);
    if (schema instanceof z.core.$ZodLiteral) {
      return { is: "choice", values: schema._zod.def.values.map(plainLiteral) };
    }
    if (schema instanceof z.core.$ZodArray) return { is: "list", of: part(schema._zod.def.element) };
    if (schema instanceof z.core.$ZodRecord) {
      return { is: "map", keys: part(schema._zod.def.keyType), of: part(schema._zod.def.valueType, 1) };
    }
    if (schema instanceof z.core.$ZodUnion) {
      const options = parts[0] && isReference(parts[0]) ? this.#checker.getTypeArguments(parts[0]) : [];
      const of = schema._zod.def.options.map((option, index) =>
        this.#shape(option, options[index] ?? type, doc),
      );
      return { is: "either", of };
    }
    if (schema instanceof z.core.$ZodObject) return { is: "block", block: this.#block(schema, type, doc) };
    throw new Error(`There is no type for a schema of the kind ${schema._zod.def.type}: ${doc}`);
  }

  /** @param names the type of the object that has the names */
  #choice(schema: z.core.$ZodEnum, names: ts.Type | undefined): Choice {
    const entries = Object.entries(schema._zod.def.entries);
    const literal = names?.symbol?.declarations?.[0];
    const symbol =
      literal && this.#exportThat(literal, (exported) => this.#checker.getTypeOfSymbol(exported) === names);
    const named = entries.map(([name, value]): [string | number, Named] => [
      value,
      { name, doc: docOf(names?.getProperty(name)?.declarations?.[0]) },
    ]);
    return {
      is: "choice",
      values: entries.map(([, value]) => value),
      names: new Map(named),
      ...(symbol && { constant: { name: symbol.name, doc: docOf(symbol.valueDeclaration) } }),
    };
  }

  #block(schema: z.core.$ZodType, type: ts.Type, doc: string): Block {
    const literal = this.typeAt(type, "shape").symbol.declarations?.[0];
    if (literal === undefined) throw new Error(`There is no declaration of this block: ${doc}`);
    const known = this.#blocks.get(literal);
    if (known) return known;
    const declared = this.#exportOf(literal) ?? localOf(literal);
    if (declared === undefined) throw new Error(`Give this block a const of its own: ${literal.getText()}`);
    const own = docOf(declared.declaration);
    const block = {
      name: declared.name,
      doc: own === "" ? doc.replace(/\s*^@[\s\S]*/m, "") : own,
      fields: this.fields(schema, type),
    };
    this.#blocks.set(literal, block);
    return block;
  }

  /** The exported const that is the block of a literal: its name is the block's. */
  #exportOf(literal: ts.Node): { name: string; declaration: ts.Node | undefined } | undefined {
    const symbol = this.#exportThat(literal, (exported) => {
      const shape = this.#checker.getTypeOfSymbol(exported).getProperty("shape");
      return (
        shape !== undefined && this.#checker.getTypeOfSymbol(shape).symbol?.declarations?.[0] === literal
      );
    });
    if (symbol === undefined) return undefined;
    return { name: capitalised(symbol.name.replace(/Schema$/, "")), declaration: symbol.valueDeclaration };
  }

  /** The const that holds, of those that the file of a literal exports. */
  #exportThat(literal: ts.Node, holds: (exported: ts.Symbol) => boolean): ts.Symbol | undefined {
    const module = this.#checker.getSymbolAtLocation(literal.getSourceFile());
    return (module ? this.#checker.getExportsOfModule(module) : []).find(
      (exported) =>
        exported.valueDeclaration !== undefined &&
        ts.isVariableDeclaration(exported.valueDeclaration) &&
        holds(exported),
    );
  }
}

/** The const of a literal that is not exported: its name goes after that of its file. */
function localOf(literal: ts.Node): { name: string; declaration: ts.Node } | undefined {
  const declaration = literal.parent.parent;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const file = capitalised(basename(literal.getSourceFile().fileName, ".ts"));
  return { name: file + capitalised(declaration.name.getText()), declaration };
}

function isInt32(schema: z.core.$ZodNumber): boolean {
  if (!(schema instanceof z.ZodNumber) || !schema.isInt) return false;
  const { minValue, maxValue } = schema;
  return minValue !== null && maxValue !== null && minValue >= -(2 ** 31) && maxValue < 2 ** 31;
}

function plainLiteral(value: unknown): string | number | boolean {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new Error(`A choice cannot be ${value}.`);
}

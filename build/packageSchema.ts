import { readFileSync } from "node:fs";
import { join } from "node:path";
import type ts from "typescript";
import { withSettingNames } from "../dist/plugin/providerSettings.js";
import { nativeType, packageName, pulumiType } from "../dist/sdk/core/contract.js";
import { annotationOf } from "../dist/sdk/core/fields.js";
import { lifecycleOptionsOf } from "../dist/sdk/core/lifecycle.js";
import { capitalised } from "./capitalised.ts";
import { importIdOf } from "./importIdOf.ts";
import {
  type LookupDeclaration,
  type Resource,
  readContracts,
  readLifecycleOptions,
  readLookups,
  readProviderSettings,
} from "./readContracts.ts";
import { root } from "./readSources.ts";
import type { Block, Choice, Field, Shape } from "./SchemaReader.ts";

/** Parts of the schema, in the form that Pulumi's metaschema gives them. */
type Spec = Readonly<Record<string, unknown>>;

/** The types of one service, made as they are met. SDKs of Go need what a module uses in the module itself. */
class ServiceTypes {
  readonly #service: string;
  readonly #types: Map<string, Spec>;

  constructor(service: string, types: Map<string, Spec>) {
    this.#service = service;
    this.#types = types;
  }

  /** What properties are, by name. `owner` is the type or resource that has them. */
  properties(fields: readonly Field[], owner: string, more: (field: Field) => Spec = () => ({})): Spec {
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        {
          ...this.#type(field.shape, `${owner}${capitalised(field.name)}`),
          ...described(field.doc),
          ...(annotationOf(field.schema).secret && { secret: true }),
          // In C#, no member may be called as its class.
          ...(capitalised(field.name) === owner && { language: { csharp: { name: `${owner}Value` } } }),
          ...more(field),
        },
      ]),
    );
  }

  /** A type of these properties. */
  block({ name, doc, fields }: Block): Spec {
    const token = `${packageName}:${this.#service}:${name}`;
    if (!this.#types.has(token)) {
      this.#types.set(token, {});
      this.#add(token, {
        type: "object",
        ...described(doc),
        properties: this.properties(fields, name),
        required: requiredOf(fields),
      });
    }
    return { $ref: `#/types/${token}` };
  }

  /** @param name what a choice is called that has no name of its own */
  #type(shape: Shape, name: string): Spec {
    switch (shape.is) {
      case "text":
        return { type: "string" };
      case "number":
        // In .NET and Java an integer has 32 bits.
        return { type: shape.isInt32 ? "integer" : "number" };
      case "flag":
        return { type: "boolean" };
      case "anything":
        return { $ref: "pulumi.json#/Any" };
      case "list":
        return { type: "array", items: this.#type(shape.of, name) };
      case "map":
        return { type: "object", additionalProperties: this.#type(shape.of, name) };
      case "either":
        return { oneOf: shape.of.map((one) => this.#type(one, name)) };
      case "block":
        return this.block(shape.block);
      case "choice":
        return this.#choice(shape, name);
    }
  }

  #choice({ constant, names, values }: Choice, name: string): Spec {
    const type = values.every((value) => typeof value === "string")
      ? "string"
      : values.every((value) => Number.isInteger(value))
        ? "integer"
        : "number";
    // Values without names make no enumeration: what to call 0.75?
    if (names === undefined) return { type };
    const isYesOrNo = values.length === 2 && names.get(0)?.name === "no" && names.get(1)?.name === "yes";
    const token = `${packageName}:${this.#service}:${constant?.name ?? (isYesOrNo ? "YesOrNo" : name)}`;
    const entries = [...names].map(([value, { name, doc }]) => ({
      ...(name !== value && { name: capitalised(name) }),
      ...described(doc),
      value,
    }));
    this.#add(token, { type, ...described(constant?.doc ?? ""), enum: entries });
    return { $ref: `#/types/${token}` };
  }

  #add(token: string, spec: Spec): void {
    const known = this.#types.get(token) ?? {};
    if (Object.keys(known).length > 0 && JSON.stringify(known) !== JSON.stringify(spec))
      throw new Error(`${token} would be two types: rename one of them.`);
    this.#types.set(token, spec);
  }
}

/** A JSDoc as Markdown for programs in any language. */
function described(doc: string): Spec {
  const text = withSettingNames(doc)
    .replace(/```ts\n[\s\S]*?```\n*/g, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/^@deprecated .*$/m, "")
    // It is no default of the schema: SDKs would send that, and the vendor refuses some of what it takes by itself.
    .replace(/^@default (.*)$/m, "\nDefault: $1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const [, deprecated] = /^@deprecated (.*)$/m.exec(doc) ?? [];
  return {
    ...(text !== "" && { description: text }),
    ...(deprecated !== undefined && { deprecationMessage: deprecated }),
  };
}

function requiredOf(fields: readonly Field[]): string[] {
  return fields.filter(({ optional }) => !optional).map(({ name }) => name);
}

/** The block of the lifecycle options that a resource takes. */
function lifecycleOf({ contract, name }: Resource, options: readonly Field[]): Block {
  const own: readonly string[] = lifecycleOptionsOf[contract.kind];
  const fields = options
    .filter((option) => own.includes(option.name))
    .filter((option) => option.name !== "waitFor" || contract.waitFor.length > 0)
    .map((option): Field => {
      const { shape } = option;
      if (shape.is !== "choice") return option;
      if (option.name !== "waitFor")
        return {
          ...option,
          shape: { ...shape, constant: { name: `Lifecycle${capitalised(option.name)}`, doc: "" } },
        };
      const names = new Map(
        [...(shape.names ?? [])].filter(([value]) => contract.waitFor.some((one) => one === value)),
      );
      return { ...option, shape: { ...shape, values: contract.waitFor, names } };
    });
  return { name: `${name}Lifecycle`, doc: `How a ${name} is started, kept and ended.`, fields };
}

function functionSpec({ name, doc, args, result }: LookupDeclaration, types: ServiceTypes): Spec {
  const block = (fields: readonly Field[], owner: string) => ({
    type: "object",
    properties: types.properties(fields, owner),
    required: requiredOf(fields),
  });
  const owner = capitalised(name);
  return { ...described(doc), inputs: block(args, owner), outputs: block(result, `${owner}Result`) };
}

function resourceSpec(resource: Resource, options: readonly Field[], types: ServiceTypes): Spec {
  const { contract, doc, inputs, outputs, name } = resource;
  const lifecycle = {
    ...types.block(lifecycleOf(resource, options)),
    description: "How it is started, kept and ended; the same few options on every resource.",
  };
  const replaces = ({ name: input }: Field): Spec => {
    const isUpdated = contract.updates.some((path) => path === input || path.startsWith(`${input}.`));
    // Not replaceOnChanges, by which SDKs decide what the provider knows better: of what is stopped, nothing replaces.
    return isUpdated ? {} : { willReplaceOnChanges: true };
  };
  const given = new Set(outputs.map((output) => output.name));
  const onlyInputs = inputs.filter((input) => !given.has(input.name));
  return {
    ...described(`${doc}\n\nImport id: \`${importIdOf(contract)}\``),
    properties: { ...types.properties([...onlyInputs, ...outputs], name), lifecycle },
    required: requiredOf([...onlyInputs, ...outputs]),
    inputProperties: { ...types.properties(inputs, name, replaces), lifecycle },
    requiredInputs: requiredOf(inputs),
    // What a program had as a dynamic resource stays what it is.
    aliases: [{ type: pulumiType(contract) }],
  };
}

const languages = ["csharp", "go", "java", "nodejs", "python"];

/** The schema of the Pulumi package: what `pulumi package`, and the SDKs of other languages, go by. */
export function packageSchema(program: ts.Program): Spec {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const options = readLifecycleOptions(program);
  const types = new Map<string, Spec>();
  const resources = readContracts(program).map((resource) => [
    nativeType(resource.contract),
    resourceSpec(resource, options, new ServiceTypes(resource.service, types)),
  ]);
  const functions = readLookups(program).map((lookup) => [
    nativeType({ type: `${lookup.service}:${lookup.name}` }),
    functionSpec(lookup, new ServiceTypes(lookup.service, types)),
  ]);
  const settings = new ServiceTypes("index", types).properties(readProviderSettings(program), "");

  return {
    name: packageName,
    displayName: "Media tasks",
    version: manifest.version,
    description: manifest.description,
    keywords: manifest.keywords,
    license: manifest.license,
    // SDKs are whole packages then: Go's has a go.mod, and its folder is called as its imports call it.
    meta: { supportPack: true },
    language: Object.fromEntries(languages.map((language) => [language, { respectSchemaVersion: true }])),
    config: { variables: settings },
    provider: {
      description:
        "The accounts and settings that resources are made with. Each provider of a program has its own; those that name none have the stack's.",
      inputProperties: settings,
    },
    types: Object.fromEntries([...types].sort(([one], [other]) => (one < other ? -1 : 1))),
    resources: Object.fromEntries(resources),
    functions: Object.fromEntries(functions),
  };
}

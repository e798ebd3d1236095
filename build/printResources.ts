import { lifecycleOptionsOf } from "../dist/sdk/core/lifecycle.js";
import { capitalised } from "./capitalised.ts";
import { braces, comment, inputInterface, inputProperty, valueInterface, valueType } from "./printing.ts";
import { printLookup } from "./printLookup.ts";
import type { LookupDeclaration, Resource } from "./readContracts.ts";
import { blocksIn, type Field } from "./SchemaReader.ts";

const pulumi = 'import * as pulumi from "@pulumi/pulumi";\n';

/** The declarations of the lifecycle options: an interface for each kind of resource. */
export function printLifecycles(options: readonly Field[]): string {
  const kinds = Object.entries(lifecycleOptionsOf).map(([kind, names]) => {
    const own = new Set<string>(names);
    // What create can wait for differs from resource to resource.
    const fields = options.filter(({ name }) => own.has(name) && name !== "waitFor");
    return `${comment(`How a resource of the kind "${kind}" is started, kept and ended.`)}export interface ${capitalised(
      kind,
    )}LifecycleArgs ${braces(fields.map(inputProperty))}\n`;
  });
  return [pulumi, ...blocksIn(options).map(inputInterface), ...kinds].join("\n");
}

function lifecycleOf({ name, contract }: Resource, options: readonly Field[]): string {
  const waitFor = contract.waitFor.length > 0 ? options.filter((option) => option.name === "waitFor") : [];
  const fields = waitFor.map(
    (option): Field => ({ ...option, shape: { is: "choice", values: contract.waitFor } }),
  );
  return `${comment(`How a ${name} is started, kept and ended.`)}export interface ${name}LifecycleArgs extends ${capitalised(
    contract.kind,
  )}LifecycleArgs ${braces(fields.map(inputProperty))}\n`;
}

function argumentsOf({ name, inputs }: Resource): string {
  const lifecycle = {
    doc: "How it is started, kept and ended; the same few options on every resource.",
    text: `lifecycle?: pulumi.Input<${name}LifecycleArgs | undefined>`,
  };
  return `${comment(`The arguments of a {@link ${name}}.`)}export interface ${name}Args ${braces([
    ...inputs.map(inputProperty),
    lifecycle,
  ])}\n`;
}

function classOf({ name, doc, inputs, outputs }: Resource): string {
  const given = new Set(outputs.map((output) => output.name));
  const properties = [...inputs.filter((input) => !given.has(input.name)), ...outputs].map((field) => ({
    doc: field.doc,
    text: `readonly ${field.name}: pulumi.Output<${valueType(field.shape)}${field.optional ? " | undefined" : ""}>`,
  }));
  return `${comment(doc)}export declare class ${name} extends pulumi.CustomResource ${braces([
    { doc: "What the resource is, as data.", text: "static readonly contract: Traits" },
    {
      doc: "The full Pulumi type, by which policies recognise the resource.",
      text: "static readonly __pulumiType: string",
    },
    ...properties,
    {
      doc: "",
      text: `constructor(name: string, args: ${name}Args, options?: pulumi.CustomResourceOptions)`,
    },
  ])}\n`;
}

/**
 * The declarations of a service: its constants, blocks and resources.
 * @param constants declarations that are taken as they are
 */
export function printService(
  resources: readonly Resource[],
  lookups: readonly LookupDeclaration[],
  constants: readonly string[],
  options: readonly Field[],
): string {
  const kinds = new Set(resources.map(({ contract }) => `${capitalised(contract.kind)}LifecycleArgs`));
  const inputs = blocksIn([
    ...resources.flatMap((resource) => resource.inputs),
    ...lookups.flatMap((lookup) => lookup.args),
  ]);
  const outputs = blocksIn([
    ...resources.flatMap((resource) => resource.outputs),
    ...lookups.flatMap((lookup) => lookup.result),
  ]);
  return [
    `${pulumi}import type { ${[...kinds].sort().join(", ")} } from "../core/lifecycle";\n${lookups.length > 0 ? 'import type { LookupOptions, LookupOutputOptions } from "../core/lookupOptions";\n' : ""}import type { Traits } from "../core/traits";\n`,
    ...constants,
    ...inputs.map(inputInterface),
    ...[...new Set([...inputs, ...outputs])].map(valueInterface),
    ...resources.flatMap((resource) => [
      lifecycleOf(resource, options),
      argumentsOf(resource),
      classOf(resource),
    ]),
    ...lookups.map(printLookup),
  ].join("\n");
}

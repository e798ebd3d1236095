import { capitalised } from "./capitalised.ts";
import { braces, comment, inputProperty, valueProperty } from "./printing.ts";
import type { LookupDeclaration } from "./readContracts.ts";

/** The declarations of a look-up: what it takes, what it tells, and a function for values and one for outputs. */
export function printLookup({ name, doc, args, result }: LookupDeclaration): string {
  const own = capitalised(name);
  const mark = args.every(({ optional }) => optional) ? "?" : "";
  return [
    `${comment(`The arguments of {@link ${name}}.`)}export interface ${own}Args ${braces(args.map(valueProperty))}\n`,
    `${comment(`The arguments of {@link ${name}Output}.`)}export interface ${own}OutputArgs ${braces(args.map(inputProperty))}\n`,
    `${comment(`What {@link ${name}} tells.`)}export interface ${own}Result ${braces(result.map(valueProperty))}\n`,
    `${comment(doc)}export declare function ${name}(args${mark}: ${own}Args, options?: LookupOptions): Promise<${own}Result>;\n`,
    `${comment(`As {@link ${name}}, for arguments that are outputs: what is not known at a preview stays so.`)}export declare function ${name}Output(args${mark}: ${own}OutputArgs, options?: LookupOutputOptions): pulumi.Output<${own}Result>;\n`,
  ].join("\n");
}

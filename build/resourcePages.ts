import type ts from "typescript";
import { markdownCode } from "../dist/cli/markdownCode.js";
import { programName } from "../dist/sdk/core/contract.js";
import { pageOf } from "./pageOf.ts";
import { article, printResourcePage, withoutLinks } from "./printResourcePage.ts";
import { type LookupDeclaration, type Resource, readContracts, readLookups } from "./readContracts.ts";
import type { Field } from "./SchemaReader.ts";

/** What a look-up takes and tells. */
function lookupLines({ lookup, doc, args, result }: LookupDeclaration): string {
  const names = (list: readonly Field[]) =>
    list.map((field) => markdownCode(`${field.name}${field.optional ? "?" : ""}`)).join(", ");
  return `## ${programName(lookup)}\n\n${withoutLinks(doc)}\n\nTakes ${names(args)}. Tells ${names(result)}.`;
}

/** A line on each page, by service. */
function index(resources: readonly Resource[], lookups: readonly LookupDeclaration[]): string {
  const lines = resources.map(({ contract, doc, name, service }) => {
    const [first = ""] = doc.split(/(?<=\.)\s/, 1);
    const changed = [...new Set(contract.updates.map((path) => markdownCode(path.split(".", 1)[0] ?? path)))];
    const words = [
      `- [${markdownCode(programName(contract))}](${service}/${name}.md), ${article(contract.kind).toLowerCase()}.`,
      first.replaceAll("\n", " "),
      changed.length === 0 ? "Nothing changes in place." : `Changed in place: ${changed.join(", ")}.`,
    ];
    return words.join(" ");
  });
  return `<!-- Made by \`npm run docs\`. -->

# Resources

${lines.join("\n")}

# Look-ups

Functions that ask the vendor, in previews, too. Each has one of the same name with \`Output\` after it, for arguments
that are outputs, and with \`dependsOn\` for resources that have to be there first. They start, change and journal
nothing; their errors end the program. \`profile\` in their options picks another account, as on resources.

${lookups.map(lookupLines).join("\n\n")}
`;
}

/** The pages on resources by path, but for what these call. */
export function resourcePages(program: ts.Program): Record<string, string> {
  const resources = readContracts(program);
  const pages = resources.map((resource) => [pageOf(resource.contract.type), printResourcePage(resource)]);
  return {
    "docs/resources/README.md": index(resources, readLookups(program)),
    ...Object.fromEntries(pages),
  };
}

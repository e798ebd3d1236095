// Prints the pages on resources, and the permissions that they need, as JSON by path. What each resource calls comes
// from standard input, as contracts know nothing of calls.
import { text } from "node:stream/consumers";
import { markdownCode } from "../dist/cli/markdownCode.js";
import { programName } from "../dist/sdk/core/contract.js";
import { permissionFiles } from "./permissionFiles.ts";
import { article, printResourcePage, type ResourceCalls, withoutLinks } from "./printResourcePage.ts";
import { type LookupDeclaration, type Resource, readContracts, readLookups } from "./readContracts.ts";
import { readSources } from "./readSources.ts";
import type { Field } from "./SchemaReader.ts";

const calls: Readonly<Record<string, ResourceCalls>> = JSON.parse(await text(process.stdin));
const program = readSources(["sdk/index.ts", "sdk/core/lifecycle.ts"]);
const resources = readContracts(program);

function callsOf({ contract }: Resource): ResourceCalls {
  const found = calls[contract.type];
  if (found === undefined) throw new Error(`Nobody said what ${contract.type} calls.`);
  return found;
}

/** What a look-up takes and tells. */
function lookupLines({ lookup, doc, args, result }: LookupDeclaration): string {
  const names = (list: readonly Field[]) =>
    list.map((field) => markdownCode(`${field.name}${field.optional ? "?" : ""}`)).join(", ");
  return `## ${programName(lookup)}\n\n${withoutLinks(doc)}\n\nTakes ${names(args)}. Tells ${names(result)}.`;
}

/** A line on each page, by service. */
function index(): string {
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

${readLookups(program).map(lookupLines).join("\n\n")}
`;
}

const pages = resources.map((resource): [path: string, text: string] => [
  `docs/resources/${resource.service}/${resource.name}.md`,
  printResourcePage(resource, callsOf(resource)),
]);
const files = [["docs/resources/README.md", index()], ...pages, ...permissionFiles(resources, callsOf)];
process.stdout.write(JSON.stringify(Object.fromEntries(files)));

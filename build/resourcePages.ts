// Prints the pages on resources, and the permissions that they need, as JSON by path. What each resource calls comes
// from standard input, as contracts know nothing of calls.
import { text } from "node:stream/consumers";
import { permissionFiles } from "./permissionFiles.ts";
import { article, printResourcePage, type ResourceCalls } from "./printResourcePage.ts";
import { type Resource, readContracts } from "./readContracts.ts";
import { readSources } from "./readSources.ts";

const calls: Readonly<Record<string, ResourceCalls>> = JSON.parse(await text(process.stdin));
const resources = readContracts(readSources(["sdk/index.ts", "sdk/core/lifecycle.ts"]));

function callsOf({ contract }: Resource): ResourceCalls {
  const found = calls[contract.type];
  if (found === undefined) throw new Error(`Nobody said what ${contract.type} calls.`);
  return found;
}

/** A line on each page, by service. */
function index(): string {
  const lines = resources.map(({ contract, doc, name, service }) => {
    const [first = ""] = doc.split(/(?<=\.)\s/, 1);
    const changed = [...new Set(contract.updates.map((path) => `\`${path.split(".", 1)}\``))];
    const words = [
      `- [\`${service.replace("/", ".")}.${name}\`](${service}/${name}.md), ${article(contract.kind).toLowerCase()}.`,
      first.replaceAll("\n", " "),
      changed.length === 0 ? "Nothing changes in place." : `Changed in place: ${changed.join(", ")}.`,
    ];
    return words.join(" ");
  });
  return `<!-- Made by \`npm run docs\`. -->\n\n# Resources\n\n${lines.join("\n")}\n`;
}

const pages = resources.map((resource): [path: string, text: string] => [
  `docs/resources/${resource.service}/${resource.name}.md`,
  printResourcePage(resource, callsOf(resource)),
]);
const files = [["docs/resources/README.md", index()], ...pages, ...permissionFiles(resources, callsOf)];
process.stdout.write(JSON.stringify(Object.fromEntries(files)));

// Prints the pages on resources, and the permissions that they need, as JSON by path. The build made the pages; what each
// resource calls comes from standard input, as contracts know nothing of calls.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { contracts } from "../dist/sdk/contracts.js";
import { pageOf } from "./pageOf.ts";
import { permissionFiles } from "./permissionFiles.ts";
import { printCalls, type ResourceCalls } from "./printCalls.ts";

const calls: Readonly<Record<string, ResourceCalls>> = JSON.parse(await text(process.stdin));
const pages: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${import.meta.dirname}/../dist/.pages.json`, "utf8"),
);

function callsOf(type: string): ResourceCalls {
  const found = calls[type];
  if (found === undefined) throw new Error(`Nobody said what ${type} calls.`);
  return found;
}

const whole = contracts.map(({ type }) => {
  const [service = ""] = type.split(":");
  return [pageOf(type), pages[pageOf(type)] + printCalls(service, callsOf(type))];
});
const files = {
  ...pages,
  ...Object.fromEntries(whole),
  ...Object.fromEntries(permissionFiles(contracts, callsOf)),
};
process.stdout.write(JSON.stringify(files));

import { createRequire } from "node:module";
import { markdownCode } from "../dist/cli/markdownCode.js";
import { type ErrorCodes, meaningOf } from "../dist/provider/http/errorCodes.js";

/** What a resource calls. */
export interface ResourceCalls {
  /** Its actions, in the order in which they are named. */
  readonly actions: readonly string[];
  /** The codes that the vendor's pages list for each of them. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

const load = createRequire(import.meta.url);

/** What kinds of failures are, for people. */
const kinds: Readonly<Record<string, string>> = {
  "not-found": "it is not there: a delete succeeds, a refresh takes it for gone or over",
  ended: "it is over: a delete succeeds, a refresh says so",
  failed: "the task failed",
  "already-exists": "it is there already: taken over where it certainly is this resource's, else an error",
  throttled: "too many calls: sent again, ever more slowly",
  quota: "too many at a time: an error",
  auth: "the keys are refused: an error",
  forbidden: "not permitted, or not switched on: an error",
  invalid: "a parameter is refused: an error",
  conflict: "something else is under way: sent again where that is safe, else an error",
  unavailable: "the vendor fails: a read or stop is sent again, a start looked for first",
  timeout: "no answer in time: looked for first",
  network: "the connection failed: looked for first",
  malformed: "the answer cannot be read: looked for first",
  unknown: "not known: an error, and nothing is repeated",
};

function isErrorCodes(value: unknown): value is ErrorCodes {
  return typeof value === "object" && value !== null && "codes" in value && "categories" in value;
}

/** What the codes of a service mean to the provider. */
function errorCodesOf(service: string): ErrorCodes {
  const found = Object.values(load(`../dist/provider/${service}/errorCodes.js`)).find(isErrorCodes);
  if (found === undefined) throw new Error(`There are no error codes of ${service}.`);
  return found;
}

function errorLines(service: string, { actions, errors }: ResourceCalls): string[] {
  const table = errorCodesOf(service);
  const codes = [...new Set(actions.flatMap((action) => errors[action] ?? []))].sort();
  return codes.map((one) => {
    const from = actions.filter((action) => errors[action]?.includes(one));
    const meanings = from.map((action) => {
      const { kind, advice } = meaningOf(table, one, action);
      return `${kinds[kind] ?? kind}${advice ? `. What to do: ${advice}` : ""}`;
    });
    const said = new Set(meanings);
    const words =
      said.size === 1
        ? [...said].join()
        : from.map((action, number) => `of ${action}: ${meanings[number]}`).join("; ");
    return `- ${markdownCode(one)}: ${words}.`;
  });
}

/** What the page on a resource of a service says of its calls. */
export function printCalls(service: string, calls: ResourceCalls): string {
  const errors = errorLines(service, calls);
  return `
## Calls and permissions

${calls.actions.map((action) => `- ${markdownCode(action)}`).join("\n")}

## Errors

${errors.length === 0 ? "The vendor lists no codes for these calls." : `What the vendor lists for these calls, and what the provider does. An error keeps the code, the message and the RequestId.\n\n${errors.join("\n")}`}
`;
}

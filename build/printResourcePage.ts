import { createRequire } from "node:module";
import { markdownCode } from "../dist/cli/markdownCode.js";
import { type ErrorCodes, meaningOf } from "../dist/provider/http/errorCodes.js";
import { programName } from "../dist/sdk/core/contract.js";
import { annotationOf, defaultOf, holdsSecret, itemOf, unwrap } from "../dist/sdk/core/fields.js";
import { covers } from "../dist/sdk/core/path.js";
import { importIdOf } from "./importIdOf.ts";
import { limitsOf } from "./limitsOf.ts";
import type { Resource } from "./readContracts.ts";
import type { Field, Shape } from "./SchemaReader.ts";

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

/** The paths of fields and of what is in them, as messages write them; lists with `[]`. */
function fieldsWithin(fields: readonly Field[], prefix = ""): (Field & { readonly path: string })[] {
  return fields.flatMap((field) => {
    const path = `${prefix}${field.name}`;
    const { shape, brackets } = itemsOf(field.shape);
    const below = shape.is === "block" ? fieldsWithin(shape.block.fields, `${path}${brackets}.`) : [];
    return [{ ...field, path }, ...below];
  });
}

/** What is in lists, and the brackets that stand for these. */
function itemsOf(shape: Shape): { shape: Shape; brackets: string } {
  if (shape.is !== "list") return { shape, brackets: "" };
  const inner = itemsOf(shape.of);
  return { ...inner, brackets: `[]${inner.brackets}` };
}

function typeWord(shape: Shape): string {
  switch (shape.is) {
    case "text":
      return "text";
    case "number":
      return "number";
    case "flag":
      return "true or false";
    case "anything":
      return "any value";
    case "choice":
      return shape.values.map((value) => markdownCode(JSON.stringify(value))).join(", ");
    case "either":
      return shape.of.map(typeWord).join(" or ");
    case "list":
      return `list of ${typeWord(shape.of)}`;
    case "map":
      return `map of ${typeWord(shape.of)}`;
    case "block":
      return "block";
  }
}

/** A kind with its article. */
export function article(kind: string): string {
  return kind === "entity" ? "An entity" : `A ${kind}`;
}

/** A JSDoc as Markdown: what it links to is code. */
export function withoutLinks(doc: string): string {
  return doc.replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

/** A JSDoc as one line of text, without tags. */
function line(doc: string): string {
  const [before = ""] = doc.split("\n@default", 1);
  return withoutLinks(before).replaceAll(/\s*\n\s*/g, " ");
}

/** What a change of an input does. */
function effectOf({ contract }: Resource, path: string, { schema }: Field): string {
  const plain = path.replaceAll("[]", "");
  if (annotationOf(schema).token) return "a new value alone changes nothing";
  const isUpdated = contract.updates.some((own) => covers(own, plain));
  const holdsUpdated = contract.updates.some((own) => covers(plain, own));
  const isLimited = contract.updatesWhen?.some(({ path: own }) => covers(own, plain));
  if (isUpdated)
    return isLimited ? "a change is made in place where the vendor can do that" : "a change is made in place";
  return holdsUpdated ? "a change of some of it is made in place" : "a change replaces";
}

function isBlock(shape: Shape): boolean {
  return itemsOf(shape).shape.is === "block";
}

function inputLine(resource: Resource, field: Field & { readonly path: string }): string {
  const { schema, shape, path, optional, doc } = field;
  const value = defaultOf(schema);
  const item = itemOf(schema);
  const limits = [...limitsOf(schema), ...(item ? limitsOf(item).map((limit) => `each ${limit}`) : [])];
  const facts = [
    typeWord(shape),
    ...(optional ? [] : ["**needed**"]),
    ...limits,
    ...(value === undefined ? [] : [`default ${markdownCode(JSON.stringify(value))}`]),
    ...(holdsSecret(unwrap(schema)) && !isBlock(shape) ? ["secret"] : []),
    effectOf(resource, path, field),
  ];
  return `- ${markdownCode(path)} (${facts.join("; ")}). ${line(doc)}`;
}

function outputLine({ contract }: Resource, { name, shape, schema, optional, doc }: Field): string {
  const facts = [
    typeWord(shape),
    ...(optional ? ["perhaps none"] : []),
    ...(holdsSecret(schema) ? ["secret"] : []),
    ...(contract.stable.includes(name) ? ["the same through updates"] : []),
  ];
  return `- ${markdownCode(name)} (${facts.join("; ")}). ${line(doc)}`;
}

function isErrorCodes(value: unknown): value is ErrorCodes {
  return typeof value === "object" && value !== null && "codes" in value && "categories" in value;
}

/** What the codes of a service mean to the provider. */
function errorCodesOf(service: string): ErrorCodes {
  const found = Object.values(load(`../dist/provider/${service}/errorCodes.js`)).find(isErrorCodes);
  if (found === undefined) throw new Error(`There are no error codes of ${service}.`);
  return found;
}

function errorLines({ service }: Resource, { actions, errors }: ResourceCalls): string[] {
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

/** The page on a resource. */
export function printResourcePage(resource: Resource, calls: ResourceCalls): string {
  const { doc, inputs, outputs, contract } = resource;
  const errors = errorLines(resource, calls);
  return `<!-- Made by \`npm run docs\`. -->

# ${programName(contract)}

${article(contract.kind)}; its type is ${markdownCode(contract.type)}, its id at the vendor ${markdownCode(importIdOf(contract))}.

${withoutLinks(doc)}

## Inputs

Beside these, it takes \`lifecycle\`: see [lifecycle options](../../../lifecycle.md).

${fieldsWithin(inputs)
  .map((field) => inputLine(resource, field))
  .join("\n")}

## Outputs

Every input is an output, too.

${outputs.map((field) => outputLine(resource, field)).join("\n")}

## Calls and permissions

${calls.actions.map((action) => `- ${markdownCode(action)}`).join("\n")}

## Errors

${errors.length === 0 ? "The vendor lists no codes for these calls." : `What the vendor lists for these calls, and what the provider does. An error keeps the code, the message and the RequestId.\n\n${errors.join("\n")}`}
`;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonValue, listOf, member, parseJson, textOf } from "../local/vendors/json";
import type { TypeUnderTest } from "./contract/describeType";
import { allTypes } from "./contract/typesThat";

const folder = join(__dirname, "fixtures/documents");

/** An example request in a vendor's document. */
export interface DocumentedExample {
  /** The resource type that sends such requests. */
  readonly type: TypeUnderTest;
  /** The file with the examples of one action. */
  readonly file: string;
  readonly name: string;
  readonly action: string;
  /** The request, as the document's own table would have it. */
  readonly request: JsonValue;
}

/** A file is named after vendor, service and action. */
function typeOf(file: string): TypeUnderTest {
  const found = allTypes.find(({ type, service, calls }) => {
    const [vendor = ""] = type.split("/");
    return file === `${vendor}${service.charAt(0).toUpperCase()}${service.slice(1)}${calls.start[0]}.json`;
  });
  if (found === undefined) throw new Error(`test/fixtures/documents/${file}: no resource type sends that`);
  return found;
}

/** Masked ids made valid; Volcengine's storage as its table has it, where its example differs. */
function inTableForm(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.includes("rtmp") ? value : value.replaceAll("*", "0");
  if (Array.isArray(value)) return value.map(inTableForm);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, JsonValue] => {
    if (name === "UserSig") return [name, inner];
    if (name === "UserAccountId") return ["AccountId", inTableForm(inner)];
    if (name === "Region" && inner === "0") return [name, 0];
    return [name, inTableForm(inner)];
  });
  return Object.fromEntries(entries);
}

/** The examples in the vendors' documents. */
export const documentedExamples: readonly DocumentedExample[] = readdirSync(folder).flatMap((file) =>
  listOf(parseJson(readFileSync(join(folder, file), "utf8")), "examples").map((example) => ({
    type: typeOf(file),
    file,
    name: textOf(example, "name"),
    action: textOf(example, "action"),
    request: inTableForm(member(example, "request") ?? {}),
  })),
);

function asInputs(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(asInputs);
  return isObject(value) ? inputsIn(value) : value;
}

/** A request as the inputs of a resource: names with a small first letter. */
export function inputsIn(request: JsonValue): Record<string, unknown> {
  if (!isObject(request)) return {};
  return Object.fromEntries(
    Object.entries(request).map(([name, inner]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      asInputs(inner),
    ]),
  );
}

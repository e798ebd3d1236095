import { isObject, type JsonObject, type JsonValue } from "../../local/vendors/json";

/** Inputs as they are in JSON: nothing undefined in them. */
export function json(inputs: Readonly<Record<string, unknown>>): JsonObject {
  return JSON.parse(JSON.stringify(inputs));
}

/** Every path in inputs: blocks, lists, their items and what is in them. */
export function pathsIn(inputs: Readonly<Record<string, unknown>>): string[] {
  return below(json(inputs), "");
}

function below(value: JsonValue, path: string): string[] {
  const deeper = Array.isArray(value)
    ? value.flatMap((item, index) => below(item, `${path}[${index}]`))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, part]) =>
          part === undefined ? [] : below(part, path === "" ? key : `${path}.${key}`),
        )
      : [];
  return path === "" ? deeper : [path, ...deeper];
}

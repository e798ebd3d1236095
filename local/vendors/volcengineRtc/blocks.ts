import { isObject, type JsonObject, type JsonValue, member, picked } from "../json";

/** The block at a path of parameters; an empty one where there is none. */
export function blockAt(body: JsonObject, ...path: readonly string[]): JsonObject {
  const block = path.reduce<JsonValue | undefined>(member, body);
  return isObject(block) ? block : {};
}

/** What an update makes of a block, in which some members stay as they were at the start. */
export function withKept(before: JsonObject, wanted: JsonObject, names: readonly string[]): JsonObject {
  const changed = Object.entries(wanted).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(changed), ...picked(before, names) };
}

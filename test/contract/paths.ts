import { isObject, type JsonObject, type JsonValue } from "../../local/vendors/json";
import { pathKeys } from "../../sdk/core/path";

/** The part of a value at a path such as `videoParams.waterMarkList[0]`; undefined where there is none. */
export function partAt(value: JsonValue, path: string): JsonValue | undefined {
  return pathKeys(path).reduce<JsonValue | undefined>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  }, value);
}

/** Parts of a value by their paths; undefined where there shall be none. */
export type Parts = Readonly<Record<string, JsonValue | undefined>>;

/** A copy in which the parts at some paths are others; undefined takes a part away. */
export function changed(base: JsonObject, parts: Parts): JsonObject {
  return Object.entries(parts).reduce<JsonObject>((value, [path, part]) => {
    const next = put(value, pathKeys(path), part);
    return isObject(next) ? next : {};
  }, base);
}

function put(
  value: JsonValue | undefined,
  path: readonly (string | number)[],
  part: JsonValue | undefined,
): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (typeof key === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    const item = put(list[key], rest, part);
    if (item === undefined) list.splice(key, 1);
    else list[key] = item;
    return list;
  }
  const { [key]: inner, ...others } = isObject(value) ? value : {};
  const next = put(inner, rest, part);
  return next === undefined ? others : { ...others, [key]: next };
}

/** A path without its indexes: the name of a parameter, wherever in a list it stands. */
export function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

/** Names of which two things must not have the same, in our form and in the vendor's. */
const ownNames = new Set(["publishCdnUrl", "PublishCdnUrl", "userId", "UserId"]);

/** A list of an item's copies that differ in what two things must not share. */
export function copiesOf(item: JsonValue, length: number): JsonValue[] {
  return Array.from({ length }, (_, index) =>
    isObject(item)
      ? Object.fromEntries(
          Object.entries(item).map(([key, part]) => [
            key,
            index > 0 && ownNames.has(key) && typeof part === "string"
              ? part.replace(/(\?|$)/, `${index}$1`)
              : part,
          ]),
        )
      : item,
  );
}

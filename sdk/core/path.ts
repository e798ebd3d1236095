/** A step of a path: the key of a block, the position of an item of a list, or `[]` for all of its items. */
export type PathKey = string | number;

const keysByPath = new Map<string, readonly PathKey[]>();

/** The steps of a path as it is written in a program: `videoParams.layoutParams.mixLayoutList[0].zOrder`. */
export function pathKeys(path: string): readonly PathKey[] {
  const known = keysByPath.get(path);
  if (known) return known;
  const keys = (path.match(/[^.[\]]+|\[\d*\]/g) ?? []).map((step) =>
    /^\[\d/.test(step) ? Number(step.slice(1, -1)) : step,
  );
  // The paths are those of contracts and of items in their lists: few, and the same for every resource.
  keysByPath.set(path, keys);
  return keys;
}

/** The path of a part of what stands at a path. */
export function below(path: string, key: PropertyKey): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? String(key) : `${path}.${String(key)}`;
}

/** The path of so many steps. */
export function pathText(keys: readonly PropertyKey[]): string {
  return keys.reduce(below, "");
}

/** What stands in a block or a list itself; undefined where there is nothing. */
export function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** The part of a value that so many steps lead to, or undefined. */
export function at(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce(partOf, value);
}

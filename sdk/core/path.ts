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

/** The last key of a path. */
export function lastKey(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** The path of the block that a path ends in; "" for the inputs themselves. */
export function blockOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** Whether a path is that of a block or input, or of a part of it. */
export function covers(block: string, path: string): boolean {
  return path === block || path.startsWith(`${block}.`);
}

/** A path with the positions of a place, as far as both go through the same lists. */
export function near(path: string, place: string): string {
  let found = path;
  for (const { 0: position, index } of path.includes("[]") ? place.matchAll(/\[\d+\]/g) : []) {
    const list = place.slice(0, index);
    if (found.startsWith(`${list}[]`)) found = `${list}${position}${found.slice(index + 2)}`;
  }
  return found;
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

/** A part of inputs, and where it stands. */
export interface Part {
  /** With the positions of list items: `publishCdnParams[0].publishCdnUrl`. */
  readonly path: string;
  readonly value: unknown;
}

/** A key below a path. */
export function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/**
 * The parts of inputs at a dotted path: one for each item of a list that has `[]` after its name, or the one that has
 * a position there. What is left out is not among them.
 */
export function partsAt(inputs: unknown, path: string): Part[] {
  let parts: Part[] = [{ path: "", value: inputs }];
  for (const step of path.split(".").filter((key) => key !== "")) {
    const [, key = step, position] = /^(.*?)\[(\d*)\]$/.exec(step) ?? [];
    parts = parts.flatMap((part) => {
      const found = { path: below(part.path, key), value: partOf(part.value, key) };
      if (position === undefined) return [found];
      const items: readonly unknown[] = Array.isArray(found.value) ? [...found.value] : [];
      return items
        .map((value, index) => ({ path: `${found.path}[${index}]`, value }))
        .filter((_, index) => position === "" || index === Number(position));
    });
  }
  return parts.filter(({ value }) => value !== undefined && value !== null);
}

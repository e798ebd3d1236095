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

/** One step of a path: a key, and for a list all of its items or the one at a position. */
interface Step {
  readonly key: string;
  readonly items: "all" | number | undefined;
}

const stepsByPath = new Map<string, readonly Step[]>();

/** The steps of a dotted path. */
export function stepsOf(path: string): readonly Step[] {
  const known = stepsByPath.get(path);
  if (known) return known;
  const steps = path
    .split(".")
    .filter((word) => word !== "")
    .map((word): Step => {
      const [, key = word, position] = /^(.*?)\[(\d*)\]$/.exec(word) ?? [];
      return { key, items: position === undefined ? undefined : position === "" ? "all" : Number(position) };
    });
  // The paths are those of contracts and of items in their lists: few, and the same for every resource.
  stepsByPath.set(path, steps);
  return steps;
}

function itemsOf({ path, value }: Part, items: "all" | number): Part[] {
  if (!Array.isArray(value)) return [];
  const all: readonly unknown[] = value;
  if (items !== "all") return [{ path: `${path}[${items}]`, value: all[items] }];
  return Array.from({ length: all.length }, (_, index) => ({
    path: `${path}[${index}]`,
    value: all[index],
  }));
}

/**
 * The parts of inputs at a dotted path: one for each item of a list that has `[]` after its name, or the one that has
 * a position there. What is left out is not among them.
 */
export function partsAt(inputs: unknown, path: string): Part[] {
  let parts: Part[] = [{ path: "", value: inputs }];
  for (const { key, items } of stepsOf(path)) {
    parts = parts.flatMap((part) => {
      const found = { path: below(part.path, key), value: partOf(part.value, key) };
      return items === undefined ? [found] : itemsOf(found, items);
    });
  }
  return parts.filter(({ value }) => value !== undefined && value !== null);
}

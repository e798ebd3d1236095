import { below, partOf, pathKeys } from "./path";

/** A part of inputs, and where it stands. */
export interface Part {
  /** With the positions of list items: `publishCdnParams[0].publishCdnUrl`. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * The parts of inputs at a dotted path: one for each item of a list that has `[]` after its name, or the one that has
 * a position there. What is left out is not among them.
 */
export function partsAt(inputs: unknown, path: string): Part[] {
  let parts: Part[] = [{ path: "", value: inputs }];
  for (const key of pathKeys(path)) {
    parts = parts.flatMap((part) => {
      const keys = key === "[]" ? positionsIn(part.value) : [key];
      return keys.map((own) => ({ path: below(part.path, own), value: partOf(part.value, own) }));
    });
  }
  return parts.filter(({ value }) => value !== undefined && value !== null);
}

function positionsIn(value: unknown): number[] {
  return Array.isArray(value) ? Array.from({ length: value.length }, (_, index) => index) : [];
}

/**
 * The part of inputs at a path in which every item of a list has its position; undefined where it is left out. Also
 * what is left out is read: a view of the inputs may say that it must not be.
 */
export function partIn(inputs: unknown, path: string): unknown {
  let part = inputs;
  for (const key of pathKeys(path)) {
    if (typeof part !== "object" || part === null) return undefined;
    const block = part;
    part = Reflect.get(block, key);
    if (!Object.hasOwn(block, key)) return undefined;
  }
  return part ?? undefined;
}

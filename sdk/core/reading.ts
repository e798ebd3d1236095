import { type PathKey, pathKeys } from "./path";

/** What stands at a path of a resource's inputs. */
export type Reading =
  | { readonly is: "missing" }
  /** It depends on something that does not exist yet, or it is a secret that was not decrypted. */
  | { readonly is: "unknown" }
  | { readonly is: "known"; readonly value: unknown };

const missing: Reading = { is: "missing" };
const unknown: Reading = { is: "unknown" };

/** How inputs are handed over: what shows that a value is not known. */
export interface Unknowns {
  /** Whether a value stands in the place of one that is not known. */
  isUnknown?(value: unknown): boolean;
  /** Whether this was thrown by a look at a value that is not known. */
  isThrown?(error: unknown): boolean;
}

/** Reads inputs of which parts may not be known. */
export interface Reader {
  /** What a look at inputs gives. */
  reading(look: () => unknown): Reading;
  /** Reads one part of a block. */
  part(block: unknown, key: PathKey): Reading;
  /** Reads a dotted path, list positions in brackets: `publishCdnParams[0].publishCdnUrl`. */
  readPath(inputs: unknown, path: string): Reading;
  /** Whether a value has a part, however deep, that is not known. */
  holdsUnknown(value: unknown): boolean;
}

/** Whether a value has parts with names: a block or a list. */
export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Makes the reader of inputs that are handed over in one way. */
export function readerOf({ isUnknown = () => false, isThrown = () => false }: Unknowns = {}): Reader {
  function reading(look: () => unknown): Reading {
    try {
      const value = look();
      if (isUnknown(value)) return unknown;
      return value === undefined || value === null ? missing : { is: "known", value };
    } catch (error) {
      if (isThrown(error)) return unknown;
      throw error;
    }
  }

  function part(block: unknown, key: PathKey): Reading {
    return isBlock(block) && Object.hasOwn(block, key) ? reading(() => block[key]) : missing;
  }

  function readPath(inputs: unknown, path: string): Reading {
    return pathKeys(path).reduce<Reading>(
      (found, key) => (found.is === "known" ? part(found.value, key) : found),
      { is: "known", value: inputs },
    );
  }

  function holdsUnknown(value: unknown): boolean {
    return (
      isBlock(value) &&
      Object.keys(value).some((key) => {
        const found = part(value, key);
        return found.is === "unknown" || (found.is === "known" && holdsUnknown(found.value));
      })
    );
  }

  return { reading, part, readPath, holdsUnknown };
}

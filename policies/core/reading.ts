import { type PathKey, pathKeys } from "../../sdk/core/path";
import { policySdk } from "./policySdk";

/** What stands at a path of a resource's inputs. */
export type Reading =
  | { readonly is: "missing" }
  /** It depends on something that does not exist yet, or it is a secret of a state that was not decrypted. */
  | { readonly is: "unknown" }
  | { readonly is: "known"; readonly value: unknown };

const missing: Reading = { is: "missing" };
const unknown: Reading = { is: "unknown" };

/** What `pulumi policy analyze --file` puts in place of a secret, whatever its type is. */
const notDecrypted = "[secret]";

/** Whether a value has parts with names: a block or a list. */
export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Notes an input that a rule wanted to read and that is not known. */
export type NoteUnknown = (path: string) => void;

/** What a look at inputs gives. The policy SDK throws where a value is not known yet. */
export function reading(look: () => unknown): Reading {
  try {
    const value = look();
    if (value === notDecrypted) return unknown;
    return value === undefined || value === null ? missing : { is: "known", value };
  } catch (error) {
    if (error instanceof policySdk().UnknownValueError) return unknown;
    throw error;
  }
}

/** Reads one part of a block. */
export function part(block: unknown, key: PathKey): Reading {
  return isBlock(block) && Object.hasOwn(block, key) ? reading(() => block[key]) : missing;
}

/** Reads a dotted path, list positions in brackets: `publishCdnParams[0].publishCdnUrl`. */
export function readPath(inputs: unknown, path: string): Reading {
  let found: Reading = { is: "known", value: inputs };
  for (const key of pathKeys(path)) {
    if (found.is !== "known") return found;
    found = part(found.value, key);
  }
  return found;
}

/** Whether a value has a part, however deep, that is not known. */
export function holdsUnknown(value: unknown): boolean {
  return (
    isBlock(value) &&
    Object.keys(value).some((key) => {
      const found = part(value, key);
      return found.is === "unknown" || (found.is === "known" && holdsUnknown(found.value));
    })
  );
}

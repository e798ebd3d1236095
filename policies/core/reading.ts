import { UnknownValueError } from "@pulumi/policy";

/** What stands at a path of a resource's inputs. */
export type Reading =
  | { readonly is: "missing" }
  /** At preview: it depends on something that does not exist yet. `signal` is how the policy SDK said so. */
  | { readonly is: "unknown"; readonly signal: Error }
  | { readonly is: "known"; readonly value: unknown };

const missing: Reading = { is: "missing" };

/** Whether a value has parts with names: a block or a list. */
export function isBlock(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Notes an input that a rule wanted to read and that is not known yet. */
export type NoteUnknown = (path: string, signal: Error) => void;

/** Reads one part of a block. The policy SDK throws where a value is not known yet. */
export function part(block: unknown, key: string): Reading {
  if (!isBlock(block) || !Object.hasOwn(block, key)) return missing;
  try {
    const value = block[key];
    return value === undefined || value === null ? missing : { is: "known", value };
  } catch (error) {
    if (error instanceof Error && error instanceof UnknownValueError) return { is: "unknown", signal: error };
    throw error;
  }
}

/** Reads a dotted path, list positions in brackets: `publishCdnParams[0].publishCdnUrl`. */
export function readPath(inputs: unknown, path: string): Reading {
  let reading: Reading = { is: "known", value: inputs };
  for (const key of path.split(/[.[\]]+/).filter((name) => name !== "")) {
    if (reading.is !== "known") return reading;
    reading = part(reading.value, key);
  }
  return reading;
}

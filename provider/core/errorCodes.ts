import type { ErrorKind } from "./errors";

/** What an error code of a vendor means. */
export interface Meaning {
  readonly kind: ErrorKind;
  /** What kind it is where it answers one of these actions. */
  readonly kindFor?: Readonly<Record<string, ErrorKind>>;
  /** What to do about it, where the kind alone does not tell. */
  readonly advice?: string;
  /** What to do about it where it answers one of these actions. */
  readonly adviceFor?: Readonly<Record<string, string>>;
}

/** The meaning of a vendor's codes, from its error tables. */
export interface ErrorCodes {
  /** By the whole code. */
  readonly codes: Readonly<Record<string, Meaning>>;
  /** By what stands before the first dot, where the whole code is not listed. Never "gone", never "ended". */
  readonly categories: Readonly<Record<string, Meaning>>;
}

/** What a code means that answers an action; "unknown" where no document has it. */
export function meaningOf(
  { codes, categories }: ErrorCodes,
  code: string,
  action: string,
): { kind: ErrorKind; advice: string | undefined } {
  const category = code.split(".", 1)[0] ?? code;
  const unknown: Meaning = { kind: "unknown" };
  const { kind, kindFor, advice, adviceFor } = codes[code] ?? categories[category] ?? unknown;
  return { kind: kindFor?.[action] ?? kind, advice: adviceFor?.[action] ?? advice };
}

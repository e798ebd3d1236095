import type { ErrorKind } from "./errors";

/** What an error code of a vendor means. */
export interface Meaning {
  readonly kind: ErrorKind;
  /** What kind it is where it answers one of these actions. */
  readonly kindFor?: Readonly<Record<string, ErrorKind>>;
  /** What to do about it, where the kind alone does not tell. */
  readonly advice?: string | undefined;
  /** What to do about it where it answers one of these actions. */
  readonly adviceFor?: Readonly<Record<string, string | undefined>>;
  /** Whether it says that the request's time is off: the reply's Date header then tells the right one. */
  readonly isOfTime?: true;
}

/** What a code means whatever action it answers. */
export function means(kind: ErrorKind, advice?: string): Meaning & { readonly advice: string | undefined } {
  return { kind, advice };
}

/** The meaning of a vendor's codes, from its error tables. */
export interface ErrorCodes {
  /** By the whole code. */
  readonly codes: Readonly<Record<string, Meaning>>;
  /** By what stands before the first dot, where the whole code is not listed. Never "gone", "ended" or "failed". */
  readonly categories: Readonly<Record<string, Meaning>>;
}

/** The meaning of a service's codes: its own, and those of the vendor that it says nothing else of. */
export function errorCodesOf(vendor: ErrorCodes, { codes, categories }: Partial<ErrorCodes>): ErrorCodes {
  return {
    codes: { ...vendor.codes, ...codes },
    categories: { ...vendor.categories, ...categories },
  };
}

/** What a code means that answers an action; "unknown" where no document has it. */
export function meaningOf(
  { codes, categories }: ErrorCodes,
  code: string,
  action: string,
): Pick<Meaning, "kind" | "advice" | "isOfTime"> {
  const category = code.split(".", 1)[0] ?? code;
  const unknown: Meaning = { kind: "unknown" };
  const { kind, kindFor, advice, adviceFor, ...rest } = codes[code] ?? categories[category] ?? unknown;
  return { ...rest, kind: kindFor?.[action] ?? kind, advice: adviceFor?.[action] ?? advice };
}

import type { Violation } from "./facts";

/** Codes of one service that are more exact than the common ones: by "kind field", then by field. */
export type FieldCodes = { readonly [field: string]: string };

/**
 * Tencent Cloud's code for a parameter that breaks the rules. Missing and unknown parameters have common codes in every
 * service; the rest is the service's own.
 */
export function tencentCode({ kind, field }: Violation, codes: FieldCodes, otherwise: string): string {
  if (kind === "missing") return "MissingParameter";
  if (kind === "unknown") return "UnknownParameter";
  return codes[`${kind} ${field}`] ?? codes[field] ?? otherwise;
}

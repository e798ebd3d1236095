import { parseJson } from "../../sdk/core/parseJson";

/** JSON; undefined for any other text. */
export function tryJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

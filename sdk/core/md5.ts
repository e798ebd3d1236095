import { createHash } from "node:crypto";

/** The MD5 of a text, in 32 small hexadecimal digits: what these vendors sign with. */
export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

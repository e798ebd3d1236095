import { createHash, createHmac, createSecretKey } from "node:crypto";

/** Hexadecimal SHA-256. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** HMAC-SHA256 as bytes, for key chains. */
export function hmac(key: string | Buffer, text: string): Buffer {
  // Bytes would be tried as a key object first, which costs many times what the digest does.
  const secret = typeof key === "string" ? key : createSecretKey(key);
  return createHmac("sha256", secret).update(text).digest();
}

/** The block of canonical headers and the list of their names, sorted by name. */
export function canonicalHeaders(
  headers: Readonly<Record<string, string>>,
  normalize: (value: string) => string,
): { block: string; names: string } {
  const entries = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), normalize(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    block: entries.map(([name, value]) => `${name}:${value}\n`).join(""),
    names: entries.map(([name]) => name).join(";"),
  };
}

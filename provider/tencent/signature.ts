import { canonicalHeaders, hmac, sha256 } from "../http/hash";
import type { Credentials } from "../http/pipeline";

/** What a TC3-HMAC-SHA256 signature covers. */
export interface Tc3Request {
  readonly method: string;
  readonly service: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The headers to sign; content-type and host at least. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The text whose hash a TC3-HMAC-SHA256 signature covers, and the names of the headers in it. */
export function canonicalTc3(request: Tc3Request): { readonly text: string; readonly names: string } {
  // Tencent Cloud lower-cases the values too.
  const { block, names } = canonicalHeaders(request.headers, (value) => value.trim().toLowerCase());
  return { text: [request.method, "/", "", block, names, sha256(request.body)].join("\n"), names };
}

/**
 * The Authorization header of a request to Tencent Cloud (TC3-HMAC-SHA256).
 * https://www.tencentcloud.com/document/product/267/37447
 */
export function signTc3(request: Tc3Request, credentials: Credentials): string {
  const date = new Date(request.timestamp * 1_000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const { text, names } = canonicalTc3(request);
  const toSign = ["TC3-HMAC-SHA256", request.timestamp, scope, sha256(text)].join("\n");
  const key = hmac(hmac(hmac(`TC3${credentials.key}`, date), request.service), "tc3_request");
  const signature = hmac(key, toSign).toString("hex");
  return `TC3-HMAC-SHA256 Credential=${credentials.id}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

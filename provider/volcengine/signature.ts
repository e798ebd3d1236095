import { canonicalHeaders, hmac, sha256 } from "../http/hash";
import type { Credentials } from "../http/pipeline";

/** What a Volcengine signature covers. */
export interface VolcengineRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly service: string;
  readonly region: string;
  /** Time of the request, `YYYYMMDDTHHMMSSZ`. */
  readonly date: string;
  /** The headers to sign. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 3986: `encodeURIComponent` leaves five characters too many. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The query, sorted by key, as it is signed and sent. */
export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join("&");
}

/**
 * The Authorization header of a request to Volcengine (HMAC-SHA256, version 4).
 * https://www.volcengine.com/docs/6348/69859
 */
export function signVolcengine(request: VolcengineRequest, credentials: Credentials): string {
  const scope = `${request.date.slice(0, 8)}/${request.region}/${request.service}/request`;
  const headers = canonicalHeaders(request.headers, (value) => value.trim());
  const canonical = [
    request.method,
    "/",
    canonicalQuery(request.query),
    headers.block,
    headers.names,
    sha256(request.body),
  ].join("\n");
  const toSign = ["HMAC-SHA256", request.date, scope, sha256(canonical)].join("\n");
  const day = hmac(credentials.key, request.date.slice(0, 8));
  const key = hmac(hmac(hmac(day, request.region), request.service), "request");
  const signature = hmac(key, toSign).toString("hex");
  return `HMAC-SHA256 Credential=${credentials.id}/${scope}, SignedHeaders=${headers.names}, Signature=${signature}`;
}

import { types } from "node:util";
import { CallbackRefused } from "./CallbackRefused";

/** The headers of a request, as Node.js, a cloud function or `fetch` has them; capital letters do not matter. */
export type CallbackHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | { get(name: string): string | null };

/** A callback as it arrived. */
export interface CallbackRequest {
  /**
   * The body as it arrived, before anything parsed it: signatures are over its bytes, and parsing as usual loses digits
   * of long ids. With Express, take `express.raw({ type: () => true })`; cloud functions that say `isBase64Encoded` have it
   * as base64.
   */
  readonly body: string | Uint8Array;
  /** The key that was set for the callback at the vendor. Secret. */
  readonly key: string;
}

/** A callback that is signed in a header. */
export interface SignedRequest extends CallbackRequest {
  /** The headers of the request. */
  readonly headers: CallbackHeaders;
}

/** Throws where the handler was given no key: with an empty one, anybody could sign. */
export function requireKey({ key }: CallbackRequest): void {
  if (typeof key !== "string" || key === "")
    throw new Error(
      "callbacks cannot be verified: the key is empty. What to do: pass the key that is set for the callback at the vendor",
    );
}

/** The bytes of the body as they arrived. */
export function bytesOf({ body }: CallbackRequest): Uint8Array {
  if (typeof body === "string") return Buffer.from(body);
  if (types.isUint8Array(body)) return body;
  throw new Error(
    "callbacks cannot be verified: the body is neither text nor bytes. What to do: pass it as it arrived, before anything parsed it",
  );
}

/** The signature in a header. */
export function signatureIn({ headers }: SignedRequest, name: string): string {
  const values =
    "get" in headers && typeof headers.get === "function"
      ? [headers.get(name)]
      : Object.entries(headers)
          .filter(([key]) => key.toLowerCase() === name.toLowerCase())
          .map(([, value]) => value);
  const [value] = values.flat();
  if (typeof value === "string" && value !== "") return value.trim();
  throw new CallbackRefused(
    "unsigned",
    `it has no header ${name}`,
    "set a key for the callback at the vendor, and pass the headers as they arrived",
  );
}

import { createHash, createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { ServiceFacts } from "./facts";
import type { JsonObject, JsonValue } from "./json";
import type { Refusal } from "./refusal";
import type { Service } from "./service";

/** A request as it came in. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Without the question mark, as sent. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body is larger than the vendors take; what came after the limit was not kept. */
  readonly oversized: boolean;
}

/** An HTTP answer. */
export interface Reply {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** What a request says it wants; nothing of it is verified. */
export interface Named {
  readonly action: string;
  readonly version: string;
  readonly region: string;
}

/** A key pair that may sign calls. */
export interface Key {
  readonly id: string;
  readonly secret: string;
  /** Session token that belongs to a temporary key. */
  readonly token?: string;
}

/** A service's name, as answers repeat it. */
export interface ServiceNamed {
  readonly name: string;
}

/** How one vendor signs, asks and answers. The server calls the members in this order. */
export interface Protocol {
  named(exchange: Exchange): Named;
  /** Verifies who sent the request, and when; returns the key id. */
  authenticate(exchange: Exchange, service: Service, keys: readonly Key[], now: number): string;
  /** Checks action, version, region and method. */
  admit(exchange: Exchange, service: Service, named: Named): void;
  throttled(): Refusal;
  parameters(exchange: Exchange, facts: ServiceFacts, action: string): JsonObject;
  newRequestId(now: number): string;
  /** There is no service of the name that the request gives; it is empty where the request gives none. */
  unknownService(name: string): Refusal;
  success(service: ServiceNamed, named: Named, result: JsonValue | undefined, requestId: string): Reply;
  failure(service: ServiceNamed, named: Named, refusal: Refusal, requestId: string): Reply;
}

/** One header's value; empty where it was not sent. */
export function header({ headers }: Exchange, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/**
 * The forms of the Host header that clients sign. The vendors' hosts have no port, so signers differ on it:
 * Tencent's Node.js SDKs leave any port out, Volcengine's Go SDK only the default ones.
 */
export function hostForms(host: string): string[] {
  return [...new Set([host, host.replace(/:\d+$/, "")])];
}

/** Lower-case hex SHA-256. */
export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** HMAC-SHA256. */
export function hmac(key: string | Buffer, data: string): Buffer {
  // Bytes would be tried as a key object first, which costs many times what the digest does.
  const secret = typeof key === "string" ? key : createSecretKey(key);
  return createHmac("sha256", secret).update(data).digest();
}

/** Compares secrets in a time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

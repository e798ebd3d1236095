import { Agent, type Dispatcher, EnvHttpProxyAgent, request as send } from "undici";
import type { Clock } from "../core/clock";

/** One HTTP request, signed and complete. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** One HTTP response, read to its end. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a request failed before a whole response was there. */
export type TransportPhase = "connect" | "exchange" | "timeout";

/** A request without a whole response. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly phase: TransportPhase,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Sends requests; never follows a redirect, never accepts an untrusted certificate. */
export interface Transport {
  send(request: HttpRequest, timeout: number): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** The proxies to use, as the environment names them. */
export interface ProxySettings {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** Replies of these APIs are a few kilobytes: more is not a reply. */
const maxResponseBytes = 1_048_576;

const pool: Agent.Options = {
  connections: 16,
  keepAliveTimeout: 4_000,
  connect: { timeout: 5_000, rejectUnauthorized: true },
  maxResponseSize: maxResponseBytes,
};

/** Codes of failures before anything was sent: the vendor did not see the request. */
const notSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "EPROTO",
]);

/** By shape, not by class: errors of Node's core may come from another realm. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "UNKNOWN";
  const code: unknown = Reflect.get(error, "code");
  if (typeof code === "string") return code;
  const several: unknown = Reflect.get(error, "errors");
  const cause: unknown = Array.isArray(several) ? several[0] : Reflect.get(error, "cause");
  if (cause !== undefined) return codeOf(cause);
  return String(Reflect.get(error, "name"));
}

function classify(error: unknown, timedOut: boolean, timeout: number): TransportError {
  const code = codeOf(error);
  if (notSent.has(code)) return new TransportError("connect", code, "no connection could be made");
  if (timedOut) return new TransportError("timeout", "TIMEOUT", `no whole reply came within ${timeout} ms`);
  return new TransportError("exchange", code, "the connection broke before a whole reply came");
}

function plain(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

/** The transport over undici: one pool per origin with keep-alive, proxies as configured. */
export function createTransport(clock: Clock, proxies: ProxySettings = {}): Transport {
  const proxied = proxies.httpProxy !== undefined || proxies.httpsProxy !== undefined;
  const dispatcher = proxied
    ? new EnvHttpProxyAgent({
        ...pool,
        ...(proxies.httpProxy === undefined ? {} : { httpProxy: proxies.httpProxy }),
        ...(proxies.httpsProxy === undefined ? {} : { httpsProxy: proxies.httpsProxy }),
        ...(proxies.noProxy === undefined ? {} : { noProxy: proxies.noProxy }),
      })
    : new Agent(pool);

  return {
    async send(request, timeout) {
      const signal = clock.timeout(timeout);
      try {
        const response = await send(request.url, {
          method: request.method,
          headers: { ...request.headers },
          body: request.body ?? null,
          dispatcher,
          signal,
        });
        return {
          status: response.statusCode,
          headers: plain(response.headers),
          body: await response.body.text(),
        };
      } catch (error) {
        throw classify(error, signal.aborted, timeout);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

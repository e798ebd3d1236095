import { Agent, type Dispatcher, ProxyAgent, request as send } from "undici";
import type { Clock } from "./clock";
import { messageOf } from "./errors";
import { type ProxyServer, type ProxySettings, proxyFor } from "./proxyFor";

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

/**
 * How a request failed before a whole response was there. In `connect` nothing was sent: the vendor certainly did not
 * see it.
 */
export type TransportPhase = "connect" | "exchange" | "timeout";

/** A request without a whole response. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  constructor(
    readonly phase: TransportPhase,
    readonly code: string,
    message: string,
    /** The proxy that the request went through. */
    readonly proxy?: ProxyServer | undefined,
  ) {
    super(message);
  }
}

/** Sends requests; never follows a redirect, never accepts an untrusted certificate. */
export interface Transport {
  send(request: HttpRequest, timeout: number): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** Replies of these APIs are a few kilobytes: more is not a reply. */
const maxResponseBytes = 1_048_576;

const pool = { connections: 16, keepAliveTimeout: 4_000, maxResponseSize: maxResponseBytes };
const connectTimeout = 5_000;
const tls = { rejectUnauthorized: true };

function connectionsThrough(proxy: ProxyServer | undefined): Dispatcher {
  return proxy === undefined
    ? new Agent({ ...pool, connect: { timeout: connectTimeout, ...tls } })
    : new ProxyAgent({ ...pool, uri: proxy.address.href, connectTimeout, requestTls: tls, proxyTls: tls });
}

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
  const dispatchers = new Map<string | undefined, Dispatcher>();
  const dispatcherFor = (proxy: ProxyServer | undefined) => {
    const key = proxy?.address.href;
    const dispatcher = dispatchers.get(key) ?? connectionsThrough(proxy);
    dispatchers.set(key, dispatcher);
    return dispatcher;
  };

  return {
    async send(request, timeout) {
      const proxy = proxyFor(proxies, new URL(request.url));
      const signal = clock.timeout(timeout);
      let sent = false;
      // A handler hears of its start when a connection stands, TLS and tunnel included, just before it is written to.
      const noticing: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
        const start = handler.onRequestStart?.bind(handler);
        handler.onRequestStart = (controller, context) => {
          sent = true;
          start?.(controller, context);
        };
        return dispatch(options, handler);
      };
      // undici heeds the signal only when there is a connection; what has no time left then is dropped unsent.
      const tooLate = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => sent || reject(signal.reason), { once: true });
      });
      const exchange = async () => {
        const response = await send(request.url, {
          method: request.method,
          headers: { ...request.headers },
          body: request.body ?? null,
          dispatcher: dispatcherFor(proxy).compose(noticing),
          signal,
        });
        return {
          status: response.statusCode,
          headers: plain(response.headers),
          body: await response.body.text(),
        };
      };
      try {
        return await Promise.race([exchange(), tooLate]);
      } catch (error) {
        const failure = (phase: TransportPhase, code: string, message: string) =>
          new TransportError(phase, code, message, proxy);
        const code = signal.aborted ? "TIMEOUT" : codeOf(error);
        // undici's code for the 407 of a proxy that did not hand the request on.
        if (sent && !(proxy !== undefined && code === "UND_ERR_INVALID_ARG")) {
          if (signal.aborted) throw failure("timeout", code, `no whole reply came within ${timeout} ms`);
          throw failure("exchange", code, "the connection broke before a whole reply came");
        }
        if (signal.aborted) throw failure("connect", code, `no connection within ${timeout} ms`);
        // OpenSSL's messages end with a line break.
        throw failure("connect", code, messageOf(error).trim() || "no connection could be made");
      }
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { join } from "node:path";
import type { TLSSocketOptions } from "node:tls";

/** A certificate for localhost and its key. Nobody trusts it, if a test does not say so. */
export const certificate = readFileSync(join(__dirname, "../fixtures/selfSigned.pem"), "utf8");

/** A server on a port of its own, until the test ends. */
export class Listening<Server extends net.Server> implements AsyncDisposable {
  readonly #sockets = new Set<net.Socket>();
  /** How many connections it has accepted. */
  accepted = 0;

  private constructor(readonly server: Server) {
    server.on("connection", (socket: net.Socket) => {
      this.accepted += 1;
      this.#sockets.add(socket.on("error", () => {}));
    });
  }

  static async start<Server extends net.Server>(server: Server): Promise<Listening<Server>> {
    const listening = new Listening(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return listening;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    return address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** A server that speaks TLS and hands on what it is asked. */
export function tlsServer(
  answer: http.RequestListener,
  options: TLSSocketOptions = {},
): Promise<Listening<https.Server>> {
  return Listening.start(https.createServer({ key: certificate, cert: certificate, ...options }, answer));
}

/** Hands a request on to a server of plain HTTP. */
export function forwardTo(endpoint: string): http.RequestListener {
  return (request, response) => {
    const { host: _host, ...headers } = request.headers;
    const onward = http.request(
      new URL(request.url ?? "/", endpoint),
      { method: request.method, headers: { ...headers, host: request.headers.host } },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    request.pipe(onward);
  };
}

/** A proxy as companies have them: it forwards plain HTTP and opens tunnels. */
export async function startProxy(seen: string[]): Promise<Listening<http.Server>> {
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    forwardTo(request.url ?? "")(request, response);
  });
  server.on("connect", (request: http.IncomingMessage, client: net.Socket) => {
    seen.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const target = net.connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  return Listening.start(server);
}

/** A proxy that answers each request for a tunnel with these bytes; without any, it never answers. */
export function startRefusingProxy(answer: string | undefined): Promise<Listening<http.Server>> {
  const server = http.createServer();
  server.on("connect", (_request: http.IncomingMessage, client: net.Socket) => {
    if (answer !== undefined) client.end(answer);
  });
  return Listening.start(server);
}

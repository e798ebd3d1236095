import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { breakOff } from "./breakOff";
import type { VirtualClock } from "./clock";
import { deliver } from "./deliver";
import { actsDespite, type Fault, type Faults } from "./faults";
import type { Journal } from "./journal";
import type { JsonObject, JsonValue } from "./json";
import { type Exchange, header, type Key, type Named, type Protocol, type Reply } from "./protocol";
import type { RateLimiter } from "./rateLimiter";
import { Refusal } from "./refusal";
import { routeOf } from "./route";
import type { Call, Service } from "./service";
import { type Vendor, vendorOf } from "./serviceName";
import { factsAt, type Site, siteOfHost } from "./site";
import { type Violation, violations } from "./violations";
import type { World } from "./world";

const largestBody = 10 * 1024 * 1024;

/** More than the vendors take, so that they refuse what is too long, and not the HTTP server. */
const largestHead = 16 * 1024 * 1024;

/** Longer than a busy process stands still: a client in the same process would use a connection that is just closed. */
const idleConnectionMs = 60_000;

/** All that the server works with. */
export interface Emulator {
  /** The site of Tencent Cloud where the Host header names none; undefined: what either site takes is taken. */
  readonly site: Site | undefined;
  readonly clock: VirtualClock;
  readonly keys: { readonly [vendor in Vendor]: readonly Key[] };
  readonly protocols: { readonly [vendor in Vendor]: Protocol };
  readonly journal: Journal;
  readonly faults: Faults;
  /** A reset replaces it as a whole. */
  state(): EmulatorState;
}

/** What a reset forgets. */
export interface EmulatorState {
  readonly world: World;
  readonly services: readonly Service[];
  /** undefined: calls are not limited. */
  readonly rateLimiter: RateLimiter | undefined;
}

/** Serves requests that another part of the emulator takes; false hands them on to the vendors. */
export type Control = (exchange: Exchange, send: (reply: Reply) => void) => boolean;

/** The HTTP server. Closing it needs `signal` to be aborted too: it ends answers that are being delayed. */
export function createVendorServer(emulator: Emulator, control: Control, signal: AbortSignal): Server {
  return createServer(
    { maxHeaderSize: largestHead, keepAliveTimeout: idleConnectionMs },
    (request, response) => {
      serve(emulator, control, request, response, signal).catch((error: unknown) => {
        // A mistake of the emulator must not look like an answer of a vendor.
        if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
        response.end(`The emulator failed: ${error instanceof Error ? error.stack : String(error)}\n`);
      });
    },
  );
}

async function serve(
  emulator: Emulator,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const exchange = await read(request);
  const send = ({ status, headers, body }: Reply) => {
    response.writeHead(status, headers).end(body);
  };
  if (control(exchange, send)) return;
  const { protocols } = emulator;
  const route = routeOf(exchange, emulator.state().services, (vendor) => protocols[vendor].named(exchange));
  if (route === undefined) {
    send({
      status: 404,
      headers: { "content-type": "text/plain" },
      body: "No vendor is asked here. Say which one by the signature, the Host header or the path: /trtc, /gme, /tiw, /vod, /rtc.\n",
    });
    return;
  }
  const { service: found } = route;
  if (found === undefined) {
    send(unknownService(protocols[route.vendor], route.name, exchange, emulator.clock.wall()));
    return;
  }
  const site = siteOfHost(header(exchange, "host")) ?? emulator.site;
  const service = { ...found, facts: factsAt(found.facts, site) };
  const named = protocols[route.vendor].named(exchange);
  const fault = emulator.faults.take(service.name, named.action);
  const goesOn = async (point: "before" | "after") =>
    fault?.kind !== "hold" ||
    fault.at !== point ||
    (await emulator.faults.hold(fault.name, signal)) === "goOn";
  if (!(await goesOn("before"))) return void breakOff(response.socket);
  const reply = answer(emulator, service, exchange, named, fault);
  if (!(await goesOn("after"))) return void breakOff(response.socket);
  response.setHeader("date", new Date(emulator.clock.wall()).toUTCString());
  await deliver(response, reply, fault, emulator.clock, signal);
}

async function read(request: IncomingMessage): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  const [path = "/", query = ""] = (request.url ?? "/").split(/\?(.*)/s);
  return {
    method: request.method ?? "GET",
    path,
    query,
    headers: request.headers,
    body: Buffer.concat(chunks),
    oversized: size > largestBody,
  };
}

function unknownService(protocol: Protocol, name: string, exchange: Exchange, now: number): Reply {
  const requestId = protocol.newRequestId(now);
  return protocol.failure({ name }, protocol.named(exchange), protocol.unknownService(name), requestId);
}

/** Carries the call out, unless a fault keeps the vendor from it, and writes it into the journal. */
function answer(
  emulator: Emulator,
  service: Service,
  exchange: Exchange,
  named: Named,
  fault: Fault | undefined,
): Reply {
  const { clock, journal } = emulator;
  const vendor = vendorOf(service.name);
  const protocol = emulator.protocols[vendor];
  const now = clock.wall() + (fault?.kind === "clockSkew" ? fault.ms : 0);
  const requestId = protocol.newRequestId(now);
  const parameters = once(() => protocol.parameters(exchange, service.facts, named.action));
  let code = "-";
  let reply: Reply = { status: 200, headers: {}, body: "" };
  if (actsDespite(fault)) {
    try {
      const result = carryOut(emulator, service, exchange, { named, now, parameters });
      reply = protocol.success(service, named, result, requestId);
      code = "ok";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reply = protocol.failure(service, named, error, requestId);
      code = error.code;
    }
  }
  if (fault?.kind === "error") {
    const refusal = new Refusal(fault.code, fault.message ?? "The call failed.");
    reply = protocol.failure(service, named, refusal, requestId);
  }
  journal.record({
    at: clock.now(),
    vendor,
    service: service.name,
    ...named,
    body: readable(parameters),
    code,
    requestId,
    ...(fault !== undefined && { fault: fault.kind }),
  });
  return reply;
}

/**
 * The order of the checks. The vendors do not document theirs; this is the one that their gateways suggest: who asks,
 * for what, how often, with which parameters; then the service itself.
 */
function carryOut(
  { protocols, keys, state }: Emulator,
  service: Service,
  exchange: Exchange,
  { named, now, parameters }: { named: Named; now: number; parameters: () => JsonObject },
): JsonValue | undefined {
  const vendor = vendorOf(service.name);
  const protocol = protocols[vendor];
  const { world, rateLimiter } = state();
  const account = protocol.authenticate(exchange, service, keys[vendor], now);
  protocol.admit(exchange, service, named);
  const action = service.actions[named.action];
  const perSecond = service.facts.actions[named.action]?.ratePerSecond ?? Number.POSITIVE_INFINITY;
  if (rateLimiter?.admits(account, `${service.name} ${named.action}`, perSecond) === false) {
    throw protocol.throttled();
  }
  const sent = { account, ...named, body: parameters() };
  const call: Call = { ...sent, body: service.normalise?.(sent) ?? sent.body };
  const violation = firstViolation(service, call, world);
  if (violation !== undefined) throw new Refusal(service.codeFor(violation, named.action), violation.message);
  service.admit?.(call);
  return action?.(call);
}

function firstViolation(service: Service, call: Call, { behaviour }: World): Violation | undefined {
  return violations(service.facts, call.action, call.body, {
    enforceAdvice: behaviour.common.enforceAdvice,
    ...service.checkOptions?.(call),
  })[0];
}

/** The parameters for the journal, which also shows calls that were refused. */
function readable(parameters: () => JsonObject): JsonObject | null {
  try {
    return parameters();
  } catch {
    return null;
  }
}

/** Makes a value when it is first asked for, and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

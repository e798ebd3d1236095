import type { z } from "zod";
import { annotationOf, type Fields, keysOf } from "../../sdk/core/fields";
import type { Clock } from "./clock";
import { fromWire, type Lenient, missingIn, toWire } from "./codec";
import { isKind, MediaError } from "./errors";
import type { RateLimit } from "./rateLimit";
import { incomplete, malformed, textOf } from "./reply";
import { type OnRepeat, type RetryBudget, retry, type Safety } from "./retry";
import { type HttpRequest, type HttpResponse, type Transport, TransportError } from "./transport";

/** One action of a vendor's API, as data. */
export interface Operation<
  Input extends Fields = Fields,
  Output extends Fields = Fields,
  S extends Safety = Safety,
> {
  /** The vendor's name of it. */
  readonly action: string;
  /** What is sent, under our names. */
  readonly input: Input;
  /** What is read from the reply, under our names. What an unsafe call made is known by it alone: it has to be whole. */
  readonly output: Output;
  /** What a repeat does. */
  readonly safety: S;
  /** Whether a reply without an error says what the document calls success; left out, each such reply does. */
  isSuccess?(reply: Lenient<z.output<Output>>): boolean;
  /** Documented calls a second, per account. */
  readonly ratePerSecond: number;
  /** Default POST. */
  readonly method?: "GET" | "POST";
  /** Whether the input travels in the query, as that of each GET does; else it is the body. */
  readonly inQuery?: true;
  /** The version of the vendor's API that has it; left out, that of most of its service. */
  readonly version?: string;
  /** Whether the vendor has it at its home alone; see {@link Account.home}. */
  readonly atHome?: true;
}

/** What an operation gives. */
export type Reply<Output extends Fields, S extends Safety> = S extends "unsafe"
  ? z.output<Output>
  : Lenient<z.output<Output>>;

/** A vendor's keys. */
export interface Credentials {
  readonly id: string;
  readonly key: string;
  /** Token of temporary credentials. */
  readonly token?: string | undefined;
}

/** Where calls go. */
interface Destination {
  /** The region that they are signed for. */
  readonly region: string | undefined;
  /** The address of a service. */
  readonly endpoint: (service: string) => string;
}

/** An account, as calls use it. Its clock offset and retry budget are shared by all resources of it. */
export interface Account extends Destination {
  readonly credentials: Credentials;
  /** Where calls go that the vendor serves in one place, where they do not go there anyway. */
  readonly home?: Destination | undefined;
  readonly budget: RetryBudget;
  /** The vendor's clock minus ours, in milliseconds. */
  clockOffset: number;
}

/** A request that is not signed yet. */
export interface Unsigned {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly method: "GET" | "POST";
  readonly inQuery: boolean;
  readonly endpoint: string;
  readonly region: string | undefined;
  /** The input under the vendor's names. */
  readonly input: Record<string, unknown>;
}

/** How a vendor's requests are signed and its replies read. */
export interface Protocol {
  readonly vendor: string;
  sign(request: Unsigned, credentials: Credentials, now: number): HttpRequest;
  /** The reply's content; throws a {@link MediaError} for a failure. */
  read(call: string, response: HttpResponse, now: number, action: string): unknown;
}

/** What every call shares. */
export interface Runtime {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  readonly random: () => number;
}

/** Where and how one call goes. */
export interface CallContext {
  readonly runtime: Runtime;
  readonly protocol: Protocol;
  readonly service: string;
  readonly version: string;
  readonly account: Account;
  /** The region of calls whose input names none; left out, the account's. */
  readonly region?: string | undefined;
  /** No attempt begins after this time. */
  readonly deadline: number;
  readonly onRepeat?: OnRepeat | undefined;
}

/** One attempt takes no longer. */
const attemptTimeout = 10_000;

/** Whether it is this machine, where the emulated vendors are. */
function isLoopback(endpoint: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}

function describe(call: string, endpoint: string, error: TransportError): MediaError {
  const { proxy } = error;
  const through =
    proxy === undefined ? "" : ` through the proxy ${proxy.address.origin} that ${proxy.variable} names`;
  const where = `${new URL(endpoint).origin}${error.phase === "connect" ? " cannot be reached" : ""}${through}`;
  const failure = { call, code: error.code, detail: `${where}: ${error.message}` };
  if (error.phase === "connect") {
    return new MediaError({
      ...failure,
      kind: "network",
      outcome: "refused",
      advice:
        proxy === undefined
          ? `check the network, and the endpoint if the configuration names one${isLoopback(endpoint) ? " (is the emulator running?)" : ""}`
          : `check the proxy and ${proxy.variable}; NO_PROXY names the hosts that are called without it`,
    });
  }
  return new MediaError({
    ...failure,
    kind: error.phase === "timeout" ? "timeout" : "network",
    outcome: "unknown",
  });
}

function regionOf(schema: Fields, input: Readonly<Record<string, unknown>>): string | undefined {
  const key = keysOf(schema).find((one) => annotationOf(schema.shape[one] ?? schema).apiRegion);
  return key === undefined ? undefined : textOf(input[key]);
}

/** Carries one operation out: limit, then per attempt encode, sign, send, decode and classify. */
export async function call<Input extends Fields, Output extends Fields, S extends Safety>(
  operation: Operation<Input, Output, S>,
  input: z.input<Input>,
  context: CallContext,
): Promise<Reply<Output, S>> {
  const { runtime, protocol, account, service } = context;
  const { clock } = runtime;
  const name = `${protocol.vendor} ${service} ${operation.action}`;
  const { method = "POST" } = operation;
  const { endpoint, region } = (operation.atHome && account.home) || account;
  const unsigned: Unsigned = {
    service,
    version: operation.version ?? context.version,
    action: operation.action,
    method,
    inQuery: operation.inQuery ?? method === "GET",
    endpoint: endpoint(service),
    region: regionOf(operation.input, input) ?? context.region ?? region,
    input: Object(toWire(operation.input, input)),
  };
  const limitKey = `${protocol.vendor}/${account.credentials.id}/${service}/${operation.action}`;

  const attempt = async () => {
    if (!(await runtime.rateLimit.take(limitKey, operation.ratePerSecond, context.deadline))) {
      throw new MediaError({
        kind: "timeout",
        outcome: "refused",
        call: name,
        code: "TIMEOUT",
        detail: `not sent: its turn did not come in time, as the vendor takes ${operation.ratePerSecond} such calls a second`,
        advice: "raise lifecycle.timeouts, and run it again",
      });
    }
    const request = protocol.sign(unsigned, account.credentials, clock.now() + account.clockOffset);
    const response = await runtime.transport
      .send(request, Math.max(1, Math.min(attemptTimeout, context.deadline - clock.now())))
      .catch((error: unknown) => {
        throw error instanceof TransportError ? describe(name, unsigned.endpoint, error) : error;
      });
    try {
      const reply = fromWire(operation.output, protocol.read(name, response, clock.now(), operation.action));
      if (operation.isSuccess?.(reply) === false)
        throw malformed(name, response.status, "the reply is neither an error nor the documented success");
      const missing = operation.safety === "unsafe" ? missingIn(operation.output, reply) : undefined;
      if (missing !== undefined) throw incomplete(name, missing);
      // Whole where the call is unsafe: that is Reply.
      return reply as Reply<Output, S>;
    } catch (error) {
      if (error instanceof MediaError && error.clockOffset !== undefined)
        account.clockOffset = error.clockOffset;
      if (isKind(error, "throttled")) runtime.rateLimit.slowDown(limitKey);
      throw error;
    }
  };

  return retry(
    {
      clock,
      random: runtime.random,
      safety: operation.safety,
      budget: account.budget,
      deadline: context.deadline,
      onRepeat: context.onRepeat,
    },
    attempt,
  );
}

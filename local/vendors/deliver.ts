import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { breakOff } from "./breakOff";
import { pause, type VirtualClock } from "./clock";
import type { Fault } from "./faults";
import { formatJson, isObject, type JsonValue, parseJson } from "./json";
import type { Reply } from "./protocol";

/** Sends an answer, or what a fault makes of it. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | undefined,
  clock: VirtualClock,
  signal: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case "dropBefore":
    case "dropAfter":
      breakOff(response.socket);
      return;
    case "status":
      response.writeHead(fault.status, fault.headers ?? {}).end(fault.body ?? "");
      return;
    case "redirect":
      response.writeHead(302, { location: fault.location }).end();
      return;
    case "raw":
      response.socket?.end(fault.bytes);
      return;
    case "delay":
      await pause(fault.ms, signal);
      send(response, reply);
      return;
    case "malformedJson":
      send(response, { ...reply, body: `${reply.body.slice(0, -1)},}` });
      return;
    case "missingTaskId":
      send(response, { ...reply, body: formatJson(withoutTaskId(parseJson(reply.body))) });
      return;
    case "clockSkew":
      response.setHeader("date", new Date(clock.wall() + fault.ms).toUTCString());
      send(response, reply);
      return;
    case "truncated":
      truncate(response, reply);
      return;
    case "dripBody":
      await drip(response, reply, fault.ms, signal);
      return;
    case "hugeBody":
      await fill(response, reply, fault.bytes);
      return;
    default:
      send(response, reply);
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers).end(body);
}

function withoutTaskId(body: JsonValue): JsonValue {
  if (!isObject(body)) return body;
  const { Result: _result, ...rest } = body;
  if (!isObject(body.Response)) return rest;
  const { TaskId: _taskId, ...response } = body.Response;
  return { Response: response };
}

function truncate(response: ServerResponse, { status, headers, body }: Reply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
}

async function drip(response: ServerResponse, reply: Reply, ms: number, signal: AbortSignal): Promise<void> {
  response.writeHead(reply.status, reply.headers);
  for (const byte of Buffer.from(reply.body)) {
    if (response.destroyed || signal.aborted) return;
    response.write(Uint8Array.of(byte));
    await pause(ms, signal);
  }
  response.end();
}

/** Blanks before the last brace keep the body valid JSON. A client that hangs up ends it early. */
async function fill(response: ServerResponse, { status, headers, body }: Reply, size: number): Promise<void> {
  const chunk = Buffer.alloc(64 * 1024, " ");
  function* chunks(): Generator<Buffer> {
    yield Buffer.from(body.slice(0, -1));
    for (let left = size - body.length; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
    yield Buffer.from(body.slice(-1));
  }
  response.writeHead(status, headers);
  await pipeline(Readable.from(chunks()), response).catch(() => undefined);
}

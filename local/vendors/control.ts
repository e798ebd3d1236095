import type { VirtualClock } from "./clock";
import type { EntityView } from "./entities";
import type { Fault, FaultMatch, Faults } from "./faults";
import type { Journal } from "./journal";
import { formatJson, isObject, type JsonObject, type JsonValue, numberOf, parseJson, textOf } from "./json";
import { oneOf } from "./oneOf";
import type { Exchange, Reply } from "./protocol";
import type { RoomState } from "./rooms";
import type { Control } from "./server";
import { type EndReason, endReasons, type TaskView } from "./taskStore";

const prefix = "/_control/";

/** What the control API offers, for the usage text. */
export const controlUsage = `GET  ${prefix}tasks
GET  ${prefix}entities                 what was created and stays
GET  ${prefix}journal?since=0          calls after that sequence number
POST ${prefix}advance    {"ms": 60000}  virtual time
POST ${prefix}end-task   {"id": "…", "reason": "idle"}
POST ${prefix}fail-task  {"id": "…", "code": "InternalError", "message": "…"}
POST ${prefix}end-entity {"id": "…"}
POST ${prefix}plant-task {"type": "EditMedia", "subAppId": 1500000001}  a task of VOD that is no redraw
POST ${prefix}room       {"room": "…", "state": "idle"}   or active, gone
POST ${prefix}fault      {"match": {"service": "trtc", "action": "…", "nth": 1, "times": 1}, "fault": {"kind": "dropAfter"}}
POST ${prefix}release    {"name": "…", "drop": false}  calls that a fault {"kind": "hold", "at": "before", "name": "…"} holds
POST ${prefix}reset`;

/** What the control API is about: the emulated vendors. */
export interface Controlled {
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly faults: Faults;
  tasks(): TaskView[];
  endTask(id: string, reason: EndReason): void;
  entities(): EntityView[];
  endEntity(id: string): void;
  failTask(id: string, code?: string, message?: string): void;
  plantTask(type: string, subAppId: number): string;
  setRoom(room: string, state: RoomState): void;
  reset(): void;
}

/** The control API, for people with curl and for demos in another process. */
export function createControl(vendors: Controlled): Control {
  return (exchange, send) => {
    if (!exchange.path.startsWith(prefix)) return false;
    try {
      send(json(200, carryOut(vendors, exchange)));
    } catch (error) {
      send(json(400, { error: error instanceof Error ? error.message : String(error) }));
    }
    return true;
  };
}

function carryOut(vendors: Controlled, exchange: Exchange): JsonValue {
  const command = `${exchange.method} ${exchange.path.slice(prefix.length)}`;
  const body = exchange.body.length === 0 ? {} : parseJson(exchange.body.toString("utf8"));
  if (!isObject(body)) throw new Error("The body is not a JSON object.");
  switch (command) {
    case "GET tasks":
      return vendors.tasks().map((task): JsonObject => ({ ...task }));
    case "GET entities":
      return vendors.entities().map((entity): JsonObject => ({ ...entity }));
    case "GET journal": {
      const since = Number(new URLSearchParams(exchange.query).get("since") ?? 0);
      return vendors.journal
        .filter(({ sequence }) => sequence > since)
        .map((entry): JsonObject => ({ ...entry }));
    }
    case "POST advance":
      vendors.clock.advance(numberOf(body, "ms", Number.NaN));
      return { now: vendors.clock.now() };
    case "POST end-task":
      vendors.endTask(textOf(body, "id"), oneOf(endReasons, body.reason ?? "idle"));
      return {};
    case "POST fail-task":
      vendors.failTask(
        textOf(body, "id"),
        textOf(body, "code") || undefined,
        textOf(body, "message") || undefined,
      );
      return {};
    case "POST end-entity":
      vendors.endEntity(textOf(body, "id"));
      return {};
    case "POST plant-task":
      return { id: vendors.plantTask(textOf(body, "type"), numberOf(body, "subAppId", 0)) };
    case "POST room":
      vendors.setRoom(textOf(body, "room"), oneOf(["active", "idle", "gone"], body.state));
      return {};
    case "POST fault":
      vendors.faults.add(faultRuleOf(body));
      return {};
    case "POST release":
      return { released: vendors.faults.release(textOf(body, "name"), { drop: body.drop === true }) };
    case "POST reset":
      vendors.reset();
      return {};
    default:
      throw new Error(`No such command: ${command}. There are:\n${controlUsage}`);
  }
}

/** Types of members by name, or the texts to choose from; with a question mark, a member may be left out. */
type Members = { readonly [name: string]: string };

/** What a fault of each kind consists of beside its kind. */
const faultMembers: { readonly [kind in Fault["kind"]]: Members } = {
  dropBefore: {},
  dropAfter: {},
  status: { status: "number", headers: "object?", body: "string?", acted: "boolean?" },
  error: { code: "string", message: "string?", acted: "boolean?" },
  raw: { bytes: "string", acted: "boolean?" },
  redirect: { location: "string" },
  delay: { ms: "number" },
  malformedJson: {},
  truncated: {},
  missingTaskId: {},
  clockSkew: { ms: "number" },
  dripBody: { ms: "number" },
  hugeBody: { bytes: "number" },
  hold: { at: "before|after", name: "string" },
};
const matchMembers: Members = { service: "string?", action: "string?", nth: "number?", times: "number?" };

function faultRuleOf({ match = {}, fault = {} }: JsonObject): { match: FaultMatch; fault: Fault } {
  if (!isMatch(match)) throw new Error(`match has these members: ${formatJson({ ...matchMembers })}`);
  if (!isFault(fault)) throw new Error(`fault has a kind and its members: ${JSON.stringify(faultMembers)}`);
  return { match, fault };
}

function isMatch(value: unknown): value is FaultMatch {
  return fits(value, matchMembers);
}

function isFault(value: unknown): value is Fault {
  return Object.entries(faultMembers).some(
    ([kind, members]) => fits(value, { kind: "string", ...members }) && Object(value).kind === kind,
  );
}

function fits(value: unknown, members: Members): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map(Object.entries(value));
  const known = Object.entries(members).every(([name, type]) =>
    given.has(name) ? fitsType(given.get(name), type.replace("?", "")) : type.endsWith("?"),
  );
  return known && [...given.keys()].every((name) => Object.hasOwn(members, name));
}

function fitsType(value: unknown, type: string): boolean {
  const choices: readonly unknown[] = type.split("|");
  return choices.length > 1 ? choices.includes(value) : typeof value === type;
}

function json(status: number, body: JsonValue): Reply {
  return { status, headers: { "content-type": "application/json" }, body: `${formatJson(body)}\n` };
}

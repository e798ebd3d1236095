import { randomBytes } from "node:crypto";
import { formatJson, isObject, type JsonObject, type JsonValue, parseJson } from "./json";
import {
  type Exchange,
  header,
  hmac,
  hostForms,
  type Key,
  type Named,
  type Protocol,
  type Reply,
  sameSecret,
  sha256,
} from "./protocol";
import { queryParameters } from "./queryParameters";
import { Refusal } from "./refusal";
import type { Service } from "./service";

const algorithm = "HMAC-SHA256";
const common = ["Action", "Version"];

/** What the documents leave open of this protocol. */
export interface VolcengineSwitches {
  readonly signatureWindowMs: number;
  readonly regions: readonly string[];
  readonly businessErrorStatus: number;
}

/** Volcengine OpenAPI: signature HMAC-SHA256 (V4), the gateway's errors with their HTTP status. */
export function createVolcengineProtocol(switches: VolcengineSwitches): Protocol {
  return {
    named: (exchange) => {
      const query = new URLSearchParams(exchange.query);
      return {
        action: query.get("Action") ?? "",
        version: query.get("Version") ?? "",
        region: credentialOf(exchange)[2] ?? "",
      };
    },

    authenticate: (exchange, _service, keys, now) => {
      if (exchange.oversized) {
        throw new Refusal("InvalidParameter.SizeOverLimit", "The request is too large.");
      }
      const query = new URLSearchParams(exchange.query);
      for (const name of common) {
        if (!query.get(name)) throw new Refusal("MissingParameter", `The parameter ${name} is missing.`);
      }
      const authorization = header(exchange, "authorization");
      if (authorization === "") {
        throw new Refusal("MissingAuthenticationToken", "The request is not signed.");
      }
      if (!authorization.startsWith(`${algorithm} `)) {
        throw new Refusal(
          "InvalidAuthorization",
          "The Authorization header does not have the expected form.",
        );
      }
      if (part(authorization, "Signature") === "") {
        throw new Refusal("MissingSignature", "The Authorization header has no signature.");
      }
      const [id, date, region = "", service, end] = credentialOf(exchange);
      const xDate = header(exchange, "x-date");
      if (xDate === "") throw new Refusal("MissingRequestInfo", "The header X-Date is missing.");
      const scoped = service === "rtc" && end === "request" && switches.regions.includes(region);
      if (!scoped || date !== xDate.slice(0, 8)) {
        throw new Refusal("InvalidCredential", "The credential scope is not valid.");
      }
      const key = keys.find((known) => known.id === id);
      if (key === undefined) throw new Refusal("InvalidAccessKey", "The access key does not exist.");
      if (!(Math.abs(now - timeOf(xDate)) <= switches.signatureWindowMs)) {
        throw new Refusal("InvalidTimestamp", "The request date is expired or malformed.");
      }
      if (!sameSecret(header(exchange, "x-security-token"), key.token ?? "")) {
        throw new Refusal("InvalidSecretToken", "The security token is not valid.");
      }
      if (!isSignedBy(exchange, key, `${date}/${region}/rtc/request`)) {
        throw new Refusal("SignatureDoesNotMatch", "The request signature does not match.");
      }
      return key.id;
    },

    admit: (exchange, service, { action, version }) => {
      if (!Object.hasOwn(service.actions, action) || !service.versions(action).includes(version)) {
        throw new Refusal(
          "InvalidActionOrVersion",
          `Could not find operation ${action} for version ${version}.`,
        );
      }
      if (service.facts.actions[action]?.method !== exchange.method) {
        throw new Refusal("MethodNotAllowed", `The action ${action} does not take ${exchange.method}.`);
      }
    },

    throttled: () => new Refusal("FlowLimitExceeded.QPSOverLimit", "The request rate exceeds the limit."),

    parameters: (exchange, facts, action) =>
      exchange.method === "GET"
        ? queryParameters(new URLSearchParams(exchange.query), facts, action, common)
        : bodyOf(exchange),

    newRequestId: (now) => {
      const time = new Date(now).toISOString().replace(/\D/g, "").slice(0, 14);
      return `${time}${randomBytes(10).toString("hex").toUpperCase()}`;
    },

    success: (service, named, result, requestId) =>
      reply(200, {
        ResponseMetadata: metadata(service, named, requestId),
        ...(result !== undefined && { Result: result }),
      }),

    failure: (service, named, { code, message }, requestId) => {
      const { scope, httpStatus, codeN } = service.facts.errors?.[code] ?? { scope: "rtc" };
      const status = scope === "gateway" ? (httpStatus ?? 400) : switches.businessErrorStatus;
      const error = { Code: code, Message: message, ...(codeN !== undefined && { CodeN: codeN }) };
      return reply(status, {
        ResponseMetadata: { ...metadata(service, named, requestId), Error: error },
      });
    },
  };
}

function part(authorization: string, name: string): string {
  return new RegExp(`(?:^|[ ,])${name}=([^,\\s]*)`).exec(authorization)?.[1] ?? "";
}

/** Access key, date, region, service and "request". */
function credentialOf(exchange: Exchange): string[] {
  return part(header(exchange, "authorization"), "Credential").split("/");
}

function timeOf(xDate: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(xDate);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Recomputed from the headers that the client says it signed: the vendor's Go and npm SDKs sign different ones. */
function isSignedBy(exchange: Exchange, key: Key, scope: string): boolean {
  const authorization = header(exchange, "authorization");
  const names = part(authorization, "SignedHeaders").split(";");
  const bodyHash = sha256(exchange.body);
  const sentHash = header(exchange, "x-content-sha256");
  if (!names.includes("x-date") || (sentHash !== "" && sentHash !== bodyHash)) return false;
  const [date = "", region = "", service = "", end = ""] = scope.split("/");
  const signingKey = hmac(hmac(hmac(hmac(key.secret, date), region), service), end);
  return hostForms(header(exchange, "host")).some((host) => {
    const lines = names.map((name) => {
      const value = name === "host" ? host : header(exchange, name);
      return `${name}:${value.trim().replace(/\s+/g, " ")}\n`;
    });
    const query = canonicalQuery(exchange.query);
    const canonical = [exchange.method, exchange.path, query, lines.join(""), names.join(";"), bodyHash];
    const toSign = [algorithm, header(exchange, "x-date"), scope, sha256(canonical.join("\n"))];
    return sameSecret(hmac(signingKey, toSign.join("\n")).toString("hex"), part(authorization, "Signature"));
  });
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

/** Percent-encoding of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bodyOf({ body }: Exchange): JsonObject {
  if (body.length === 0) throw new Refusal("InvalidParameter.BodyIsEmpty", "The request has no body.");
  try {
    const parsed = parseJson(body.toString("utf8"));
    if (isObject(parsed)) return parsed;
  } catch {
    // Answered below, as a body that is JSON but no object.
  }
  throw new Refusal("InvalidParameter.Unmarshal", "The request body is not a JSON object.");
}

function metadata(service: Service, { action, version, region }: Named, requestId: string): JsonObject {
  return { RequestId: requestId, Action: action, Version: version, Service: service.name, Region: region };
}

function reply(status: number, body: { [name: string]: JsonValue }): Reply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: formatJson(body) };
}

import { randomBytes } from "node:crypto";
import { facts } from "./facts";
import { formatJson, isObject, type JsonObject, type JsonValue, parseJson } from "./json";
import {
  type Exchange,
  type Key,
  type Named,
  type Protocol,
  type Reply,
  type ServiceNamed,
  sameSecret,
} from "./protocol";
import { queryParameters } from "./queryParameters";
import { Refusal } from "./refusal";
import { algorithm, credentialOf, isSignedBy, signatureOf, signatureParameters } from "./volcengineSignature";
import { allows, isSignedToken, openToken, type UsableKey } from "./volcengineSts";

const errors = facts.volcengineRtc.errors ?? {};
const named = ["Action", "Version"];
const common = [...named, ...signatureParameters];

/** Deeper than any parameter of the vendor's. */
const deepestBody = 64;

/** What the documents leave open of this protocol. */
export interface VolcengineSwitches {
  readonly signatureWindowMs: number;
  readonly regions: readonly string[];
  readonly businessErrorStatus: number;
}

/** Volcengine OpenAPI: signature HMAC-SHA256 (V4) in the headers or in the query, the gateway's errors with their HTTP status. */
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

    authenticate: (exchange, service, keys, now) => {
      if (exchange.oversized) {
        throw new Refusal("InvalidParameter.SizeOverLimit", "The request is too large.");
      }
      const query = new URLSearchParams(exchange.query);
      for (const name of named) {
        if (!query.get(name)) throw new Refusal("MissingParameter", `The parameter ${name} is missing.`);
      }
      const signed = signatureOf(exchange);
      if (signed.algorithm === "" && !signed.inQuery) {
        throw new Refusal("MissingAuthenticationToken", "The request is not signed.");
      }
      if (signed.algorithm !== algorithm) {
        throw new Refusal("InvalidAuthorization", `The algorithm of the signature is ${algorithm}.`);
      }
      if (signed.signature === "") {
        throw new Refusal("MissingSignature", "The request has no signature.");
      }
      const [id = "", date, region = "", scope, end] = signed.credential;
      if (signed.date === "") throw new Refusal("MissingRequestInfo", "The request has no X-Date.");
      const scoped = scope === service.name && end === "request" && switches.regions.includes(region);
      if (!scoped || date !== signed.date.slice(0, 8)) {
        throw new Refusal("InvalidCredential", "The credential scope is not valid.");
      }
      const { owner, secret, policy } = isSignedToken(signed.token)
        ? openToken(signed.token, id, keys, now)
        : knownKey(keys, id, signed.token);
      const age = now - timeOf(signed.date);
      const validMs = signed.expires === undefined ? switches.signatureWindowMs : 1000 * signed.expires;
      if (!(age <= validMs && age >= -switches.signatureWindowMs)) {
        throw new Refusal("InvalidTimestamp", "The request date is expired or malformed.");
      }
      if (!isSignedBy(exchange, secret, signed)) {
        throw new Refusal("SignatureDoesNotMatch", "The request signature does not match.");
      }
      const action = `${service.name}:${query.get("Action")}`;
      if (policy !== undefined && !allows(policy, action)) {
        throw new Refusal("AccessDenied", `The policy of the security token does not allow ${action}.`);
      }
      return owner;
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

    parameters: (exchange, serviceFacts, action) =>
      exchange.method === "GET" || serviceFacts.actions[action]?.parametersIn === "query"
        ? queryParameters(new URLSearchParams(exchange.query), serviceFacts, action, common)
        : bodyOf(exchange),

    newRequestId: (now) => {
      const time = new Date(now).toISOString().replace(/\D/g, "").slice(0, 14);
      return `${time}${randomBytes(10).toString("hex").toUpperCase()}`;
    },

    unknownService: (name) =>
      name === ""
        ? new Refusal("InvalidCredential", "Neither the host nor a signature names a service.")
        : new Refusal("ServiceNotFound", `Could not find the service ${name}.`),

    success: (service, named, result, requestId) =>
      reply(200, {
        ResponseMetadata: metadata(service, named, requestId),
        ...(result !== undefined && { Result: result }),
      }),

    failure: (service, named, { code, message }, requestId) => {
      const { scope, httpStatus, codeN } = errors[code] ?? { scope: "rtc" };
      const status = scope === "gateway" ? (httpStatus ?? 400) : switches.businessErrorStatus;
      const error = { Code: code, Message: message, ...(codeN !== undefined && { CodeN: codeN }) };
      return reply(status, {
        ResponseMetadata: { ...metadata(service, named, requestId), Error: error },
      });
    },
  };
}

function knownKey(keys: readonly Key[], id: string, sentToken: string): UsableKey {
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw new Refusal("InvalidAccessKey", "The access key does not exist.");
  if (!sameSecret(sentToken, key.token ?? "")) {
    throw new Refusal("InvalidSecretToken", "The security token is not valid.");
  }
  return { owner: id, secret: key.secret, policy: undefined };
}

function timeOf(xDate: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(xDate);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function bodyOf({ body }: Exchange): JsonObject {
  if (body.length === 0) throw new Refusal("InvalidParameter.BodyIsEmpty", "The request has no body.");
  try {
    const parsed = parseJson(body.toString("utf8"), deepestBody);
    if (isObject(parsed)) return parsed;
  } catch {
    // Answered below, as a body that is no JSON object.
  }
  throw new Refusal("InvalidParameter.Unmarshal", "The request body is not a JSON object.");
}

function metadata(service: ServiceNamed, { action, version, region }: Named, requestId: string): JsonObject {
  return { RequestId: requestId, Action: action, Version: version, Service: service.name, Region: region };
}

function reply(status: number, body: { [name: string]: JsonValue }): Reply {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: formatJson(body) };
}

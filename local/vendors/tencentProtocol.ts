import { randomUUID } from "node:crypto";
import { formatJson, isObject, type JsonObject, parseJson } from "./json";
import {
  type Exchange,
  header,
  hmac,
  hostForms,
  type Key,
  type Protocol,
  type Reply,
  sameSecret,
  sha256,
} from "./protocol";
import { queryParameters } from "./queryParameters";
import { Refusal } from "./refusal";
import type { Service } from "./service";
import {
  formType,
  isOfType,
  isSignedV1,
  isV1SignedBy,
  parametersV1,
  v1Parameters,
} from "./tencentSignatureV1";

const algorithm = "TC3-HMAC-SHA256";
const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s,]+)\/tc3_request, ?SignedHeaders=([^\s,]+), ?Signature=([0-9a-f]{64})$/;
const unsignedPayload = "UNSIGNED-PAYLOAD";

/** The largest query, and the largest body with signature v1; any body ends at what the server reads. */
const largestQuery = 32 * 1024;
const largestForm = 1024 * 1024;

/** Deeper than any parameter of the vendor's. */
const deepestBody = 64;

/** Tencent Cloud API 3.0: signatures TC3-HMAC-SHA256 and v1, every answer HTTP 200. */
export function createTencentProtocol(switches: { readonly signatureWindowMs: number }): Protocol {
  function requireFresh(timestamp: string, now: number): void {
    if (!(Math.abs(now - Number(timestamp) * 1000) <= switches.signatureWindowMs)) {
      throw new Refusal("AuthFailure.SignatureExpire", "The timestamp is too far from the server's time.");
    }
  }

  function authenticateTc3(exchange: Exchange, service: Service, keys: readonly Key[], now: number): string {
    for (const name of ["X-TC-Action", "X-TC-Version", "X-TC-Timestamp"]) {
      if (header(exchange, name.toLowerCase()) === "") throw missing(name);
    }
    const [, id = "", date = "", scope, signedHeaders = "", signature = ""] =
      authorizationForm.exec(header(exchange, "authorization")) ?? [];
    if (signature === "") {
      throw new Refusal(
        "AuthFailure.InvalidAuthorization",
        "The Authorization header does not have the TC3 form.",
      );
    }
    const key = keyOf(keys, id);
    const timestamp = header(exchange, "x-tc-timestamp");
    requireFresh(timestamp, now);
    requireToken(header(exchange, "x-tc-token"), key);
    const scoped = scope === service.name && date === utcDate(timestamp);
    const signed = { date, scope: service.name, timestamp, names: signedHeaders.split(";"), signature };
    if (!scoped || !isTc3SignedBy(exchange, key, signed)) throw wrongSignature();
    const type = exchange.method === "GET" ? formType : "application/json";
    if (!isOfType(header(exchange, "content-type"), type)) {
      throw new Refusal("UnsupportedProtocol", `The Content-Type of a ${exchange.method} is ${type}.`);
    }
    return id;
  }

  function authenticateV1(exchange: Exchange, keys: readonly Key[], now: number): string {
    const parameters = parametersV1(exchange);
    for (const name of ["Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature"]) {
      if (!parameters.get(name)) throw missing(name);
    }
    const id = parameters.get("SecretId") ?? "";
    const key = keyOf(keys, id);
    requireFresh(parameters.get("Timestamp") ?? "", now);
    requireToken(parameters.get("Token") ?? "", key);
    if (!isV1SignedBy(exchange, key)) throw wrongSignature();
    return id;
  }

  return {
    named: (exchange) => {
      const parameters = isSignedV1(exchange) ? parametersV1(exchange) : undefined;
      const read = (name: string) => parameters?.get(name) ?? header(exchange, `x-tc-${name.toLowerCase()}`);
      return { action: read("Action"), version: read("Version"), region: read("Region") };
    },

    authenticate: (exchange, service, keys, now) => {
      const { method, query, body, oversized } = exchange;
      if (method !== "GET" && method !== "POST") {
        throw new Refusal("UnsupportedProtocol", "Only GET and POST requests are supported.");
      }
      const isV1 = isSignedV1(exchange);
      if (oversized || query.length > largestQuery || (isV1 && body.length > largestForm)) {
        throw new Refusal(
          "RequestSizeLimitExceeded",
          "The request is larger than 32 KB of query, 1 MB of signature v1, or 10 MB.",
        );
      }
      return isV1 ? authenticateV1(exchange, keys, now) : authenticateTc3(exchange, service, keys, now);
    },

    admit: (exchange, service, { action, version, region }) => {
      const facts = service.facts.actions[action];
      if (facts === undefined || !Object.hasOwn(service.actions, action)) {
        throw new Refusal("InvalidAction", `The action ${service.name}:${action} does not exist.`);
      }
      if (!service.versions(action).includes(version)) {
        throw new Refusal("NoSuchVersion", `The version ${version} does not exist.`);
      }
      if (!service.facts.regionRequired) return;
      if (region === "") throw missing(isSignedV1(exchange) ? "Region" : "X-TC-Region");
      if (!(facts.regions ?? service.facts.regions).includes(region)) {
        throw new Refusal("UnsupportedRegion", `The action does not support the region ${region}.`);
      }
    },

    throttled: () =>
      new Refusal("RequestLimitExceeded", "The number of requests exceeds the frequency limit."),

    parameters: (exchange, facts, action) => {
      if (isSignedV1(exchange)) return queryParameters(parametersV1(exchange), facts, action, v1Parameters);
      if (exchange.method === "GET") {
        return queryParameters(new URLSearchParams(exchange.query), facts, action);
      }
      return bodyOf(exchange);
    },

    newRequestId: () => randomUUID(),

    unknownService: (name) =>
      name === ""
        ? new Refusal("AuthFailure.InvalidAuthorization", "Neither the host nor a signature names a product.")
        : new Refusal("NoSuchProduct", `The product ${name} does not exist.`),

    success: (_service, _named, result, requestId) =>
      reply({ ...(isObject(result) && result), RequestId: requestId }),

    failure: (_service, _named, { code, message }, requestId) =>
      reply({ Error: { Code: code, Message: message }, RequestId: requestId }),
  };
}

function keyOf(keys: readonly Key[], id: string): Key {
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw new Refusal("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
  return key;
}

function wrongSignature(): Refusal {
  return new Refusal(
    "AuthFailure.SignatureFailure",
    "The provided credentials could not be validated. Please check your signature is correct.",
  );
}

function requireToken(sent: string, { token = "" }: Key): void {
  if (!sameSecret(sent, token)) {
    throw new Refusal("AuthFailure.TokenFailure", "The token is not valid.");
  }
}

/** What an Authorization header of TC3 says, with the timestamp beside it. */
export interface Tc3Signature {
  readonly date: string;
  readonly scope: string;
  readonly timestamp: string;
  readonly names: readonly string[];
  readonly signature: string;
}

/** Recomputes a signature. */
export function isTc3SignedBy(exchange: Exchange, key: Key, signed: Tc3Signature): boolean {
  const { date, scope, timestamp, names, signature } = signed;
  if (!names.includes("host") || !names.includes("content-type")) return false;
  const signingKey = hmac(hmac(hmac(`TC3${key.secret}`, date), scope), "tc3_request");
  const isUnsigned = header(exchange, "x-tc-content-sha256") === unsignedPayload;
  const hash = sha256(isUnsigned ? unsignedPayload : exchange.body);
  // The specification fixes the path to "/"; SDKs sign the path that they send.
  return [...new Set([exchange.path, "/"])].some((path) =>
    hostForms(header(exchange, "host")).some((host) => {
      const lines = names.map((name) => {
        const value = name === "host" ? host : header(exchange, name);
        return `${name}:${value.trim().toLowerCase()}\n`;
      });
      const canonical = [exchange.method, path, exchange.query, lines.join(""), names.join(";"), hash];
      const toSign = [algorithm, timestamp, `${date}/${scope}/tc3_request`, sha256(canonical.join("\n"))];
      return sameSecret(hmac(signingKey, toSign.join("\n")).toString("hex"), signature);
    }),
  );
}

function utcDate(timestamp: string): string {
  return new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
}

function bodyOf({ body }: Exchange): JsonObject {
  if (body.length === 0) return {};
  try {
    const parsed = parseJson(body.toString("utf8"), deepestBody);
    if (isObject(parsed)) return parsed;
  } catch {
    // Answered below, as a body that is no JSON object.
  }
  throw new Refusal("InvalidParameter", "The request body is not a JSON object.");
}

function missing(parameter: string): Refusal {
  return new Refusal("MissingParameter", `The request is missing a required parameter \`${parameter}\`.`);
}

function reply(response: JsonObject): Reply {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: formatJson({ Response: response }),
  };
}

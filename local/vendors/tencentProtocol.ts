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

const algorithm = "TC3-HMAC-SHA256";
const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/\s,]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s,]+)\/tc3_request, ?SignedHeaders=([^\s,]+), ?Signature=([0-9a-f]{64})$/;

/** Tencent Cloud API 3.0: signature TC3-HMAC-SHA256, every answer HTTP 200. */
export function createTencentProtocol(switches: { readonly signatureWindowMs: number }): Protocol {
  return {
    named: (exchange) => ({
      action: header(exchange, "x-tc-action"),
      version: header(exchange, "x-tc-version"),
      region: header(exchange, "x-tc-region"),
    }),

    authenticate: (exchange, service, keys, now) => {
      if (exchange.oversized) {
        throw new Refusal("RequestSizeLimitExceeded", "The request is larger than 10 MB.");
      }
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
      const key = keys.find((known) => known.id === id);
      if (key === undefined) throw new Refusal("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
      const timestamp = header(exchange, "x-tc-timestamp");
      if (!(Math.abs(now - Number(timestamp) * 1000) <= switches.signatureWindowMs)) {
        throw new Refusal("AuthFailure.SignatureExpire", "The timestamp is too far from the server's time.");
      }
      requireToken(exchange, key);
      const scoped = scope === service.name && date === utcDate(timestamp);
      const signed = { date, scope: service.name, timestamp, names: signedHeaders.split(";"), signature };
      if (!scoped || !isTc3SignedBy(exchange, key, signed)) {
        throw new Refusal(
          "AuthFailure.SignatureFailure",
          "The provided credentials could not be validated. Please check your signature is correct.",
        );
      }
      return id;
    },

    admit: (_exchange, service, { action, version, region }) => {
      const facts = service.facts.actions[action];
      if (facts === undefined || !Object.hasOwn(service.actions, action)) {
        throw new Refusal("InvalidAction", `The action ${service.name}:${action} does not exist.`);
      }
      if (!service.versions(action).includes(version)) {
        throw new Refusal("NoSuchVersion", `The version ${version} does not exist.`);
      }
      if (!service.facts.regionRequired) return;
      if (region === "") throw missing("X-TC-Region");
      if (!(facts.regions ?? service.facts.regions).includes(region)) {
        throw new Refusal("UnsupportedRegion", `The action does not support the region ${region}.`);
      }
    },

    throttled: () =>
      new Refusal("RequestLimitExceeded", "The number of requests exceeds the frequency limit."),

    parameters: (exchange, facts, action) => {
      if (exchange.method === "GET") {
        return queryParameters(new URLSearchParams(exchange.query), facts, action);
      }
      return bodyOf(exchange);
    },

    newRequestId: () => randomUUID(),

    success: (_service, _named, result, requestId) =>
      reply({ ...(isObject(result) && result), RequestId: requestId }),

    failure: (_service, _named, { code, message }, requestId) =>
      reply({ Error: { Code: code, Message: message }, RequestId: requestId }),
  };
}

function requireToken(exchange: Exchange, { token = "" }: Key): void {
  if (!sameSecret(header(exchange, "x-tc-token"), token)) {
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
  const hash = sha256(exchange.body);
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
    const parsed = parseJson(body.toString("utf8"));
    if (isObject(parsed)) return parsed;
  } catch {
    // Answered below, as a body that is JSON but no object.
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

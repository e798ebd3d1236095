import type { ErrorCodes } from "../http/errorCodes";
import { sha256 } from "../http/hash";
import { stringifyJson } from "../http/json";
import type { Protocol } from "../http/pipeline";
import { openReply } from "../http/reply";
import { canonicalQuery, signVolcengine } from "./signature";

const contentType = "application/json";

/** Volcengine OpenAPI: action and version in the query, JSON bodies; an error may arrive in a reply of status 200. */
export const volcengineProtocol = (errorCodes: ErrorCodes): Protocol => ({
  vendor: "Volcengine",

  sign(request, credentials, now) {
    const url = new URL(request.endpoint);
    const region = request.region ?? "cn-north-1";
    const date = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    const { inQuery } = request;
    const body = inQuery ? "" : stringifyJson(request.input);
    const query: Record<string, string> = { Action: request.action, Version: request.version };
    if (inQuery) for (const [key, value] of Object.entries(request.input)) query[key] = String(value);
    const signed = {
      "content-type": contentType,
      host: url.host,
      "x-content-sha256": sha256(body),
      "x-date": date,
      ...(credentials.token === undefined ? {} : { "x-security-token": credentials.token }),
    };
    const authorization = signVolcengine(
      { method: request.method, query, service: request.service, region, date, headers: signed, body },
      credentials,
    );
    const { host: _host, ...headers } = signed;
    return {
      method: request.method,
      url: `${url.origin}/?${canonicalQuery(query)}`,
      headers: { ...headers, authorization },
      body: inQuery ? undefined : body,
    };
  },

  read: (...answer) => openReply("ResponseMetadata", errorCodes, ...answer).reply,
});

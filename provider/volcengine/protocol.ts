import { meaningOf } from "../core/errorCodes";
import { MediaError } from "../core/errors";
import { isRecord } from "../core/values";
import { sha256 } from "../http/hash";
import { stringifyJson } from "../http/json";
import type { Protocol } from "../http/pipeline";
import { clockOffset, jsonObject, malformed, retryAfter, statusFailure, textOf } from "../http/reply";
import { volcengineClockCodes, volcengineErrorCodes } from "./errorCodes";
import { canonicalQuery, signVolcengine } from "./signature";

const contentType = "application/json";

/** Volcengine OpenAPI: action and version in the query, JSON bodies; an error may arrive in a reply of status 200. */
export const volcengineProtocol: Protocol = {
  vendor: "Volcengine",

  sign(request, credentials, now) {
    const url = new URL(request.endpoint);
    const region = request.region ?? "cn-north-1";
    const date = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
    const inQuery = request.method === "GET";
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

  read(call, response, now, action) {
    const reply = jsonObject(call, response);
    const metadata = reply.ResponseMetadata;
    if (!isRecord(metadata)) {
      throw (
        statusFailure(call, response) ??
        malformed(call, response.status, 'the reply has no "ResponseMetadata"')
      );
    }
    const error = metadata.Error;
    if (!isRecord(error)) {
      const failure = statusFailure(call, response);
      if (failure) throw failure;
      return { ...reply, RequestId: metadata.RequestId };
    }
    const code = textOf(error.Code) ?? "no code";
    const { kind, advice } = meaningOf(volcengineErrorCodes, code, action);
    throw new MediaError({
      kind,
      outcome: kind === "unavailable" ? "unknown" : "refused",
      call,
      code,
      detail: textOf(error.Message) ?? "no message",
      advice,
      requestId: textOf(metadata.RequestId),
      retryAfter: retryAfter(response),
      clockOffset: volcengineClockCodes.has(code) ? clockOffset(response, now) : undefined,
    });
  },
};

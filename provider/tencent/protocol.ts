import { meaningOf } from "../core/errorCodes";
import { MediaError } from "../core/errors";
import { isRecord } from "../core/values";
import { stringifyJson } from "../http/json";
import type { Protocol } from "../http/pipeline";
import { clockOffset, jsonObject, malformed, retryAfter, statusFailure, textOf } from "../http/reply";
import { tencentClockCodes, tencentErrorCodes } from "./errorCodes";
import { signTc3 } from "./signature";

const contentType = "application/json; charset=utf-8";

/** Tencent Cloud API 3.0: signed POSTs of JSON; errors arrive in replies of status 200. */
export const tencentProtocol: Protocol = {
  vendor: "Tencent Cloud",

  sign(request, credentials, now) {
    const url = new URL(request.endpoint);
    const timestamp = Math.floor(now / 1_000);
    const body = stringifyJson(request.input);
    const signed = { "content-type": contentType, host: url.host, "x-tc-action": request.action };
    const authorization = signTc3(
      { method: "POST", service: request.service, timestamp, headers: signed, body },
      credentials,
    );
    return {
      method: "POST",
      url: url.origin,
      headers: {
        authorization,
        "content-type": contentType,
        "x-tc-action": request.action,
        "x-tc-version": request.version,
        "x-tc-timestamp": String(timestamp),
        ...(request.region === undefined ? {} : { "x-tc-region": request.region }),
        ...(credentials.token === undefined ? {} : { "x-tc-token": credentials.token }),
      },
      body,
    };
  },

  read(call, response, now, action) {
    const reply = jsonObject(call, response).Response;
    if (!isRecord(reply)) {
      throw statusFailure(call, response) ?? malformed(call, response.status, 'the reply has no "Response"');
    }
    const requestId = textOf(reply.RequestId);
    const error = reply.Error;
    if (!isRecord(error)) {
      const failure = statusFailure(call, response);
      if (failure) throw failure;
      return reply;
    }
    const code = textOf(error.Code) ?? "no code";
    const { kind, advice } = meaningOf(tencentErrorCodes, code, action);
    throw new MediaError({
      kind,
      outcome: kind === "unavailable" ? "unknown" : "refused",
      call,
      code,
      detail: textOf(error.Message) ?? "no message",
      advice,
      requestId,
      retryAfter: retryAfter(response),
      clockOffset: tencentClockCodes.has(code) ? clockOffset(response, now) : undefined,
    });
  },
};

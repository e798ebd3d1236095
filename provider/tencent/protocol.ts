import type { ErrorCodes } from "../http/errorCodes";
import { stringifyJson } from "../http/json";
import type { Protocol } from "../http/pipeline";
import { openReply } from "../http/reply";
import { signTc3 } from "./signature";

const contentType = "application/json; charset=utf-8";

/** Tencent Cloud API 3.0: signed POSTs of JSON; errors arrive in replies of status 200. */
export const tencentProtocol = (errorCodes: ErrorCodes): Protocol => ({
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

  read: (...answer) => openReply("Response", errorCodes, ...answer).envelope,
});

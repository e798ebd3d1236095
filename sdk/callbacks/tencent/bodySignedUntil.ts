import type { Clock } from "../../core/clock";
import { md5 } from "../../core/md5";
import { type JsonObject, parseBody } from "../parseBody";
import { type CallbackRequest, requireKey } from "../request";
import { requireNotExpired, requireSignature, signedField } from "../signature";

/** The body of a callback of which the vendor signs one field alone, the time at which the signature ends. */
export function bodySignedUntil(field: string, request: CallbackRequest, clock: Clock): JsonObject {
  requireKey(request);
  const body = parseBody(request);
  const end = signedField(body, field);
  requireSignature(signedField(body, "Sign"), md5(`${request.key}${end}`));
  requireNotExpired(end, clock);
  return body;
}

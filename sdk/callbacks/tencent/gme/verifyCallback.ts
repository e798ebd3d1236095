import { createHmac } from "node:crypto";
import { CallbackRefused } from "../../CallbackRefused";
import { type DescribedEvent, eventOf } from "../../event";
import { parseBody } from "../../parseBody";
import { bytesOf, requireKey, type SignedRequest, signatureIn } from "../../request";
import { requireSignature } from "../../signature";
import { type GmeEvent, gmeEventTypes } from "./events";

/**
 * Verifies a callback of voice recordings and tells what it is about. The key is the application's permission key; the
 * header Signature covers the whole body. The vendor's page does not say how it is written: hexadecimal digits and
 * base64 are both taken. Callbacks may come in another order, or not at all.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/607/53749
 *
 * @throws CallbackRefused where it is not of the vendor, or no callback of voice recordings
 */
export function verifyCallback(request: SignedRequest): GmeEvent {
  requireKey(request);
  const digest = createHmac("sha1", request.key).update(bytesOf(request)).digest();
  const hex = digest.toString("hex");
  requireSignature(signatureIn(request, "Signature"), hex, hex.toUpperCase(), digest.toString("base64"));
  const body = parseBody(request);
  if (typeof body.TaskID !== "string" && typeof body.TaskID !== "number")
    throw new CallbackRefused("malformed", "it has no TaskID", "pass callbacks of voice recordings only");
  return eventOf<DescribedEvent<GmeEvent>>("tencent/gme", gmeEventTypes, body.EventType, {
    ...body,
    TaskID: String(body.TaskID),
  });
}

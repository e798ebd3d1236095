import { createHmac } from "node:crypto";
import { isRecord } from "../../../core/isRecord";
import { CallbackRefused } from "../../CallbackRefused";
import { type DescribedEvent, eventOf } from "../../event";
import { parseBody } from "../../parseBody";
import { bytesOf, requireKey, type SignedRequest, signatureIn } from "../../request";
import { requireSignature } from "../../signature";
import { type TrtcEvent, trtcEventTypes } from "./events";

/**
 * Verifies a callback of TRTC and tells what it is about: rooms, media, cloud and web recordings, relays and ingests.
 * The header Sign covers the whole body. Answer with status 200 within 5 seconds; otherwise it is sent again at once and
 * then every 10 seconds, for a minute.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/647/54912
 *
 * @throws CallbackRefused where it is not of the vendor, or no callback of TRTC
 */
export function verifyCallback(request: SignedRequest): TrtcEvent {
  requireKey(request);
  const signature = createHmac("sha256", request.key).update(bytesOf(request)).digest("base64");
  requireSignature(signatureIn(request, "Sign"), signature);
  const body = parseBody(request);
  if (!isRecord(body.EventInfo))
    throw new CallbackRefused("malformed", "it has no EventInfo", "pass callbacks of TRTC only");
  return eventOf<DescribedEvent<TrtcEvent>>("tencent/trtc", trtcEventTypes, body.EventType, body);
}

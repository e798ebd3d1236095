import { createHash } from "node:crypto";
import { type DescribedEvent, eventOf } from "../../event";
import { parseBody, parseObject } from "../../parseBody";
import { type CallbackRequest, requireKey } from "../../request";
import { requireSignature, signedField } from "../../signature";
import { type RtcEvent, rtcEventTypes } from "./events";

const signed = ["EventType", "EventData", "EventTime", "EventId", "Version", "AppId"] as const;

/**
 * Verifies a callback of Volcengine RTC and tells what it is about. The signature in the body covers all of it.
 * Answer with status 200 within 5 seconds; otherwise it is sent up to twice again. Also what was answered can come
 * again: `EventId` tells.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/69820
 *
 * @throws CallbackRefused where it is not of the vendor, or no callback of Volcengine RTC
 */
export function verifyCallback(request: CallbackRequest): RtcEvent {
  requireKey(request);
  const body = parseBody(request);
  // Older callbacks spell it so.
  const nonce = signedField(body, "Noce" in body ? "Noce" : "Nonce");
  const values = [...signed.map((name) => signedField(body, name)), nonce, request.key];
  const sorted = values.map((value) => Buffer.from(value)).sort(Buffer.compare);
  const signature = createHash("sha256").update(Buffer.concat(sorted)).digest("hex");
  requireSignature(signedField(body, "Signature"), signature);
  const data = parseObject(signedField(body, "EventData"));
  return eventOf<DescribedEvent<RtcEvent>>("volcengine/rtc", rtcEventTypes, body.EventType, {
    ...body,
    EventData: data,
  });
}

import { systemClock } from "../../../core/clock";
import { isRecord } from "../../../core/isRecord";
import { CallbackRefused } from "../../CallbackRefused";
import { type DescribedEvent, eventOf } from "../../event";
import type { CallbackRequest } from "../../request";
import { bodySignedUntil } from "../bodySignedUntil";
import { type TiwEvent, tiwEventTypes } from "./events";

/**
 * Verifies a callback of the whiteboard and tells what it is about. The key is the `callbackKey` of
 * `tencent.tiw.Callback`. Answer with status 200.
 *
 * The vendor signs the time at which the signature ends and nothing else: who saw one callback can send others until
 * then. Take https, and take the event for a hint to look, as a refresh does.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55569
 *
 * @param clock what tells whether the signature is over, left out the machine's
 * @throws CallbackRefused where it is not of the vendor, or no callback of the whiteboard
 */
export function verifyCallback(request: CallbackRequest, clock = systemClock): TiwEvent {
  const body = bodySignedUntil("ExpireTime", request, clock);
  if (!isRecord(body.EventData))
    throw new CallbackRefused("malformed", "it has no EventData", "pass callbacks of the whiteboard only");
  return eventOf<DescribedEvent<TiwEvent>>("tencent/tiw", tiwEventTypes, body.EventType, body);
}

import { systemClock } from "../../../core/clock";
import { type DescribedEvent, eventOf } from "../../event";
import type { CallbackRequest } from "../../request";
import { bodySignedUntil } from "../bodySignedUntil";
import { type VodEvent, vodEventTypes } from "./events";

/**
 * Verifies a callback of VOD and tells what it is about. The key is the SignKey of the event notification. No event
 * reports the redraw of `tencent.vod.AigcVideoRedraw`.
 *
 * The vendor signs the time at which the signature ends, ten minutes later as a rule, and nothing else: who saw one
 * callback can send others until then. Take https, and take the event for a hint to look.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/266/57589
 *
 * @param clock what tells whether the signature is over, left out the machine's
 * @throws CallbackRefused where it is not of the vendor, or no callback of VOD
 */
export function verifyCallback(request: CallbackRequest, clock = systemClock): VodEvent {
  const body = bodySignedUntil("T", request, clock);
  return eventOf<DescribedEvent<VodEvent>>("tencent/vod", vodEventTypes, body.EventType, body);
}

import type { Behaviour } from "./behaviour";
import type { VirtualClock } from "./clock";
import type { Rooms } from "./rooms";

/** The vendors that are emulated. */
export type Vendor = "tencent" | "volcengine";

/** The services that are emulated; rtc is Volcengine's. */
export type ServiceName = "trtc" | "gme" | "tiw" | "vod" | "rtc";

/** What all services share. */
export interface World {
  readonly clock: VirtualClock;
  readonly rooms: Rooms;
  readonly behaviour: Behaviour;
}

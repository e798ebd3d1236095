export type {
  RtcBody,
  RtcEvent,
  RtcEventData,
  RtcEvents,
  RtcOutcomeData,
  RtcTaskEventData,
} from "./events";
export { verifyCallback } from "./verifyCallback";

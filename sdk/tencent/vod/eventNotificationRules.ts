import { heeded, requiredIf } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { EventNotificationInputs } from "./EventNotification";

const pushed = { path: "mode", values: ["PUSH"] } as const;

/** What must hold across the parameters of an event notification. */
export const eventNotificationRules: Rules<EventNotificationInputs> = [
  requiredIf("notificationUrl", pushed, {
    problem: 'it is missing, and with mode "PUSH" nothing is reported without it',
    advice: 'add the address that takes the events, or set mode to "PULL"',
  }),
  ...heeded(["notificationUrl"], [pushed]),
];

import { rtcEventTypes } from "../../callbacks/volcengine/rtc/events";
import type { Rule, Rules } from "../../core/rules";
import type { CallbackInputs } from "./Callback";
import { idIsWhole } from "./idIsWhole";

const documented: ReadonlySet<string> = new Set(rtcEventTypes);

/** What is reported is an event that the vendor documents. */
const eventsAreDocumented: Rule<CallbackInputs> = ({ eventList }, report) => {
  for (const [index, event] of (eventList ?? []).entries()) {
    if (event === undefined || documented.has(event)) continue;
    report.warning(
      `eventList[${index}]`,
      `"${event}" is none of the events that the vendor documents: ${rtcEventTypes.join(", ")}`,
      "check how it is spelled",
    );
  }
};

/** A host in numbers: of four parts with dots, or in brackets. */
const numericHost = /^https?:\/\/(?:[^/?#@]*@)?(?:\[|\d+(?:\.\d+){3}(?=[:/?#]|$))/;

/** The vendor reports to names alone. */
const hostIsName: Rule<CallbackInputs> = ({ url }, report) => {
  if (url === undefined || !numericHost.test(url)) return;
  report.failure("url", `the host of "${url}" is an IP address`, "use a host name, as the vendor asks for");
};

/** What must hold across the parameters of a callback. */
export const callbackRules: Rules<CallbackInputs> = [idIsWhole("appId"), eventsAreDocumented, hostIsName];

import { heeded, reserved } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { WebcastInputs } from "./Webcast";

const tooOften = {
  problem: "it is 1, and 0 (never) or 2 to 30 seconds are allowed",
  advice: "set it to 2 or more, or to 0",
} as const;

/** What must hold across the parameters of a webcast. */
export const webcastRules: Rules<WebcastInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  reserved("monitorConfig.blankCheckInterval", [1], tooOften),
  reserved("monitorConfig.freezeCheckInterval", [1], tooOften),
  ...heeded(
    ["eventNotifyConfig.startTimeout"],
    [{ path: "eventNotifyConfig.enableEventNotify", values: [true] }],
  ),
];

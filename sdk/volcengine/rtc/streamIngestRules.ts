import { heeded, requiredIf } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { StreamIngestInputs } from "./StreamIngest";

const encodedAnew = {
  path: "control.streamMode",
  values: [0],
  meaning: "encoded anew, the default",
} as const;

/** What must hold across the parameters of an ingest. */
export const streamIngestRules: Rules<StreamIngestInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  requiredIf("control.videoWidth", encodedAnew),
  requiredIf("control.videoHeight", encodedAnew),
  ...heeded(
    ["control.videoWidth", "control.videoHeight", "control.frameRate", "control.bitrate"],
    [encodedAnew],
  ),
];

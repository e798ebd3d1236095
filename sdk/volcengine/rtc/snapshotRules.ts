import { heeded, requiredIf, unique } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { SnapshotInputs } from "./Snapshot";
import { storageRules } from "./storageRules";
import { indexUsedTwice } from "./streams";

const inVeImageX = { path: "storageConfig.type", values: [3], meaning: "veImageX" } as const;

/** What must hold across the parameters of a task that takes pictures. */
export const snapshotRules: Rules<SnapshotInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  ...storageRules,
  requiredIf("storageConfig.veImageXConfig", inVeImageX),
  ...heeded(["storageConfig.veImageXConfig"], [inVeImageX]),
  unique("targetStreams.streamList[].index", indexUsedTwice),
];

import { unique } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { SegmentInputs } from "./Segment";
import { storageRules } from "./storageRules";
import { indexUsedTwice } from "./streams";

/** What must hold across the parameters of a task that slices sound. */
export const segmentRules: Rules<SegmentInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  ...storageRules,
  unique("targetStreams.streamList[].index", indexUsedTwice),
];

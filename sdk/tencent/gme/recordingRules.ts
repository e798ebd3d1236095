import { atMostOne } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { RecordingInputs } from "./Recording";

/** What must hold across the parameters of a recording. */
export const recordingRules: Rules<RecordingInputs> = [
  atMostOne(["subscribeRecordUserIds.subscribeUserIds", "subscribeRecordUserIds.unSubscribeUserIds"], {
    level: "warning",
    problem:
      "both lists are given, and the vendor's text says that they exclude each other (its own example sends both)",
    advice: "keep the list that says it all",
  }),
];

import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { WhiteboardRecordingInputs } from "./WhiteboardRecording";

/** What must hold of the parameters of a recording of a whiteboard. */
export const whiteboardRecordingRules: Rules<WhiteboardRecordingInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
];

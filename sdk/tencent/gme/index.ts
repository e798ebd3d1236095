import { lookupFunctions } from "../../core/lookupFunctions";
import { defineResource } from "../../core/resource";
import { application } from "./Application";
import { getRunningRecording as runningRecordingLookup } from "./getRunningRecording";
import { recording } from "./Recording";

export {
  AnalysisScene,
  ApplicationStatus,
  GameEngine,
  MessageLanguage,
  ServiceRegion,
  SoundQuality,
} from "./Application";
export { RecordMode } from "./Recording";
export class Application extends defineResource(application) {}
export class Recording extends defineResource(recording) {}
export const { get: getRunningRecording, output: getRunningRecordingOutput } =
  lookupFunctions(runningRecordingLookup);

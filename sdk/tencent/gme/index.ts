import { defineResource } from "../../core/resource";
import { application } from "./Application";
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

export { AigcVideoRedraw, RedrawInputType, RedrawStorageMode } from "./AigcVideoRedraw";
export {
  SubApplication,
  SubApplicationMode,
  SubApplicationStatus,
  SubApplicationType,
} from "./SubApplication";

import { defineResource } from "../../core/resource";
import { aigcVideoRedraw } from "./AigcVideoRedraw";
import { subApplication } from "./SubApplication";

export { RedrawInputType, RedrawStorageMode } from "./AigcVideoRedraw";
export { SubApplicationMode, SubApplicationStatus, SubApplicationType } from "./SubApplication";
export class AigcVideoRedraw extends defineResource(aigcVideoRedraw) {}
export class SubApplication extends defineResource(subApplication) {}

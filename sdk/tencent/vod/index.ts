import { lookupFunctions } from "../../core/lookupFunctions";
import { defineResource } from "../../core/resource";
import { aigcVideoRedraw } from "./AigcVideoRedraw";
import { eventNotification } from "./EventNotification";
import { getSubApplications as subApplicationsLookup } from "./getSubApplications";
import { subApplication } from "./SubApplication";

export { RedrawInputType, RedrawStorageMode } from "./AigcVideoRedraw";
export { EventMode, EventSwitch } from "./EventNotification";
export { SubApplicationMode, SubApplicationStatus, SubApplicationType } from "./SubApplication";
export class AigcVideoRedraw extends defineResource(aigcVideoRedraw) {}
export class EventNotification extends defineResource(eventNotification) {}
export class SubApplication extends defineResource(subApplication) {}
export const { get: getSubApplications, output: getSubApplicationsOutput } =
  lookupFunctions(subApplicationsLookup);

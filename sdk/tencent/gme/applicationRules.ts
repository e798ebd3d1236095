import { required } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { ApplicationInputs } from "./Application";

const leftOut = {
  level: "warning",
  problem: "it is missing, and the vendor's table requires it (its own example leaves it out)",
  advice: "add it",
} as const;

/** What must hold across the parameters of an application. */
export const applicationRules: Rules<ApplicationInputs> = [
  required("voiceFilterConf.sceneInfos[].sceneId", leftOut),
  required("voiceFilterConf.sceneInfos[].status", leftOut),
];

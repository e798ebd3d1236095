import { heeded, required, requiredIf } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { AigcVideoRedrawInputs } from "./AigcVideoRedraw";

const ofFile = { path: "fileInfo.type", values: ["File"] } as const;
const ofAddress = { path: "fileInfo.type", values: ["Url"] } as const;
const notNamed = {
  level: "warning",
  problem: "it is missing, and nothing else says which video is redrawn",
  advice: "name a VOD file or an address",
} as const;

/** What must hold across the parameters of a redraw. */
export const aigcVideoRedrawRules: Rules<AigcVideoRedrawInputs> = [
  required("fileInfo", notNamed),
  required("fileInfo.type", notNamed),
  requiredIf("fileInfo.fileId", ofFile, { advice: "add the id of the VOD file" }),
  requiredIf("fileInfo.url", ofAddress, { advice: "add the address of the video" }),
  // That the type is missing is said above.
  ...heeded(["fileInfo.fileId"], [{ ...ofFile, otherwise: "File" }]),
  ...heeded(["fileInfo.url"], [{ ...ofAddress, otherwise: "Url" }]),
];

import { requiredIf } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { SubApplicationInputs } from "./SubApplication";

/** What must hold across the parameters of an application. */
export const subApplicationRules: Rules<SubApplicationInputs> = [
  requiredIf(
    "storageRegion",
    { path: "mode", values: ["fileid+path"] },
    { advice: 'add it, for example "ap-singapore"' },
  ),
];

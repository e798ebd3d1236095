import type { Rules } from "../../core/rules";
import type { BusinessIdInputs } from "./BusinessId";
import { idIsWhole } from "./idIsWhole";

/** What must hold across the parameters of a business id. */
export const businessIdRules: Rules<BusinessIdInputs> = [idIsWhole("appId")];

import type { Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { SingleCdnRelayInputs } from "./SingleCdnRelay";

/** What must hold of the parameters of a relay of one stream. */
export const singleCdnRelayRules: Rules<SingleCdnRelayInputs> = [idIsWhole("appId"), idIsWhole("businessId")];

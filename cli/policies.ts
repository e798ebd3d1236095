import { catalog, commonSettings } from "../policies/catalog";
import { command } from "./command";
import { policyPage } from "./policyPage";
import { policyTable } from "./policyTable";

/** Lists the rules. */
export const policies = command({
  name: "policies",
  summary: "Lists the rules of the policy packs: what holds, levels, settings and presets.",
  words: [],
  flags: {
    markdown: { type: "boolean", description: "as a page of documentation, with examples" },
  },
  run({ flags: { markdown }, print }) {
    print((markdown ? policyPage : policyTable)(catalog(), commonSettings()));
    return 0;
  },
});

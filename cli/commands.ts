import { adopt } from "./adopt";
import type { Command } from "./command";
import { doctor } from "./doctor";
import { orphans } from "./orphans";
import { policies } from "./policies";
import { policiesCost } from "./policiesCost";
import { policiesLint } from "./policiesLint";
import { report } from "./report";
import { watch } from "./watch";

/** All commands, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  doctor,
  report,
  policies,
  policiesLint,
  policiesCost,
  orphans,
  adopt,
  watch,
];

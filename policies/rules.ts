import type { Rule } from "./core/rule";
import * as encode from "./encode";
import * as operations from "./operations";
import * as storage from "./storage";

/** All rules, by the folder that they are in. */
export const rules = { encode, storage, operations } as const;

/** All rules in the order in which they run and are listed. */
export const allRules: readonly Rule[] = Object.values(rules).flatMap((group): Rule[] =>
  Object.values(group),
);

import type { Changes } from "./core/policy";
import type { rules } from "./rules";

type Groups = typeof rules;

/** What a preset takes of each folder of rules: a rule that is not named is not in it. */
export type Selection = {
  readonly [Group in keyof Groups]?: { readonly [Name in keyof Groups[Group]]?: Changes };
};

/** What nobody should be without. */
const baseline = {
  encode: { maxFps: {} },
  storage: { storeRequired: {} },
  operations: { maxIdleTime: {} },
} satisfies Selection;

/** The rules of each preset, and what it changes of them. `{}` takes a rule as it is. */
export const selections = { baseline } as const satisfies Readonly<Record<string, Selection>>;

/** Name of a preset. */
export type PresetName = keyof typeof selections;

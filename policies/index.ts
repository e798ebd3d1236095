import { lazily } from "./core/lazily";
import { type Changes, type MediaPolicy, policyOf } from "./core/policy";
import type { Rule } from "./core/rule";
import { type PresetName, presetsByName, type Selection } from "./presets";
import { rules } from "./rules";

export type { MediaPolicy } from "./core/policy";
export { type PackConfig, packConfig } from "./packConfig";
export type { PresetName } from "./presets";

type Group = Readonly<Record<string, Rule>>;

type PoliciesOf<Names> = { readonly [Name in keyof Names]: MediaPolicy };

function chosen(selection: Selection): MediaPolicy[] {
  return Object.entries(rules).flatMap(([name, group]: [string, Group]) => {
    const picked: Readonly<Record<string, Changes>> =
      Object.entries(selection).find(([key]) => key === name)?.[1] ?? {};
    return Object.entries(group).flatMap(([key, rule]) => {
      const changes = picked[key];
      return changes ? [policyOf(rule, changes)] : [];
    });
  });
}

const asItIs = (rule: Rule) => policyOf(rule);

/** Policies on video, audio and layout. */
export const encode: PoliciesOf<typeof rules.encode> = lazily(rules.encode, asItIs);

/** Policies on storages, addresses and secrets. */
export const storage: PoliciesOf<typeof rules.storage> = lazily(rules.storage, asItIs);

/** Policies on how tasks run and what they cost. */
export const operations: PoliciesOf<typeof rules.operations> = lazily(rules.operations, asItIs);

/** Ready-made choices of policies, to hand to a policy pack. */
export const presets: Readonly<Record<PresetName, MediaPolicy[]>> = lazily(presetsByName, ({ selection }) =>
  chosen(selection),
);

import { type Changes, type MediaPolicy, policyOf } from "./core/policy";
import type { Rule } from "./core/rule";
import { type PresetName, type Selection, selections } from "./presets";
import { rules } from "./rules";

export type { MediaPolicy } from "./core/policy";
export type { PresetName } from "./presets";

type Policies<Group> = { readonly [Name in keyof Group]: MediaPolicy };

function policiesOf<Group extends Readonly<Record<string, Rule>>>(group: Group): Policies<Group> {
  const entries = Object.entries(group).map(([name, rule]) => [name, policyOf(rule)]);
  // The entries are the group's own names, each with a policy.
  return Object.fromEntries(entries) as Policies<Group>;
}

function chosen(selection: Selection): MediaPolicy[] {
  return Object.entries(rules).flatMap(([name, group]: [string, Readonly<Record<string, Rule>>]) => {
    const picked: Readonly<Record<string, Changes>> =
      Object.entries(selection).find(([key]) => key === name)?.[1] ?? {};
    return Object.entries(group).flatMap(([key, rule]) => {
      const changes = picked[key];
      return changes ? [policyOf(rule, changes)] : [];
    });
  });
}

/** Policies on video, audio and layout. */
export const encode = policiesOf(rules.encode);

/** Policies on storages, addresses and secrets. */
export const storage = policiesOf(rules.storage);

/** Policies on how tasks run and what they cost. */
export const operations = policiesOf(rules.operations);

/** Ready-made choices of policies, to hand to a policy pack. */
export const presets: Readonly<Record<PresetName, MediaPolicy[]>> = {
  baseline: chosen(selections.baseline),
  strict: chosen(selections.strict),
  "live-cdn": chosen(selections["live-cdn"]),
  archive: chosen(selections.archive),
  cost: chosen(selections.cost),
};

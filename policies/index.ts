import "../sdk/core/requireNode";
import { lazily } from "./core/lazily";
import { type MediaPolicy, policyOf } from "./core/policy";
import { policySdk } from "./core/policySdk";
import type { Rule } from "./core/rule";
import { type PresetName, presetsByName } from "./presets";
import { rules } from "./rules";
import { selected } from "./selected";

export type { MediaPolicy } from "./core/policy";
export { type PackConfig, packConfig } from "./packConfig";
export type { PresetName } from "./presets";

// Whoever makes a pack is told at once where the SDK is missing.
policySdk();

type PoliciesOf<Rules> = { readonly [Name in keyof Rules]: MediaPolicy };

const asItIs = (rule: Rule) => policyOf(rule);

/** Policies on video, audio and layout. */
export const encode: PoliciesOf<typeof rules.encode> = lazily(rules.encode, asItIs);

/** Policies on storages, addresses and secrets. */
export const storage: PoliciesOf<typeof rules.storage> = lazily(rules.storage, asItIs);

/** Policies on how tasks run and what they cost. */
export const operations: PoliciesOf<typeof rules.operations> = lazily(rules.operations, asItIs);

/** Ready-made choices of policies, to hand to a policy pack. */
export const presets: Readonly<Record<PresetName, MediaPolicy[]>> = lazily(presetsByName, (_, name) =>
  selected(name).map(({ rule, changes }) => policyOf(rule, changes)),
);

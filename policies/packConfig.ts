import type { EnforcementLevel, PolicyPackConfig } from "@pulumi/policy";
import { configProblems } from "./core/config";
import type { MediaPolicy } from "./core/policy";
import type { SettingsInput } from "./core/rule";
import { allRules, type rules } from "./rules";

type Groups = typeof rules;
type AnyRule = { [Group in keyof Groups]: Groups[Group][keyof Groups[Group]] }[keyof Groups];

/** Levels and settings of rules, by the rules' names; `all` sets the level of every rule that is not named. */
export type PackConfig = { readonly all?: EnforcementLevel } & {
  readonly [R in AnyRule as R["name"]]?:
    | EnforcementLevel
    | ({ readonly enforcementLevel?: EnforcementLevel } & Partial<SettingsInput<R>>);
};

/**
 * The configuration of a pack, for the third argument of `PolicyPack`. It throws on names that the pack does not have
 * and on settings that are wrong, and it writes every level out: the engine would take a rule with settings and
 * without a level for an advisory one.
 */
export function packConfig(policies: readonly MediaPolicy[], config: PackConfig): PolicyPackConfig {
  const names = policies.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const problems = [
    ...twice.map((name) => `${name}: is in the pack twice`),
    ...configProblems(
      config,
      allRules.filter(({ name }) => names.includes(name)),
      allRules,
    ),
  ];
  if (problems.length > 0)
    throw new Error(`The configuration of the policy pack is wrong:\n${problems.join("\n")}`);
  const byName: Readonly<Record<string, PackConfig[keyof PackConfig]>> = config;
  return Object.fromEntries(
    policies.map(({ name, enforcementLevel }) => {
      const own = byName[name];
      const level = config.all ?? enforcementLevel;
      if (typeof own === "string") return [name, own];
      return [name, { ...(level && { enforcementLevel: level }), ...own }];
    }),
  );
}

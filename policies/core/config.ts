import { suggest } from "../../sdk/core/suggest";
import { isBlock } from "./reading";
import type { Rule } from "./rule";
import { settingsOf, wrongSettings } from "./settings";

const levels: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"];

function levelProblems(level: unknown): string[] {
  return levels.includes(level)
    ? []
    : [`${JSON.stringify(level)} is no level; levels are ${levels.join(", ")}`];
}

function ruleProblems(rule: Rule, setting: unknown): string[] {
  if (!isBlock(setting) || Array.isArray(setting)) return levelProblems(setting);
  const { enforcementLevel, ...settings } = setting;
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(enforcementLevel)),
    ...[...wrongSettings(settingsOf(rule), settings).values()].flat(),
  ];
}

/**
 * What is wrong with the configuration of a pack, one line each. The engine itself ignores names that a pack does not
 * have, or stops without naming them.
 *
 * @param pack the rules of the pack
 * @param all all rules that there are
 */
export function configProblems(config: unknown, pack: readonly Rule[], all: readonly Rule[]): string[] {
  if (!isBlock(config) || Array.isArray(config)) return ["it has to be an object of rules"];
  return Object.entries(config).flatMap(([name, setting]) => {
    const about = (problems: readonly string[]) => problems.map((problem) => `${name}: ${problem}`);
    if (name === "all") return about(levelProblems(isBlock(setting) ? setting["enforcementLevel"] : setting));
    const rule = all.find((candidate) => candidate.name === name);
    if (rule) return about(pack.includes(rule) ? ruleProblems(rule, setting) : ["it is not in this pack"]);
    const meant = suggest(
      name,
      all.map((candidate) => candidate.name),
    );
    return about([`there is no such rule${meant === undefined ? "" : ` (did you mean "${meant}"?)`}`]);
  });
}

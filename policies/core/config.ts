import { isRecord } from "../../sdk/core/isRecord";
import { suggest } from "../../sdk/core/suggest";
import { isStackRule, type Rule } from "./rule";
import { settingsOf, wrongSettings } from "./settings";

/**
 * What is wrong with the configuration of a pack, one line each. The engine itself ignores names that a pack does not
 * have, or stops without naming them.
 *
 * @param pack the rules of the pack
 * @param all all rules that there are
 */
export function configProblems(config: unknown, pack: readonly Rule[], all: readonly Rule[]): string[] {
  if (!isRecord(config)) return ["it has to be an object of rules"];
  return Object.entries(config).flatMap(([name, setting]) => {
    const about = (problems: readonly string[]) => problems.map((problem) => `${name}: ${problem}`);
    if (name === "all") {
      const level = isRecord(setting) ? setting["enforcementLevel"] : setting;
      // Of all rules that there are, it is not known which the pack has.
      const others = pack === all ? [] : pack.filter((rule) => !Object.hasOwn(config, rule.name));
      const blind = others.flatMap((rule) =>
        blindProblems(rule, level).map((problem) => `${rule.name}: ${problem}`),
      );
      return [...about(levelProblems(level)), ...blind];
    }
    const rule = all.find((candidate) => candidate.name === name);
    if (rule) return about(pack.includes(rule) ? ruleProblems(rule, setting) : ["it is not in this pack"]);
    const meant = suggest(
      name,
      all.map((candidate) => candidate.name),
    );
    return about([`there is no such rule${meant === undefined ? "" : ` (did you mean "${meant}"?)`}`]);
  });
}

const levels: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"];

function levelProblems(level: unknown): string[] {
  return levels.includes(level)
    ? []
    : [`${JSON.stringify(level)} is no level; levels are ${levels.join(", ")}`];
}

/** What stops a rule from working at a level. */
function blindProblems(rule: Rule, level: unknown): string[] {
  return !isStackRule(rule) && rule.asksForSecrets && (level === "advisory" || level === "mandatory")
    ? [
        `at the level "${level}" it is not told which inputs are secrets; set it to "remediate", or to "disabled"`,
      ]
    : [];
}

function ruleProblems(rule: Rule, setting: unknown): string[] {
  if (!isRecord(setting)) return [...levelProblems(setting), ...blindProblems(rule, setting)];
  const { enforcementLevel, ...settings } = setting;
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(enforcementLevel)),
    ...blindProblems(rule, enforcementLevel),
    ...[...wrongSettings(settingsOf(rule), settings).values()].flat(),
  ];
}

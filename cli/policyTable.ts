import type { CatalogEntry, PresetEntry, SettingEntry } from "../policies/catalog";
import { presetNames } from "../policies/presets";
import { wrapped } from "./wrapped";

/** All rules as a table that fits a terminal. */
export function policyTable(entries: readonly CatalogEntry[], common: readonly SettingEntry[]): string {
  const width = Math.max(...entries.map(({ rule }) => rule.name.length));
  const head = `${"RULE".padEnd(width)}  LEVEL      SEVERITY  ${presetNames.join("  ").toUpperCase()}`;
  const rows = entries.flatMap(({ rule, settings, presets }) => [
    `${rule.name.padEnd(width)}  ${rule.level.padEnd(9)}  ${rule.severity.padEnd(8)}  ${levels(presets)}`.trimEnd(),
    ...beside("  ", rule.description),
    ...settings.flatMap((setting) => settingLines(setting, presets)),
  ]);
  return [
    head,
    ...rows,
    "",
    "M mandatory, A advisory, R remediate, · not in the preset",
    "",
    "Every rule also takes:",
    ...common.flatMap((setting) => settingLines(setting, [])),
  ].join("\n");
}

/** A text beside what stands before it, its further lines below its first. */
function beside(before: string, text: string): string[] {
  const indent = " ".repeat(before.length);
  return wrapped(text, before.length).map((line, index) => (index === 0 ? before : indent) + line);
}

/** The level of a rule in each preset, by its first letter. */
function levels(presets: readonly PresetEntry[]): string {
  return presetNames
    .map((name) => {
      const entry = presets.find(({ preset }) => preset === name);
      return (entry?.level[0]?.toUpperCase() ?? "·").padEnd(name.length);
    })
    .join("  ");
}

function settingLines(
  { name, takes, byDefault, meaning }: SettingEntry,
  presets: readonly PresetEntry[],
): string[] {
  const others = presets.filter(({ settings }) => name in settings);
  const also = others.map(({ preset, settings }) => `, ${preset} ${JSON.stringify(settings[name])}`);
  return beside(
    `    ${name}: `,
    `${meaning} (${takes}); default ${JSON.stringify(byDefault)}${also.join("")}`,
  );
}

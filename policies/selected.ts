import type { Changes } from "./core/policy";
import type { Rule } from "./core/rule";
import { type PresetName, presetsByName } from "./presets";
import { rules } from "./rules";

/** A rule in a preset. */
export interface Selected {
  readonly rule: Rule;
  /** What the preset changes of it. */
  readonly changes: Changes;
}

/** The rules of a preset, in the order in which they run. */
export function selected(preset: PresetName): Selected[] {
  const selection: Readonly<Record<string, Readonly<Record<string, Changes>>>> =
    presetsByName[preset].selection;
  return Object.entries(rules).flatMap(([group, members]: [string, Readonly<Record<string, Rule>>]) =>
    Object.entries(members).flatMap(([key, rule]) => {
      const changes = selection[group]?.[key];
      return changes ? [{ rule, changes }] : [];
    }),
  );
}

import type ts from "typescript";
import type { Rule } from "../dist/policies/core/rule.js";
import { scopeSettings } from "../dist/policies/core/scope.js";
import { rules } from "../dist/policies/rules.js";
import { exportOf } from "./readSources.ts";
import { type Field, SchemaReader } from "./SchemaReader.ts";

/** A rule: what a user can set of it, and what its source says of that. */
export interface RuleModel {
  /** Name of its export, for example "maxFps". */
  readonly key: string;
  readonly rule: Rule;
  readonly settings: readonly Field[];
}

/** All rules. */
export interface RuleBook {
  /** By the group that they are exported in. */
  readonly groups: ReadonlyMap<string, readonly RuleModel[]>;
  /** The settings that every rule has. */
  readonly scope: readonly Field[];
}

/** Reads the rules and their settings. */
export function readRules(program: ts.Program): RuleBook {
  const checker = program.getTypeChecker();
  const reader = new SchemaReader(checker);
  const typeOf = (file: string, name: string) => checker.getTypeOfSymbol(exportOf(program, file, name));
  const type = typeOf("policies/rules.ts", "rules");
  const groups = Object.entries(rules).map(([group, members]) => {
    const models = Object.entries(members).map(([key, rule]: [string, Rule]) => ({
      key,
      rule,
      settings: reader.fields(rule.settings, reader.typeAt(type, group, key, "settings")),
    }));
    return [group, models] as const;
  });
  const scope = reader.fields(scopeSettings, typeOf("policies/core/scope.ts", "scopeSettings"));
  return { groups: new Map(groups), scope };
}

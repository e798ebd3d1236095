import type { EnforcementLevel } from "@pulumi/policy";
import { z } from "zod";
import type { Rule } from "./core/rule";
import { scopeSettings } from "./core/scope";
import { type PresetName, presetNames } from "./presets";
import { rules } from "./rules";
import { selected } from "./selected";

/** A setting as people read of it. */
export interface SettingEntry {
  readonly name: string;
  /** What it takes, for example "1 to 120". */
  readonly takes: string;
  readonly byDefault: unknown;
  readonly meaning: string;
}

/** A rule in a preset. */
export interface PresetEntry {
  readonly preset: PresetName;
  /** The level that it has there. */
  readonly level: EnforcementLevel;
  /** The settings that have another default there. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** All that there is to know of a rule. */
export interface CatalogEntry {
  readonly rule: Rule;
  /** Its name in code, for example "encode.maxFps". */
  readonly code: string;
  readonly settings: readonly SettingEntry[];
  readonly presets: readonly PresetEntry[];
}

type Schema = z.core.JSONSchema.BaseSchema;

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === "object" && schema !== null && !Array.isArray(schema);
}

function rangeOf({ minimum, maximum }: Schema): string {
  const hasMost = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (minimum === undefined) return hasMost ? `at most ${maximum}` : "a number";
  return hasMost ? `${minimum} to ${maximum}` : `at least ${minimum}`;
}

function takes(schema: Schema): string {
  if (schema.enum) return schema.enum.join(", ");
  switch (schema.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return rangeOf(schema).replace("a number", "a whole number");
    case "number":
      return rangeOf(schema);
    case "array":
      return isSchema(schema.items) ? `a list of: ${takes(schema.items)}` : "a list";
    case "object":
      return `{ ${Object.keys(schema.properties ?? {}).join(", ")} }`;
    default:
      return schema.type === "string" ? "text" : "anything";
  }
}

function settingEntries(block: z.ZodType): SettingEntry[] {
  const { properties = {} } = z.toJSONSchema(block, { io: "input", target: "draft-7" });
  return Object.entries(properties).map(([name, property]) => {
    const schema = isSchema(property) ? property : {};
    return { name, takes: takes(schema), byDefault: schema.default, meaning: schema.description ?? "" };
  });
}

function presetEntries(rule: Rule): PresetEntry[] {
  return presetNames.flatMap((preset) =>
    selected(preset)
      .filter((candidate) => candidate.rule === rule)
      .map(({ changes: { level = rule.level, settings = {} } }) => ({ preset, level, settings })),
  );
}

/** What there is to know of every rule: folder by folder, by name. */
export function catalog(): CatalogEntry[] {
  return Object.entries(rules).flatMap(([group, members]: [string, Readonly<Record<string, Rule>>]) =>
    Object.entries(members)
      .sort(([, one], [, other]) => (one.name < other.name ? -1 : 1))
      .map(([key, rule]) => ({
        rule,
        code: `${group}.${key}`,
        settings: settingEntries(rule.settings),
        presets: presetEntries(rule),
      })),
  );
}

/** The settings that every rule has beside its own. */
export function commonSettings(): SettingEntry[] {
  return settingEntries(scopeSettings);
}

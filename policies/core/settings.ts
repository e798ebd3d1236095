import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import { allowed, shown } from "../../sdk/core/allowed";
import { type Fields, fields, keysOf } from "../../sdk/core/fields";
import { readerOf } from "../../sdk/core/reading";
import { suggest } from "../../sdk/core/suggest";
import type { Rule } from "./rule";
import { type Scope, scopeSettings } from "./scope";

type Values = Readonly<Record<string, unknown>>;

/** The settings of a rule in a run. */
export interface RunSettings {
  /** Its own, with their defaults. */
  readonly own: Record<string, unknown>;
  /** Which resources it looks at. */
  readonly scope: Scope;
  /** What is wrong with the configuration; a wrong setting keeps its default. */
  readonly problems: readonly string[];
}

/** All settings of a rule: its own, and which resources it looks at. */
export function settingsOf(rule: Rule): Fields {
  return fields({ ...rule.settings.shape, ...scopeSettings.shape });
}

/** The settings as the engine checks and documents them, with the defaults that hold. */
export function configSchema(schema: Fields, defaults: Values): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(schema, { io: "input", target: "draft-7" });
  const entries = Object.entries(properties ?? {}).map(([key, property]) => [
    key,
    key in defaults && typeof property === "object" ? { ...property, default: defaults[key] } : property,
  ]);
  // Both are JSON schema; zod's type also knows the keywords of later drafts.
  return { properties: Object.fromEntries(entries) as PolicyConfigSchema["properties"] };
}

/** What is wrong with the settings that somebody wrote for a rule, by the name of the setting. */
export function wrongSettings(schema: Fields, configured: Values): ReadonlyMap<string, readonly string[]> {
  const problems = new Map<string, string[]>();
  const note = (key: string, problem: string) => problems.set(key, [...(problems.get(key) ?? []), problem]);
  for (const issue of schema.safeParse(configured).error?.issues ?? []) {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) {
      for (const key of issue.keys) {
        const meant = suggest(key, keysOf(schema));
        note(key, `there is no setting "${key}"${meant === undefined ? "" : ` (did you mean "${meant}"?)`}`);
      }
    } else {
      const path = issue.path.join(".");
      const value = readerOf().readPath(configured, path);
      const what = value.is === "known" ? shown(value.value) : "missing";
      note(String(issue.path[0]), `${path}: it is ${what}, and ${allowed(issue)}`);
    }
  }
  return problems;
}

/** Reads the settings of a rule, anew only when the engine sends other ones. */
export class SettingsReader {
  private last: { readonly configured: Values; readonly settings: RunSettings } | undefined;

  constructor(
    private readonly rule: Rule,
    private readonly schema: Fields,
    private readonly defaults: Values,
  ) {}

  /** The settings, and whether they are read for the first time. */
  read(configured: Values): { readonly settings: RunSettings; readonly isNew: boolean } {
    if (this.last && isSame(this.last.configured, configured)) {
      return { settings: this.last.settings, isNew: false };
    }
    const given = { ...this.defaults, ...configured };
    const problems = wrongSettings(this.schema, given);
    const right = Object.entries(given).filter(([key]) => !problems.has(key));
    const kept = Object.entries(this.defaults).filter(([key]) => problems.has(key));
    const values = this.schema.parse(Object.fromEntries([...right, ...kept]));
    const pick = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, values[key]]));
    const settings = {
      own: pick(keysOf(this.rule.settings)),
      scope: scopeSettings.parse(pick(keysOf(scopeSettings))),
      problems: [...problems.values()].flat(),
    };
    this.last = { configured, settings };
    return { settings, isNew: true };
  }
}

/** Whether two configurations hold the very same values. */
function isSame(one: Values, other: Values): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

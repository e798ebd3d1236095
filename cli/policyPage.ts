import { isDeepStrictEqual } from "node:util";
import type { CatalogEntry, PresetEntry, SettingEntry } from "../policies/catalog";
import { baseExamples } from "../policies/core/examples";
import { type BadExample, type Example, isStackRule } from "../policies/core/rule";
import { presetNames, presetsByName } from "../policies/presets";
import { programName } from "../sdk/core/contract";
import { markdownCode } from "./markdownCode";
import { markdownTable } from "./markdownTable";

/** All rules as a page of Markdown. */
export function policyPage(entries: readonly CatalogEntry[], common: readonly SettingEntry[]): string {
  const groups = Map.groupBy(entries, ({ code }) => code.split(".", 1)[0] ?? "");
  return [
    "# Policies",
    "<!-- Made by `npm run docs`; edit the rules, not this page. -->",
    "What the rules of the policy packs check, and how they are set.\n[Policy checks](policy-checks.md) says how a pack is used.\nEach example says in what it differs from the [base example](#base-examples) of its type.",
    "## Presets",
    list(presetNames.map((name) => `**${name}**: ${presetsByName[name].purpose}.`)),
    "Each is a pack of its own, in `node_modules/pulumi-media-tasks/policies/packs/<preset>`; baseline is also in\n`node_modules/pulumi-media-tasks/policies`. A cell of this table says what the rule does in the preset.",
    overview(entries),
    "## Settings of every rule",
    settingsTable(common),
    ...[...groups].flatMap(([group, members]) => [
      `## ${group[0]?.toUpperCase()}${group.slice(1)}`,
      ...members.map(section),
    ]),
    "## Base examples",
    "These keep all rules.",
    ...baseExamples.map(baseText),
  ].join("\n\n");
}

const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join("\n");

/** A value as a program writes it; of a long list of blocks the first one. */
function written(value: unknown): string {
  if (!Array.isArray(value) || value.length < 4 || typeof value[0] !== "object") return JSON.stringify(value);
  return `[${JSON.stringify(value[0])}, … ${value.length} in all]`;
}

function settingsText(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => markdownCode(`${name}: ${written(value)}`))
    .join(", ");
}

/** What differs from the base example of the type. */
function differences({ contract, changes, options = {}, settings }: Example): string {
  const base = baseExamples.find((example) => example.contract === contract);
  const otherOptions = !isDeepStrictEqual(options, base?.options);
  const entries = Object.entries(changes);
  const given = entries.filter(([, value]) => value !== undefined);
  const missing = entries.filter(([, value]) => value === undefined).map(([path]) => markdownCode(path));
  return [
    ...given.map(([path, value]) => markdownCode(`${path}: ${written(value)}`)),
    ...(missing.length > 0 ? [`without ${missing.join(", ")}`] : []),
    ...(otherOptions ? [`with options ${settingsText({ ...options })}`] : []),
    ...(settings === undefined ? [] : [`where ${settingsText(settings)} is set`]),
  ].join(", ");
}

function exampleText(example: Example): string {
  const differs = differences(example);
  return `${markdownCode(programName(example.contract))}, ${example.shows}${differs === "" ? "" : `: ${differs}`}`;
}

/** Where a rule points at another place than the ones that the example changes. */
function pointsAt({ finds, changes }: BadExample): string {
  const others = finds.filter((path) => !(path in changes));
  return others.length === 0
    ? ""
    : `; reported at ${others.map((path) => (path === "" ? "the resource" : markdownCode(path))).join(", ")}`;
}

function examplesOf({ rule }: CatalogEntry): [good: string[], bad: string[]] {
  if (!isStackRule(rule)) {
    return [
      rule.examples.good.map(exampleText),
      rule.examples.bad.map((example) => exampleText(example) + pointsAt(example)),
    ];
  }
  const stackText = (stack: readonly Example[]) => stack.map(exampleText).join(" and ");
  return [rule.examples.good.map(stackText), rule.examples.bad.map(({ stack }) => stackText(stack))];
}

function presetText({ preset, level, settings }: PresetEntry, usual: string): string {
  const differs = [
    ...(level === usual ? [] : [level]),
    ...(Object.keys(settings).length === 0 ? [] : [settingsText(settings)]),
  ];
  return differs.length === 0 ? preset : `${preset} (${differs.join(", ")})`;
}

function settingsTable(settings: readonly SettingEntry[]): string {
  return markdownTable(
    ["Setting", "Default", "Takes", "Meaning"],
    settings.map(({ name, byDefault, takes, meaning }) => [
      markdownCode(name),
      byDefault === undefined ? "none" : markdownCode(JSON.stringify(byDefault)),
      takes,
      meaning,
    ]),
  );
}

function section(entry: CatalogEntry): string {
  const { rule, settings, presets } = entry;
  const [good, bad] = examplesOf(entry);
  const inPresets = presets.map((preset) => presetText(preset, rule.level)).join(", ");
  return [
    `### ${rule.name}`,
    rule.description,
    list([
      `Level: ${rule.level}. Severity: ${rule.severity}. In code: ${markdownCode(entry.code)}.`,
      `Presets: ${inPresets === "" ? "none" : inPresets}.`,
      `How to mend: ${rule.remediation}`,
    ]),
    ...(settings.length === 0 ? [] : [settingsTable(settings)]),
    `Good:\n\n${list(good)}`,
    `Bad:\n\n${list(bad)}`,
  ].join("\n\n");
}

function overview(entries: readonly CatalogEntry[]): string {
  return markdownTable(
    ["Rule", "What holds", ...presetNames],
    entries.map(({ rule, presets }) => [
      `[${rule.name}](#${rule.name})`,
      rule.description,
      ...presetNames.map((name) => presets.find(({ preset }) => preset === name)?.level ?? ""),
    ]),
  );
}

function baseText(example: Example): string {
  const { options = {}, inputs } = example;
  const heading = `### ${programName(example.contract)}`;
  const given = Object.keys(options).length === 0 ? [] : [`With options ${settingsText({ ...options })}.`];
  return [heading, ...given, `\`\`\`json\n${JSON.stringify(inputs, null, 2)}\n\`\`\``].join("\n\n");
}

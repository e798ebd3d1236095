import { presetNames } from "../dist/policies/presets.js";
import { capitalised } from "./capitalised.ts";
import { braces, comment, valueInterface, valueProperty } from "./printing.ts";
import type { RuleBook, RuleModel } from "./readRules.ts";
import { blocksIn, type Field } from "./SchemaReader.ts";

const imports = `import type {
  EnforcementLevel,
  PolicyPackConfig,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
`;

/** A setting that may be left out, as all of them may. */
function setting(field: Field): { doc: string; text: string } {
  const { doc, text } = valueProperty({ ...field, optional: true });
  return { doc, text: `readonly ${text}` };
}

function settingsName({ key }: RuleModel): string {
  return `${capitalised(key)}Settings`;
}

/**
 * The declarations of the policies.
 * @param book the rules
 * @param declarationOf a declaration that is taken as it is, by its name
 */
export function printPolicies(book: RuleBook, declarationOf: (name: string) => string): string {
  const models = [...book.groups.values()].flat();
  const own = models.filter(({ settings }) => settings.length > 0);
  const level = {
    doc: "What a violation does; left out, what the rule says.",
    text: "readonly enforcementLevel?: EnforcementLevel | undefined",
  };
  const nameOf = (model: RuleModel) => (model.settings.length > 0 ? settingsName(model) : "RuleSettings");
  const config = models.map((model) => ({
    doc: model.rule.description,
    text: `readonly "${model.rule.name}"?: EnforcementLevel | ${nameOf(model)}`,
  }));
  return [
    imports,
    declarationOf("MediaPolicy"),
    `${comment("Name of a preset.")}export type PresetName = ${presetNames.map((name) => JSON.stringify(name)).join(" | ")};\n`,
    ...blocksIn([...book.scope, ...models.flatMap(({ settings }) => settings)]).map(valueInterface),
    `${comment("What can be set of every rule.")}export interface RuleSettings ${braces([level, ...book.scope.map(setting)])}\n`,
    ...own.map(
      (model) =>
        `${comment(`The settings of \`${model.rule.name}\`.`)}export interface ${settingsName(model)} extends RuleSettings ${braces(model.settings.map(setting))}\n`,
    ),
    `${comment("Levels and settings of rules, by the rules' names.")}export interface PackConfig ${braces([
      { doc: "The level of every rule that is not named.", text: "readonly all?: EnforcementLevel" },
      ...config,
    ])}\n`,
    declarationOf("packConfig"),
    ...[...book.groups].map(([group, members]) => {
      const properties = members.map(({ key, rule }) => ({
        doc: `\`${rule.name}\`: ${rule.description}`,
        text: `readonly ${key}: MediaPolicy`,
      }));
      const doc = declarationOf(group).replace(/export declare const[\s\S]*/, "");
      return `${doc}export declare const ${group}: ${braces(properties)};\n`;
    }),
    declarationOf("presets"),
  ].join("\n");
}

import type { PolicyResourceOptions } from "@pulumi/policy";
import { noticesOf } from "../policies/core/notices";
import { checkRead, type ReadResource } from "../policies/core/policy";
import type { Rule } from "../policies/core/rule";
import { secretsAt } from "../policies/core/secretPaths";
import type { PresetName } from "../policies/presets";
import { type Selected, selected } from "../policies/selected";
import { pulumiType } from "../sdk/core/contract";
import { isRecord } from "../sdk/core/isRecord";
import type { Row } from "./Report";
import type { PlannedResource } from "./read/PlannedStack";

/** What the rules found, and what they could not check. */
export interface PolicyResults {
  readonly results: readonly Row<"policies">[];
  readonly notes: readonly string[];
}

/** Which rules run, and how they are set. */
export interface PolicyChoice {
  readonly preset: PresetName;
  /** As in a file of `--policy-pack-config`. */
  readonly config: Readonly<Record<string, unknown>>;
}

const noOptions: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** The level and the settings of a rule, as the engine works them out. */
function settingsFor({ rule, changes }: Selected, config: PolicyChoice["config"]) {
  const own = config[rule.name];
  const all = isRecord(config["all"]) ? config["all"]["enforcementLevel"] : config["all"];
  const { enforcementLevel, ...settings } = isRecord(own) ? own : { enforcementLevel: own };
  // A rule with settings and without a level is an advisory one to the engine.
  const byDefault = isRecord(own) ? "advisory" : (all ?? changes.level ?? rule.level);
  return { level: String(enforcementLevel ?? byDefault), settings };
}

function readResources(resources: readonly PlannedResource[]): ReadResource[] {
  return resources.flatMap(({ urn, name, contract, after, isProtected }) =>
    after === undefined
      ? []
      : [
          {
            type: pulumiType(contract),
            name,
            urn,
            props: after.revealed,
            opts: { ...noOptions, protect: isProtected },
            secrets: secretsAt(after.secrets),
          },
        ],
  );
}

/** A message of a rule begins with the path of the input, where it is of one. */
function placed(message: string): Pick<Row<"policies">, "path" | "message"> {
  const [, path = "", rest = message] = /^([A-Za-z]\w*(?:\.\w+|\[\d+\])*): (.*)$/s.exec(message) ?? [];
  return { path, message: rest };
}

/** Runs the rules of a preset on what is planned. Secrets are not known here, so what is wrong with them is not found. */
export function policyResults(
  planned: readonly PlannedResource[],
  { preset, config }: PolicyChoice,
): PolicyResults {
  const resources = readResources(planned);
  const names = new Map(planned.map(({ urn, name }) => [urn, name]));
  const results: Row<"policies">[] = [];
  const check = (rule: Rule, changes: Selected["changes"]) => {
    const { level, settings } = settingsFor({ rule, changes }, config);
    if (level === "disabled") return;
    checkRead(rule, changes, settings, resources, (message, urn = "") => {
      const about = { rule: rule.name, level, severity: rule.severity, urn, name: names.get(urn) ?? "" };
      results.push({ ...about, ...placed(message) });
    });
  };
  const notes = noticesOf(() => {
    for (const { rule, changes } of selected(preset)) check(rule, changes);
  });
  return { results, notes };
}

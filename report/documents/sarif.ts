import { allRules } from "../../policies/rules";
import type { Report, Row } from "../Report";

const levels: Readonly<Record<string, string>> = {
  advisory: "warning",
  mandatory: "error",
  remediate: "error",
};

/** What code hosts sort by: the numbers of CVSS. */
const scores: Readonly<Record<string, string>> = { critical: "9.5", high: "8.0", medium: "5.0", low: "2.0" };

function ruleOf(name: string) {
  const rule = allRules.find((known) => known.name === name);
  if (rule === undefined) return { id: name };
  return {
    id: name,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: rule.remediation },
    defaultConfiguration: { level: levels[rule.level] ?? "warning" },
    properties: { "security-severity": scores[rule.severity], tags: ["media", rule.name.split("-", 1)[0]] },
  };
}

function resultOf({ rule, level, urn, name, path, message }: Row<"policies">, rules: readonly string[]) {
  const place = urn === "" ? "the stack" : name || urn;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[level] ?? "warning",
    message: { text: `${place}: ${path === "" ? "" : `${path}: `}${message}` },
    locations: [
      {
        // Code hosts want a file; where in a program a resource is made, previews do not tell.
        physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } },
        logicalLocations: [
          { name: place, fullyQualifiedName: path === "" ? urn : `${urn}#${path}`, kind: "resource" },
        ],
      },
    ],
    partialFingerprints: { "ruleResourceInput/v1": `${rule} ${urn} ${path}` },
  };
}

/** The results of the policies as SARIF 2.1.0, for what shows findings beside the code. */
export function sarifReport({ policies }: Report, version: string): string {
  const rules = [...new Set(policies.map(({ rule }) => rule))].sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "pulumi-media-tasks", version, rules: rules.map(ruleOf) } },
        results: policies.map((row) => resultOf(row, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

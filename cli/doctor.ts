import { examine } from "./checkups/examine";
import type { Finding, Level } from "./checkups/Finding";
import { findingsText } from "./checkups/findingsText";
import { command } from "./command";
import { configFlag, keyAndValue } from "./configFlag";
import { onSystemHost } from "./onSystemHost";

/** The form of the report for programs. What is added to it leaves the number; what changes in it raises it. */
const schemaVersion = 1;

/** Checks all that a deployment needs. */
export const doctor = command({
  name: "doctor",
  summary: "Checks what a deployment needs: tools, settings, keys, clock, rate limits, journal.",
  notes:
    "Each account is tried with one signed call that changes nothing. Keys come from the environment or the vendors' credentials files, other settings from --config and the stack's file; what is encrypted there is not read. It exits with 1 where a line is an error, with 0 where none is",
  words: [],
  flags: {
    cwd: { type: "string", value: "FOLDER", description: "the project's folder; left out, this one" },
    stack: {
      type: "string",
      value: "NAME",
      description: "the stack; left out, the only one that has settings",
    },
    config: configFlag,
    json: { type: "boolean", description: "as JSON" },
  },
  run: ({ flags, print }) =>
    onSystemHost("", async (host) => {
      const findings = await examine({
        host,
        folder: flags.cwd ?? ".",
        stack: flags.stack ?? host.surroundings.environment["PULUMI_STACK"],
        given: new Map((flags.config ?? []).map(keyAndValue)),
      });
      print(flags.json ? asJson(findings) : findingsText(findings));
      return worst(findings) === "error" ? 1 : 0;
    }),
});

function worst(findings: readonly Finding[]): Level {
  const levels: readonly Level[] = ["error", "warning"];
  return levels.find((level) => findings.some((finding) => finding.level === level)) ?? "ok";
}

function asJson(findings: readonly Finding[]): string {
  return JSON.stringify({ version: schemaVersion, level: worst(findings), checks: findings }, null, 2);
}

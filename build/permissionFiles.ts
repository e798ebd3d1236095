import { markdownCode } from "../dist/cli/markdownCode.js";
import { type Contract, programName } from "../dist/sdk/core/contract.js";
import type { ResourceCalls } from "./printCalls.ts";

/** What a statement of a policy of Tencent Cloud allows. */
interface Statement {
  readonly effect: "allow";
  readonly action: readonly string[];
  readonly resource: readonly string[];
}

/**
 * The actions that the vendor says can be allowed for one application, and how that is named. All others are allowed
 * for "*": an action that knows no resources is denied where a policy names one.
 * https://www.tencentcloud.com/document/product/647/39549
 */
const resourceOf: Readonly<Record<string, string>> = {
  "trtc:CreateCloudRecording": applicationOf("trtc"),
  "trtc:DeleteCloudRecording": applicationOf("trtc"),
  "tiw:CreateVideoGenerationTask": applicationOf("tiw"),
};

/** An application as policies name it, with what its owner has to put in. */
function applicationOf(service: string): string {
  return `qcs::${service}::uin/\${uin}:sdkappid/\${sdkAppId}`;
}

/** The least that an account of Tencent Cloud needs for a resource. */
function statementsFor(actions: readonly string[]): Statement[] {
  const resources = [...new Set(actions.map((action) => resourceOf[action] ?? "*"))];
  return resources.map((resource) => ({
    effect: "allow",
    action: actions.filter((action) => (resourceOf[action] ?? "*") === resource),
    resource: [resource],
  }));
}

/** The policies that resources need, and a page on them. */
export function permissionFiles(
  contracts: readonly Contract[],
  callsOf: (type: string) => ResourceCalls,
): [path: string, text: string][] {
  const policies = contracts
    .filter(({ type }) => type.startsWith("tencent/"))
    .map(({ type }): [path: string, text: string] => {
      const [, service] = type.split(/[/:]/);
      const actions = callsOf(type).actions.map((action) => `${service}:${action}`);
      const policy = { version: "2.0", statement: statementsFor(actions) };
      return [`permissions/${type.replace(":", "/")}.json`, `${JSON.stringify(policy, null, 2)}\n`];
    });
  const others = contracts
    .filter(({ type }) => type.startsWith("volcengine/"))
    .map((contract) => {
      const actions = callsOf(contract.type).actions.map(markdownCode).join(", ");
      return `- ${markdownCode(programName(contract))}: ${actions}`;
    });
  const known = Object.keys(resourceOf).map(markdownCode).join(", ");
  const page = `<!-- Made by \`npm run docs\`. -->

# Permissions

The least that the keys of a stack need, made from the calls of each resource.

## Tencent Cloud

A policy of Cloud Access Management for each resource: create it under "Custom policies", by policy syntax, and bind it
to the user whose keys the stack has. A stack needs those of all its resources.

Actions that can be allowed for one application stand in a statement of their own; write the account's id for \`\${uin}\`
and the application's for \`\${sdkAppId}\`, or allow them for \`*\`, too. The vendor's pages name these: ${known}. Of the
others it is not known, and they are allowed for \`*\`: a policy that names an application for an action that knows none
denies it.

## Volcengine

The vendor's pages name no actions of its access management for RTC. Allow the calls as its console offers them; these
are made:

${others.join("\n")}
`;
  return [...policies, ["permissions/README.md", page]];
}

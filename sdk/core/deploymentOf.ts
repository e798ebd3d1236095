import { isRecord } from "./isRecord";

/** What is in a file that `pulumi stack export` wrote, or a state file of the local engine; undefined in others. */
export function deploymentOf(content: unknown) {
  const deployment = isRecord(content) ? content.deployment : undefined;
  if (!isRecord(deployment)) return undefined;
  const { resources, pending_operations } = deployment;
  return { ...deployment, resources: listOf(resources), pending_operations: listOf(pending_operations) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

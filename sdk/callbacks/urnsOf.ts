import { pulumiType } from "../core/contract";
import { isJsonObject, type JsonObject } from "./parseBody";
import type { CallbackTask } from "./taskOf";

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function partOf(resource: JsonObject, name: "inputs" | "outputs"): JsonObject {
  const part = resource[name];
  return isJsonObject(part) ? part : {};
}

/**
 * The resources of a stack that a task belongs to, by their URNs, for `pulumi refresh --target <urn>`: one as a rule,
 * and none where the stack does not have the task.
 *
 * @param exported what `pulumi stack export` writes, parsed
 */
export function urnsOf({ type, taskId, within }: CallbackTask, exported: unknown): string[] {
  const deployment = isJsonObject(exported) ? exported.deployment : undefined;
  const resources = isJsonObject(deployment) ? listOf(deployment.resources) : [];
  return resources.flatMap((resource) => {
    if (!isJsonObject(resource) || typeof resource.urn !== "string") return [];
    const state = { ...partOf(resource, "inputs"), ...partOf(resource, "outputs") };
    const isIt =
      resource.type === pulumiType({ type }) &&
      // What is still to be deleted has the same URN as what took its place.
      resource.delete !== true &&
      state.taskId === taskId &&
      Object.entries(within).every(([name, value]) => state[name] === value);
    return isIt ? [resource.urn] : [];
  });
}

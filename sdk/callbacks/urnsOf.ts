import { isTypeOf } from "../core/contract";
import { deploymentOf } from "../core/deploymentOf";
import { isRecord } from "../core/isRecord";
import type { CallbackTask } from "./taskOf";

/**
 * The resources of a stack that a task belongs to, by their URNs, for `pulumi refresh --target <urn>`: one as a rule,
 * and none where the stack does not have the task.
 *
 * @param exported what `pulumi stack export` writes, parsed
 */
export function urnsOf({ type, taskId, within }: CallbackTask, exported: unknown): string[] {
  const { resources = [] } = deploymentOf(exported) ?? {};
  return resources.flatMap((resource) => {
    if (!isRecord(resource) || typeof resource.urn !== "string") return [];
    const { inputs, outputs } = resource;
    const state = { ...(isRecord(inputs) && inputs), ...(isRecord(outputs) && outputs) };
    const isIt =
      isTypeOf({ type }, resource.type) &&
      // What is still to be deleted has the same URN as what took its place.
      resource.delete !== true &&
      state.taskId === taskId &&
      Object.entries(within).every(([name, value]) => state[name] === value);
    return isIt ? [resource.urn] : [];
  });
}

import type { Goal } from "./monitor";
import { needsOf, type Resource } from "./state";
import { isSecret, type Properties, secret } from "./values";

/** What is done with one resource, in the CLI's words. */
export type Operation =
  | "same"
  | "create"
  | "update"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "delete"
  | "refresh";

/** A new resource as the program describes it; options that it leaves open come from the parent. */
export function resourceFor(
  goal: Goal,
  urn: string,
  parent: Resource | undefined,
  provider: string | undefined,
): Resource {
  return {
    urn,
    type: goal.type,
    custom: goal.custom,
    inputs: goal.inputs,
    outputs: {},
    parent: goal.parent,
    provider,
    dependencies: [...goal.dependencies],
    propertyDependencies: { ...goal.propertyDependencies },
    protect: goal.protect ?? parent?.protect,
    retainOnDelete: goal.retainOnDelete ?? parent?.retainOnDelete,
    initErrors: [],
    additionalSecretOutputs: [...goal.additionalSecretOutputs],
    ignoreChanges: [...goal.ignoreChanges],
  };
}

/** Marks the outputs that are named as secret, and those whose input of the same name is. */
export function markSecretOutputs(resource: Resource): Properties {
  return Object.fromEntries(
    Object.entries(resource.outputs).map(([key, value]) => {
      const isMarked = resource.additionalSecretOutputs.includes(key) || isSecret(resource.inputs[key]);
      return [key, isMarked ? secret(value) : value];
    }),
  );
}

/** Whether deleting this resource is only a matter of forgetting it. */
export function isOnlyForgotten(resource: Resource, isProvider: boolean): boolean {
  return !resource.custom || isProvider || resource.external === true || resource.retainOnDelete === true;
}

/**
 * Condemned resources in the order of their deletion: each stage can go at once, and nothing is deleted while
 * something that needs it is left.
 */
export function deleteStages(all: readonly Resource[], condemned: ReadonlySet<Resource>): Resource[][] {
  const depth = new Map<Resource, number>();
  const latest = new Map<string, Resource>();
  for (const resource of all) {
    if (condemned.has(resource)) {
      const below = needsOf(resource).flatMap((urn) => depth.get(latest.get(urn) ?? resource) ?? []);
      depth.set(resource, Math.max(-1, ...below) + 1);
    }
    latest.set(resource.urn, resource);
  }
  const deepest = Math.max(-1, ...depth.values());
  const stages = Array.from({ length: deepest + 1 }, (): Resource[] => []);
  for (const [resource, stage] of depth) stages[stage]?.push(resource);
  return stages.reverse();
}

/** A resource after the resources of some URNs are gone: it neither depends on them nor has one as its parent. */
export function without(resource: Resource, gone: ReadonlyMap<string, Resource>): Partial<Resource> {
  const stays = (urn: string) => !gone.has(urn);
  return {
    parent: livingParent(resource.parent, gone),
    dependencies: resource.dependencies.filter(stays),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies)
        .map(([key, urns]) => [key, urns.filter(stays)] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
  };
}

function livingParent(parent: string | undefined, gone: ReadonlyMap<string, Resource>): string | undefined {
  const dead = parent === undefined ? undefined : gone.get(parent);
  return dead === undefined ? parent : livingParent(dead.parent, gone);
}

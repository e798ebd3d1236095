import { isSecret, type Properties, secret } from "./values";

/** The type of a stack's root resource. */
export const rootStackType = "pulumi:pulumi:Stack";

/** The type of the provider resource that stands behind all dynamic resources. */
export const dynamicProviderType = "pulumi:providers:pulumi-nodejs";

/** One resource of a stack, by the field names of `pulumi stack export`; empty lists and maps are left out there. */
export interface Resource {
  urn: string;
  type: string;
  custom: boolean;
  /** "" in a preview: only the update will tell. */
  id?: string | undefined;
  inputs: Properties;
  outputs: Properties;
  parent?: string | undefined;
  provider?: string | undefined;
  dependencies: string[];
  propertyDependencies: { [key: string]: string[] };
  protect?: boolean | undefined;
  retainOnDelete?: boolean | undefined;
  /** Replaced already, and waiting to be deleted. */
  delete?: boolean | undefined;
  /** Deleted already, and waiting to be created again. */
  pendingReplacement?: boolean | undefined;
  initErrors: string[];
  additionalSecretOutputs: string[];
  ignoreChanges: string[];
  /** The names of the program's functions that run before an update. */
  resourceHooks?: { readonly BeforeUpdate: readonly string[] } | undefined;
  created?: string | undefined;
  modified?: string | undefined;
}

/** The URN of a resource; the root stack adds nothing to the types of its children. */
export function makeUrn(
  { stack, project }: { readonly stack: string; readonly project: { readonly name: string } },
  { type, name, parent }: Pick<Resource, "type" | "parent"> & { readonly name: string },
): string {
  const parentType = parent === undefined ? rootStackType : qualifiedTypeOf(parent);
  const prefix = parentType === rootStackType ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project.name}::${prefix}${type}::${name}`;
}

/** The last part of a URN; a name may itself hold "::". */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's own type, without its parents' types. */
export function typeOf(urn: string): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** Whether the type is that of a provider resource. */
export function isProviderType(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** Whether a provider manages something behind it; components and providers are the engine's own business. */
export function isManaged({ custom, type }: Pick<Resource, "custom" | "type">): boolean {
  return custom && !isProviderType(type);
}

/** The root resource, which stands for the stack itself. */
export function rootOf(resources: Iterable<Resource>): Resource | undefined {
  return [...resources].find(({ type }) => type === rootStackType);
}

/** The URNs of all that has to be there as long as the resource is. */
export function needsOf({ parent, provider, dependencies, propertyDependencies }: Resource): string[] {
  return [
    ...(parent === undefined ? [] : [parent]),
    // A provider reference is the provider's URN, "::" and its id.
    ...(provider === undefined ? [] : [provider.slice(0, provider.lastIndexOf("::"))]),
    ...dependencies,
    ...Object.values(propertyDependencies).flat(),
  ];
}

/** Marks the outputs that are named as secret, and those whose input of the same name is. */
export function markSecretOutputs({ inputs, outputs, additionalSecretOutputs }: Resource): Properties {
  const isMarked = (key: string) => additionalSecretOutputs.includes(key) || isSecret(inputs[key]);
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, isMarked(key) ? secret(value) : value]),
  );
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
  const stageAt = (wanted: number) =>
    [...depth].flatMap(([resource, at]) => (at === wanted ? [resource] : []));
  return Array.from({ length: deepest + 1 }, (_, stage) => stageAt(deepest - stage));
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

/** The type of a stack's root resource. */
export const rootStackType = "pulumi:pulumi:Stack";

/** The type of the provider resource that stands behind all dynamic resources. */
export const dynamicProviderType = "pulumi:providers:pulumi-nodejs";

const providerTypePrefix = "pulumi:providers:";

/** What makes a resource's URN, apart from its stack and project. */
export interface UrnParts {
  readonly type: string;
  readonly name: string;
  /** The parent's URN; the root stack adds nothing to a child's type. */
  readonly parent?: string | undefined;
}

/** Builds the URNs of one stack. */
export function makeUrn(stack: string, project: string, { type, name, parent }: UrnParts): string {
  const parentType = parent === undefined ? "" : qualifiedTypeOf(parent);
  const prefix = parentType === "" || parentType === rootStackType ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

/** The last part of a URN; a name may itself hold "::". */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The resource's own type, without its parents' types. */
export function typeOf(urn: string): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

/** Whether the type is that of a provider resource. */
export function isProviderType(type: string): boolean {
  return type.startsWith(providerTypePrefix);
}

function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

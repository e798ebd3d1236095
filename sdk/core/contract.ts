import type { z } from "zod";
import type { FacetPath, OwnFacets } from "./facets";
import type { Fields } from "./fields";
import type { Effect } from "./holds";
import type { Requirement } from "./requirements";
import type { Rule, Rules } from "./rules";
import type { Traits } from "./traits";

/** The dotted names of a block's parameters; lists count as one. */
export type Path<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [Key in keyof T & string]: Key | `${Key}.${Path<NonNullable<T[Key]>>}`;
      }[keyof T & string]
    : never;

/** What a resource is: all that a program, a policy or the provider has to know about it. */
export interface Contract<Inputs extends Fields = Fields, Outputs extends Fields = Fields> extends Traits {
  readonly type: `${string}/${string}:${string}`;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** Forgetting one here is safe. */
  readonly updates: readonly Path<z.input<Inputs>>[];
  /** What has to hold for the vendor to carry out the change of an input in `updates`; otherwise it replaces. */
  readonly updatesWhen?: readonly Effect<Path<z.input<Inputs>>>[];
  /** Inputs that replace although they are listed in `updates`, given what was and what is wanted. */
  replacesAnyway?(before: z.input<Inputs>, after: z.input<Inputs>): readonly Path<z.input<Inputs>>[];
  /**
   * Outputs that no update changes, so that a preview knows them. Every other one is unknown at the preview of an
   * update: forgetting one here is safe.
   */
  readonly stable: readonly (keyof z.output<Outputs> & string)[];
  /** What must hold across parameters. */
  readonly rules: readonly (Rule<z.input<Inputs>> | Requirement)[];
  /** What policies read of it beside what its blocks note; all of it together is {@link facetsOf}. */
  readonly facets: OwnFacets<string>;
}

/** A contract, with its paths checked. It knows nothing of Pulumi: provider, policies and command line load it alone. */
export function defineContract<Inputs extends Fields, Outputs extends Fields>(
  contract: Contract<Inputs, Outputs> & {
    readonly rules: Rules<z.input<Inputs>>;
    readonly facets: OwnFacets<FacetPath<z.input<Inputs>>>;
  },
): Contract<Inputs, Outputs> {
  return contract;
}

/** How programs call a resource or a look-up: "tencent.trtc.CdnRelay". */
export function programName({ type }: { readonly type: string }): string {
  return type.replaceAll(/[/:]/g, ".");
}

/** What the plugin, its tokens and its settings are called. */
export const packageName = "media-tasks";

/** The full Pulumi type of a contract as a dynamic resource. */
export function pulumiType(contract: { readonly type: string }): string {
  return `pulumi-nodejs:dynamic/${contract.type}`;
}

/** The Pulumi type of a contract as the plugin serves it. */
export function nativeType(contract: { readonly type: string }): string {
  return `${packageName}:${contract.type}`;
}

/** Whether a Pulumi type is that of a contract, whichever way its resource is served. */
export function isTypeOf(contract: { readonly type: string }, type: unknown): boolean {
  return type === pulumiType(contract) || type === nativeType(contract);
}

/** The name of a resource in the whole stack as a dynamic resource, whichever way it is served. */
export function dynamicUrn(urn: string): string {
  return urn.replace(/(?<=::|\$)media-tasks:(?=\w+\/)/, "pulumi-nodejs:dynamic/");
}

/**
 * The provider text kept in every state: it only names the frozen entry and the type. Never change it for a type
 * that was released: states carry it, and deletes run what the state carries.
 */
export function providerText(contract: { readonly type: string }): string {
  return `exports.handler=()=>require("pulumi-media-tasks/provider").of("${contract.type}")`;
}

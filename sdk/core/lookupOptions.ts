import type * as pulumi from "@pulumi/pulumi";

/** How something is looked up. */
export interface LookupOptions {
  /**
   * The profile whose account is asked, as that of `lifecycle.profile`.
   * @default the account of the stack's own configuration
   */
  readonly profile?: string | undefined;
}

/** How something is looked up for outputs. */
export interface LookupOutputOptions extends LookupOptions {
  /**
   * Resources that have to be there before the vendor is asked: where one is still to be made, a preview does not know
   * what will be found. Those whose outputs are among the arguments need not be named.
   */
  readonly dependsOn?:
    | pulumi.Input<pulumi.CustomResource>
    | pulumi.Input<pulumi.Input<pulumi.CustomResource>[]>
    | undefined;
}

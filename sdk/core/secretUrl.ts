import * as pulumi from "@pulumi/pulumi";

/** Values of which each may be an output of a resource, or a secret of the configuration. */
export type InputsOf<T> = { [Key in keyof T]: pulumi.Input<T[Key]> };

/** An address made of what is known only later. Whatever it is made of, it is a secret. */
export function secretUrl<Known>(
  parts: pulumi.Output<Known>,
  make: (known: Known) => string,
): pulumi.Output<string> {
  return pulumi.secret(
    parts.apply((known) => {
      try {
        return make(known);
      } catch (error) {
        // Pulumi prints these without a stack.
        throw error instanceof Error ? new pulumi.RunError(error.message) : error;
      }
    }),
  );
}

import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { z } from "zod";
import { programName } from "./contract";
import { type Fields, holdsSecret } from "./fields";
import type { Lookup } from "./lookup";
import type { LookupOptions } from "./lookupOptions";
import { partOf } from "./path";
import { requirePackage } from "./requirePackage";

/** A look-up as functions: one for values, one for outputs. */
interface LookupFunctions<Args, Result> {
  readonly get: (args: Args, options?: LookupOptions) => Promise<Result>;
  readonly output: (
    args: pulumi.Input<pulumi.Inputs>,
    options?: LookupOptions,
  ) => pulumi.Output<pulumi.Unwrap<Result>>;
}

/** The provider, by the name under which every state finds it: only who looks something up loads it. */
function provider(): unknown {
  requirePackage();
  return createRequire(__filename)("pulumi-media-tasks/provider");
}

/** Whether the program has Pulumi's mocks in the place of an engine. */
function isUnitTest(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}

async function lookUp(lookup: Lookup, args: object, { profile }: LookupOptions): Promise<unknown> {
  // Unit tests of programs answer calls themselves.
  if (isUnitTest()) return pulumi.runtime.invoke(`pulumi-media-tasks:${lookup.type}`, { ...args });
  const look: unknown = partOf(provider(), "lookUp");
  if (typeof look !== "function")
    throw new pulumi.RunError(
      `${programName(lookup)}: the installed pulumi-media-tasks is an older one. What to do: install one version of it`,
    );
  const config = pulumi.runtime.allConfig();
  try {
    return await look(lookup.type, args, { config, profile });
  } catch (error) {
    // Without the stack, which says nothing to whoever wrote the program.
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

/** Makes the functions of a look-up. */
export function lookupFunctions<Args extends Fields, Result extends Fields>(
  lookup: Lookup<Args, Result>,
): LookupFunctions<z.input<Args>, z.output<Result>> {
  // What the provider gives was read by the schema of the result.
  const get = (args: object, options: LookupOptions = {}) =>
    lookUp(lookup, args, options) as Promise<z.output<Result>>;
  return {
    get,
    output(args, options) {
      // What is not known yet at a preview stays so, and nothing is called.
      const result = pulumi.output(args).apply((known) => get(known, options));
      return holdsSecret(lookup.result) ? pulumi.secret(result) : pulumi.output(result);
    },
  };
}

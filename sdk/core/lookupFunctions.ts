import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import type { z } from "zod";
import { programName } from "./contract";
import { type Fields, holdsSecret } from "./fields";
import type { Lookup } from "./lookup";
import type { LookupOptions, LookupOutputOptions } from "./lookupOptions";
import { partOf } from "./path";
import { requireLookupOptions, requireValues } from "./requireLookup";
import { requirePackage } from "./requirePackage";

/** A look-up as functions: one for values, one for outputs. */
interface LookupFunctions<Args, Result> {
  readonly get: (args?: Args, options?: LookupOptions) => Promise<Result>;
  readonly output: (
    args?: pulumi.Input<pulumi.Inputs>,
    options?: LookupOutputOptions,
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

/** `areSecret`: the arguments are, or hold, a secret, which no message may show. */
async function lookUp(
  lookup: Lookup,
  args: unknown,
  { profile }: LookupOptions,
  areSecret = false,
): Promise<unknown> {
  requireValues(lookup, args);
  // Unit tests of programs answer calls themselves.
  if (isUnitTest()) return pulumi.runtime.invoke(`pulumi-media-tasks:${lookup.type}`, { ...args });
  const look: unknown = partOf(provider(), "lookUp");
  if (typeof look !== "function")
    throw new pulumi.RunError(
      `${programName(lookup)}: the installed pulumi-media-tasks is an older one. What to do: install one version of it`,
    );
  const config = pulumi.runtime.allConfig();
  try {
    return await look(lookup.type, args, { config, profile, areSecret });
  } catch (error) {
    // Without the stack, which says nothing to whoever wrote the program.
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

/** Known as soon as resources are there: at the preview of what makes one, it is not. */
function made(resources: LookupOutputOptions["dependsOn"]): pulumi.Output<unknown> {
  return pulumi.output(resources).apply((known) => pulumi.all([known ?? []].flat().map(({ id }) => id)));
}

/** Makes the functions of a look-up. */
export function lookupFunctions<Args extends Fields, Result extends Fields>(
  lookup: Lookup<Args, Result>,
): LookupFunctions<z.input<Args>, z.output<Result>> {
  // What the provider gives was read by the schema of the result.
  const tell = (...known: [args: unknown, options: LookupOptions, areSecret?: boolean]) =>
    lookUp(lookup, ...known) as Promise<z.output<Result>>;
  return {
    async get(args, options = {}) {
      requireLookupOptions(lookup, options, "values");
      return tell(args ?? {}, options);
    },
    output(args = {}, options = {}) {
      requireLookupOptions(lookup, options, "outputs");
      // What is not known yet at a preview stays so, and nothing is called.
      const given = pulumi.all([args, made(options.dependsOn)]);
      const result = given.apply(async ([known]) => tell(known, options, await pulumi.isSecret(given)));
      return holdsSecret(lookup.result) ? pulumi.secret(result) : pulumi.output(result);
    },
  };
}

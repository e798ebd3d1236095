import * as pulumi from "@pulumi/pulumi";
import { programName } from "./contract";
import type { Lookup } from "./lookup";
import type { LookupOutputOptions } from "./lookupOptions";
import { requireArguments } from "./requireArguments";

const options = {
  values: ["profile"],
  outputs: ["profile", "dependsOn"],
} as const satisfies Record<string, readonly (keyof LookupOutputOptions)[]>;

/** Throws for options that would be ignored: those of Pulumi's own functions choose a provider, and there is none. */
export function requireLookupOptions(lookup: Lookup, given: object, form: keyof typeof options): void {
  const known: readonly string[] = options[form];
  const stray = Object.entries(given).find(([key, value]) => value !== undefined && !known.includes(key));
  if (stray === undefined) return;
  throw new pulumi.RunError(
    `${programName(lookup)}: the option ${stray[0]} has no effect here. ` +
      `What to do: leave it out; there ${known.length > 1 ? "are" : "is"} ${known.join(" and ")}${
        stray[0] === "dependsOn" ? `, and ${programName(lookup)}Output waits for resources` : ""
      }`,
  );
}

/** Throws where arguments are none, or are not known yet: what is told at once can only be asked for at once. */
export function requireValues(
  lookup: Lookup,
  args: unknown,
): asserts args is Readonly<Record<string, unknown>> {
  const name = programName(lookup);
  requireArguments(name, lookup.args, args);
  const late = Object.entries(args).find(([, value]) => isLate(value));
  if (late === undefined) return;
  throw new pulumi.RunError(
    `${name}: ${late[0]} is ${late[1] instanceof Promise ? "a promise" : "an output"}, and values are needed. What to do: call ${name}Output, which waits for it`,
  );
}

function isLate(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

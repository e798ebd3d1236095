import type * as PolicySdk from "@pulumi/policy";
import type { RunError } from "@pulumi/pulumi";

/** Whether a failed import found no @pulumi/policy, rather than something else in it. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) return false;
  const [reason = ""] = error.message.split("\n");
  return reason.includes("@pulumi/policy");
}

function load(): typeof PolicySdk {
  try {
    return require("@pulumi/policy");
  } catch (error) {
    throw isMissing(error)
      ? runError(
          "pulumi-media-tasks/policies needs @pulumi/policy, which is not installed. What to do: add it to the dependencies beside pulumi-media-tasks, for example with `yarn add @pulumi/policy`",
        )
      : error;
  }
}

/** An error that is printed without a stack; to load its class takes longer than all rules. */
function runError(message: string): RunError {
  const errors: { RunError: typeof RunError } = require("@pulumi/pulumi/errors");
  return new errors.RunError(message);
}

let loaded: typeof PolicySdk | undefined;

/**
 * The policy SDK: a peer dependency, which npm installs by itself, and Yarn does not. It is loaded when it is needed:
 * the command line runs without it.
 */
export function policySdk(): typeof PolicySdk {
  loaded ??= load();
  return loaded;
}

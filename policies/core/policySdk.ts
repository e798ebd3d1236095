import type * as PolicySdk from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi/errors";

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
    // A RunError is printed without a stack.
    throw isMissing(error)
      ? new RunError(
          "pulumi-media-tasks/policies needs @pulumi/policy, which is not installed. What to do: add it to the dependencies beside pulumi-media-tasks, for example with `yarn add @pulumi/policy`",
        )
      : error;
  }
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

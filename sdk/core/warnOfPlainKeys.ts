import * as pulumi from "@pulumi/pulumi";
import { isKeySetting } from "./isKeySetting";

/** The stacks that were warned: a process of the Automation API may run several. */
const warned = new Set<string>();

/** Warns once where keys are plain text in the stack's settings: they are so in its state as well. */
export function warnOfPlainKeys(): void {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  if (warned.has(stack)) return;
  warned.add(stack);
  const plain = Object.entries(pulumi.runtime.allConfig())
    .filter(([name, value]) => isKeySetting(name) && value !== "" && !isSecret(name))
    .map(([name]) => name);
  if (plain.length === 0) return;
  void pulumi.log.warn(
    `${plain.join(", ")}: plain text in the stack's configuration, which Pulumi copies into the state. ` +
      "What to do: set it with `pulumi config set --secret`, or as an environment variable, and rotate the key",
  );
}

/** Without a type, as Pulumi counts it as internal; where it is not there, nothing can be told. */
function isSecret(name: string): boolean {
  const tells: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  return typeof tells !== "function" || tells(name) === true;
}

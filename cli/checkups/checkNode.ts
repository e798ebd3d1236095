import { messageOf } from "../../provider/http/errors";
import { requireNode } from "../../sdk/core/requireNode";
import { askVersion } from "./askVersion";
import { type Finding, findingsOf, partsOf } from "./Finding";

/** The Node.js that Pulumi runs programs and the provider with: the first one on the PATH. */
export async function checkNode(environment: Readonly<Record<string, string | undefined>>): Promise<Finding> {
  const { ok, error } = findingsOf("node");
  const version = await askVersion("node", ["--version"], environment);
  if (version === undefined)
    return error("there is no node on the PATH, where Pulumi looks for it", "put Node.js on the PATH");
  try {
    requireNode(version);
  } catch (failure) {
    const { text, remedy } = partsOf(messageOf(failure));
    return error(text, remedy);
  }
  return ok(`Node.js ${version}`);
}

import { basename } from "node:path";
import { isKeySetting } from "../../sdk/core/isKeySetting";
import { type Finding, findingsOf } from "./Finding";
import type { Project } from "./readProject";

const { ok, error } = findingsOf("plain-text keys");

/** Keys in plain text, in the settings of any stack of the project: the files are in a repository, mostly. */
export function checkPlainKeys({ stacks }: Project): Finding[] {
  const found = stacks.flatMap(({ stack, file, plain }) => {
    const names = [...plain]
      .filter(([name, value]) => isKeySetting(name) && value !== "")
      .map(([name]) => name);
    if (names.length === 0) return [];
    return error(
      `${basename(file)} has ${names.join(", ")} in plain text (not shown)`,
      `set it with \`pulumi config set --secret --stack ${stack}\`, or as an environment variable, and rotate the key`,
    );
  });
  return found.length > 0 ? found : [ok("none in the settings of the project's stacks")];
}

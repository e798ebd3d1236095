import { basename } from "node:path";
import type { Circumstances } from "./Circumstances";
import { type Finding, findingsOf } from "./Finding";

const { ok, warning, error } = findingsOf("project");

/** The project of the folder, and which of its stacks is looked at. */
export function checkProject({ project, stack }: Circumstances, asked: string | undefined): Finding {
  if (project === undefined)
    return warning(
      "there is no Pulumi.yaml here: settings of a stack were not looked at",
      "run this command in the project's folder, or name it with --cwd",
    );
  if (stack !== undefined) return ok(`${project.name}, stack ${stack.stack} (${basename(stack.file)})`);
  const others = project.stacks.map((one) => one.stack).join(", ");
  if (asked !== undefined)
    return error(
      `${project.name} has no Pulumi.${asked}.yaml${others === "" ? "" : `; there are ${others}`}`,
      `correct --stack, or set the stack's configuration with \`pulumi config set\``,
    );
  return project.stacks.length === 0
    ? ok(`${project.name}, of which no stack has settings`)
    : warning(
        `${project.name} has the stacks ${others}, and it is not known which one is meant`,
        "pass --stack with one of them",
      );
}

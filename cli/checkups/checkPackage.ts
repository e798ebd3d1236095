import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { partOf } from "../../sdk/core/path";
import { readJson } from "../readJson";
import { type Finding, findingsOf } from "./Finding";
import type { Project } from "./readProject";

const { ok, warning, error } = findingsOf("package");
const ours = "pulumi-media-tasks";

/** Whether Pulumi finds this package, or its plugin, where the program of a project runs. */
export function checkPackage(
  project: Project,
  environment: Readonly<Record<string, string | undefined>>,
): Finding {
  return project.runtime === "nodejs" ? ofProgram(project) : ofPlugin(project, environment);
}

/** The provider of programs in TypeScript and JavaScript is loaded from the program's folder, now and to delete. */
function ofProgram({ programFolder }: Project): Finding {
  const program = createRequire(join(programFolder, "program.js"));
  for (const needed of [`${ours}/provider`, "@pulumi/pulumi/package.json"]) {
    if (resolved(program, needed) !== undefined) continue;
    const name = needed.replace(/\/(provider|package\.json)$/, "");
    return error(
      `${name} cannot be found from the program's folder, ${programFolder}, where Pulumi loads it from`,
      `add ${name} to the dependencies of the program's own package.json, and install it`,
    );
  }
  const version = versionIn(resolved(program, `${ours}/package.json`));
  const own = versionIn(require.resolve(`${ours}/package.json`));
  if (version !== own)
    return warning(
      `the program has version ${version}, and this command is of version ${own}`,
      "run the program's own one, with npx in its folder",
    );
  return isDependency(programFolder)
    ? ok(`version ${version}, found from ${programFolder}`)
    : warning(
        `it is found from ${programFolder}, and no dependency of the package.json there`,
        "add it to the dependencies: other package managers, and a removal of what has it, hide it from Pulumi",
      );
}

function resolved(program: NodeJS.Require, name: string): string | undefined {
  try {
    return program.resolve(name);
  } catch {
    return undefined;
  }
}

function versionIn(manifest: string | undefined): string {
  return manifest === undefined ? "unknown" : String(partOf(readJson(manifest), "version"));
}

function isDependency(folder: string): boolean {
  const manifest = resolved(createRequire(join(folder, "program.js")), "./package.json");
  if (manifest === undefined) return false;
  return partOf(partOf(readJson(manifest), "dependencies"), ours) !== undefined;
}

/** Programs in other languages use the plugin, which Pulumi.yaml names or the PATH has. */
function ofPlugin(
  { runtime, namesPlugin }: Project,
  environment: Readonly<Record<string, string | undefined>>,
): Finding {
  if (namesPlugin) return ok("the plugin media-tasks is named in Pulumi.yaml");
  const folders = (environment["PATH"] ?? "").split(delimiter);
  if (folders.some((folder) => isExecutable(join(folder, "pulumi-resource-media-tasks"))))
    return ok("the plugin media-tasks is on the PATH");
  return error(
    `a program in ${runtime} needs the plugin media-tasks, and neither Pulumi.yaml names it nor the PATH has it`,
    "add it to packages in Pulumi.yaml, as docs/plugin.md says",
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

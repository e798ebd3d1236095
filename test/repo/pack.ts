import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { isObject, listOf, parseJson, textOf } from "../../local/vendors/json";

const run = promisify(execFile);

/** The folder of the project. */
export const root = resolve(__dirname, "../..");

/** The archive that is published. */
export interface Archive {
  readonly path: string;
  readonly files: readonly string[];
}

/** Whether a file in dist is there because of a source; a build leaves those whose source is gone. */
function hasSource(file: string): boolean {
  const path = relative(join(root, "dist"), file);
  // The declarations are written anew by each build.
  if (path.startsWith("types/")) return true;
  const source = path.endsWith(".json") ? path : `${path.replace(/(\.d\.ts|\.js)$/, "")}.ts`;
  return existsSync(join(root, source));
}

/** Packs the package into a folder, as it would be after a build from scratch. */
export async function pack(folder: string): Promise<Archive> {
  const copy = join(folder, "package");
  for (const part of [
    "package.json",
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
    "plugin",
    "policies",
  ]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  cpSync(join(root, "dist"), join(copy, "dist"), {
    recursive: true,
    filter: (file) => !/\.(ts|js|json)$/.test(file) || hasSource(file),
  });
  const flags = ["--json", "--ignore-scripts", "--offline", "--pack-destination", folder];
  const { stdout } = await run("npm", ["pack", ...flags], { cwd: copy });
  const report = parseJson(stdout);
  const packed = Array.isArray(report) ? report[0] : Object.values(isObject(report) ? report : {})[0];
  return {
    path: join(folder, textOf(packed, "filename")),
    files: listOf(packed, "files").map((file) => textOf(file, "path")),
  };
}

/** Unpacks an archive into a project's node_modules, beside links to these packages and nothing else. */
export async function unpack(archive: Archive, project: string, packages: readonly string[]): Promise<void> {
  const modules = join(project, "node_modules");
  const installed = join(modules, "pulumi-media-tasks");
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", archive.path, "-C", installed, "--strip-components=1"]);
  for (const name of packages) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
}

import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The folder that the engine runs program and provider in; a program may go elsewhere afterwards. */
const programFolder = process.cwd();

let isFound = false;

/**
 * Throws where the provider's process will not find this package: it looks from the program's folder, and a package
 * manager that keeps packages apart shows it there only to who depends on it.
 */
export function requirePackage(folder: string = programFolder): void {
  // Without the engine's language host nobody knows where the provider runs, or there is none.
  if (isFound || !isAbsolute(pulumi.runtime.getRootDirectory())) return;
  try {
    createRequire(join(folder, "program.js")).resolve("pulumi-media-tasks/provider");
    isFound = true;
  } catch {
    throw new pulumi.RunError(
      `pulumi-media-tasks cannot be found from the program's folder, ${folder}, where Pulumi loads it from, now and to delete. ` +
        "What to do: add pulumi-media-tasks to the dependencies of the program's own package.json and install it, also where only another package of yours uses it",
    );
  }
}

import { basename, join, relative } from "node:path";
import { describe } from "@jest/globals";
import { filesOf } from "./filesOf.ts";

/** Runs the test files of a group one after the other with the same modules, each as a block with its own hooks. */
export function runFiles(group: string): void {
  const tests = join(__dirname, "..");
  for (const file of filesOf(basename(group), tests))
    describe(relative(tests, file), () => void require(file));
}

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a test file says above its imports, with the reason, that shares its modules with no other. */
const alone = /^\/\/ Runs alone: /m;

/** The test files that a group runs: all of the folder that it is named after, but for those that run alone. */
export function filesOf(group: string, tests: string): string[] {
  const [folder] = group.split(".");
  const files = globSync(`${folder}/**/*.test.ts`, { cwd: tests }).map((file) => join(tests, file));
  return files.filter((file) => !alone.test(readFileSync(file, "utf8"))).sort();
}

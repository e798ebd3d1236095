import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./pack";

/** The packages that a process has loaded once it required a file of ours. */
function packagesOf(file: string): string[] {
  const script = `
    require(${JSON.stringify(join(root, "dist", file))});
    for (const path of Object.keys(require.cache)) console.log(path);`;
  const paths = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).split("\n");
  const names = paths.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names)].filter((name) => name !== undefined).sort();
}

test("contracts need zod alone", () => {
  expect(packagesOf("sdk/contracts.js")).toEqual(["zod"]);
});

test("the provider, the rules and the command line load without Pulumi, which takes longer than all of them", () => {
  for (const file of ["provider/index.js", "policies/rules.js", "policies/core/examples.js", "cli/run.js"]) {
    const packages = packagesOf(file);
    expect(packages).toContain("zod");
    expect({ file, pulumi: packages.filter((name) => name.startsWith("@pulumi/")) }).toEqual({
      file,
      pulumi: [],
    });
  }
});

test("classes load it", () => {
  expect(packagesOf("sdk/index.js")).toContain("@pulumi/pulumi");
});

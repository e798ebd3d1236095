import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { launchProcess } from "../../local/engine/processes";
import { startVendors, type Vendors } from "../../local/vendors";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { configFor } from "../provider/support";
import { destroy, root, Stack, up } from "./stack";

// A package manager that keeps packages apart: each finds only what it depends on. The program depends on a package of
// components, and that one on this package.

let stack: Stack;
let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors();
  stack = new Stack("lean", launchProcess);
  rmSync(join(stack.dir, "node_modules"));
  link("node_modules/@pulumi/pulumi", join(root, "node_modules/@pulumi/pulumi"));
  link("node_modules/@acme/media", join(stack.dir, ".store/media"));
  link(".store/media/node_modules/pulumi-media-tasks", root);
  stack.write(".store/media/package.json", { name: "@acme/media", main: "index.js" });
  const inputs = JSON.stringify(gmeRecording.inputs);
  stack.write(
    ".store/media/index.js",
    `const { tencent } = require("pulumi-media-tasks");\nexports.room = () => new tencent.gme.Recording("voice", ${inputs});\n`,
  );
  stack.configure(configFor(vendors), [
    "tencentcloud:secretId",
    "tencentcloud:secretKey",
    "volcengine:accessKey",
  ]);
});
afterEach(async () => {
  stack[Symbol.dispose]();
  await vendors.close();
});

function link(path: string, target: string): void {
  const place = join(stack.dir, path);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place);
}

/** A program in a folder of the project, as CommonJS or as a module. */
function program(folder: string, kind: "commonjs" | "module"): void {
  const main = folder === "." ? "" : `main: ${folder}\n`;
  stack.write("Pulumi.yaml", `name: school\nruntime: {name: nodejs, options: {typescript: false}}\n${main}`);
  stack.write(join(folder, "package.json"), { name: "infra", main: "index.js", type: kind });
  const source = {
    commonjs: 'require("@acme/media").room();\n',
    module: 'import media from "@acme/media";\nprocess.chdir("/");\nmedia.room();\n',
  };
  stack.write(join(folder, "index.js"), source[kind]);
}

test.each([
  [".", "commonjs"],
  ["infra", "commonjs"],
  ["infra", "module"],
] as const)(
  "a program in %s, as %s, is told what to add, and then works",
  async (folder, kind) => {
    program(folder, kind);
    const refused = await stack.run("preview");
    expect(refused.exitCode).toBe(1);
    expect(refused.text).toContain(
      `pulumi-media-tasks cannot be found from the program's folder, ${join(stack.dir, folder)}, where Pulumi loads it from, now and to delete. What to do: add pulumi-media-tasks to the dependencies of the program's own package.json`,
    );
    // In one sentence, without a stack.
    expect(refused.text).not.toMatch(/Cannot find module|\n\s+at /);
    expect(vendors.journal).toHaveLength(0);

    link(join(folder, "node_modules/pulumi-media-tasks"), root);
    for (const command of [up, "preview --expect-no-changes", destroy]) {
      expect(await stack.run(command)).toMatchObject({ exitCode: 0 });
    }
    expect(vendors.tasks()).toMatchObject([{ reason: "stopped" }]);
  },
  60_000,
);

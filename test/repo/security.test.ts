import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import manifest from "../../package.json";

const root = resolve(__dirname, "../..");

/** The package.json of an installed package. */
function manifestOf(name: string): { dependencies?: object; scripts?: object } {
  return JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
}

test("SECURITY.md lists the dependencies of the package and no others", () => {
  const text = readFileSync(join(root, "SECURITY.md"), "utf8");
  const rows = [...text.matchAll(/^\| `(\S+)` +\| (dependency|peer) /gm)].map(([, name, kind]) => [
    name,
    kind,
  ]);
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(Object.keys(manifest.dependencies).map((name) => [name, "dependency"])),
    ...Object.fromEntries(Object.keys(manifest.peerDependencies).map((name) => [name, "peer"])),
  });
  expect(manifest).not.toHaveProperty("optionalDependencies");
  expect(manifest).not.toHaveProperty("bundleDependencies");
});

describe("npm ci --ignore-scripts loses nothing", () => {
  test.each(["pulumi-media-tasks", ...Object.keys(manifest.dependencies)])("of %s", (name) => {
    const { scripts = {} } = manifestOf(name);
    const run = Object.keys(scripts).filter((script) => /^(pre|post)?install$/.test(script));
    expect(run).toEqual([]);
  });
});

test.each(Object.keys(manifest.dependencies))("%s brings no dependencies of its own", (name) => {
  expect(manifestOf(name).dependencies ?? {}).toEqual({});
});

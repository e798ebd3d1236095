import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { version } from "../../package.json";
import { presetNames, presetsByName } from "../../policies/presets";

const root = resolve(__dirname, "../..");
const manifests = [
  ["policies", "baseline"] as const,
  ...presetNames.map((name) => [`policies/packs/${name}`, name] as const),
];

test("every preset is a pack, and there is no other", () => {
  expect(readdirSync(join(root, "policies/packs")).sort()).toEqual([...presetNames].sort());
});

describe.each(manifests)("%s", (folder, preset) => {
  const manifest: { version: string; main: string } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  );

  test("has the version of the package", () => {
    expect(manifest.version).toBe(version);
  });

  test("says what its preset is for", () => {
    const description = `description: "Media tasks: ${presetsByName[preset].purpose}"`;
    expect(readFileSync(join(root, folder, "PulumiPolicy.yaml"), "utf8")).toBe(
      `${description}\nruntime: nodejs\n`,
    );
  });

  test("starts the compiled pack of its preset", () => {
    const entry = resolve(root, folder, manifest.main);
    expect(entry).toBe(join(root, `dist/policies/packs/${preset}/index.js`));
    const source = readFileSync(join(root, `policies/packs/${preset}/index.ts`), "utf8");
    expect(source).toMatch(/new PolicyPack\("([\w-]+)"/);
    expect(source).toContain(`"media-tasks-${preset}"`);
    expect(source).toMatch(preset.includes("-") ? `presets["${preset}"]` : `presets.${preset} `);
  });
});

test("only the packs start a policy server", () => {
  const sources = readdirSync(join(root, "policies"), { recursive: true, encoding: "utf8" });
  const starting = sources.filter(
    (name) =>
      name.endsWith(".ts") && readFileSync(join(root, "policies", name), "utf8").includes("new PolicyPack("),
  );
  expect(starting.sort()).toEqual(presetNames.map((name) => `packs/${name}/index.ts`).sort());
});

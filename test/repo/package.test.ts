import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type JsonValue, listOf, member, parseJson } from "../../local/vendors/json";
import { type Archive, pack, root, unpack } from "./pack";

const run = promisify(execFile);
const bin = join(root, "node_modules/.bin");

/** What the package exports: names of each entry that programs rely on. */
const exported: Readonly<Record<string, readonly string[]>> = {
  "pulumi-media-tasks": ["layouts", "media", "tencent", "volcengine", "contracts"],
  "pulumi-media-tasks/callbacks": ["tencent", "volcengine", "taskOf", "urnsOf", "CallbackRefused"],
  "pulumi-media-tasks/layouts": ["grid", "speaker", "pip", "columns"],
  "pulumi-media-tasks/live": ["tencent", "volcengine"],
  "pulumi-media-tasks/provider": ["of", "lookUp"],
  "pulumi-media-tasks/policies": ["presets", "encode", "storage", "operations"],
  "pulumi-media-tasks/policies/prices.example.json": ["currency", "meters"],
  "pulumi-media-tasks/local": ["LocalEngine", "startVendors"],
  "pulumi-media-tasks/package.json": ["name", "version"],
};

const manifest = parseJson(readFileSync(join(root, "package.json"), "utf8"));
const dependencies = Object.keys(Object(member(manifest, "dependencies")));
const peers = Object.keys(Object(member(manifest, "peerDependencies")));

let folder: string;
let archive: Archive;

/** Runs a script beside the installed package and the packages that its package.json names: others are not found. */
async function runBeside(packages: readonly string[], script: string): Promise<{ stdout: string }> {
  const project = mkdtempSync(join(folder, "project-"));
  await unpack(archive, project, packages);
  // Without one, Node.js takes that of a folder above for the program's.
  writeFileSync(join(project, "package.json"), "{}");
  writeFileSync(join(project, "index.js"), script);
  return run("node", ["index.js"], { cwd: project });
}

/** What publint says; attw, as publint, exits with a failure where it finds something. */
let linted: string;
/** The names that each entry exports. */
let names: JsonValue;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-package-"));
  archive = await pack(folder);
  const entries = `${JSON.stringify(Object.keys(exported))}.map((entry) => [entry, Object.keys(require(entry))])`;
  const [publint, program] = await Promise.all([
    run(join(bin, "publint"), ["run", archive.path, "--strict"]),
    runBeside([...dependencies, ...peers], `console.log(JSON.stringify(Object.fromEntries(${entries})))`),
    run(join(bin, "attw"), [archive.path]),
  ]);
  linted = publint.stdout;
  names = parseJson(program.stdout);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what it should and nothing else", () => {
  const strays = archive.files.filter(
    (file) =>
      !["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json"].includes(file) &&
      !/^dist\/(sdk|provider|plugin|policies|report|cli|local)\/.+\.(js|json)$/.test(file) &&
      !/^dist\/types\/(sdk|provider|policies|local)\/.+\.d\.ts$/.test(file) &&
      !/^plugin\/(PulumiPlugin\.yaml|package\.json|pulumi-resource-media-tasks)$/.test(file) &&
      !/^policies\/(.+\/)?(PulumiPolicy\.yaml|package\.json|prices\.example\.json)$/.test(file),
  );
  expect(strays).toEqual([]);
  expect(archive.files).toEqual(
    expect.arrayContaining([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "package.json",
      "dist/sdk/index.js",
      "dist/provider/index.js",
      "dist/local/index.js",
      "dist/types/sdk/index.d.ts",
      "dist/plugin/schema.json",
      "plugin/PulumiPlugin.yaml",
      "plugin/package.json",
      "plugin/pulumi-resource-media-tasks",
      "policies/PulumiPolicy.yaml",
      "policies/package.json",
      "policies/prices.example.json",
    ]),
  );
});

test("publint and attw find nothing", () => {
  expect(linted).toContain("All good");
});

test("every export can be loaded, and there is no other", () => {
  const entries = Object.keys(Object(member(manifest, "exports")));
  expect(Object.keys(exported)).toEqual(entries.map((entry) => entry.replace(/^\./, "pulumi-media-tasks")));
  for (const [entry, wanted] of Object.entries(exported)) {
    expect({ entry, names: listOf(names, entry) }).toEqual({
      entry,
      names: expect.arrayContaining([...wanted]),
    });
  }
});

test.each(["callbacks", "layouts", "live"])(
  "%s needs no other package, as in a cloud function",
  async (entry) => {
    const { stdout } = await runBeside(
      [],
      `console.log(Object.keys(require("pulumi-media-tasks/${entry}")).length)`,
    );
    expect(Number(stdout)).toBeGreaterThan(0);
  },
);

// Yarn does not install peer dependencies by itself.
test("without the policy SDK, one sentence says what to add, and the command line runs", async () => {
  const { stdout } = await runBeside(
    [...dependencies, ...peers].filter((name) => name !== "@pulumi/policy"),
    `for (const entry of ["pulumi-media-tasks/policies", "./node_modules/pulumi-media-tasks/policies"]) {
       try { require(entry); } catch (error) { console.log(error.message); }
     }
     process.argv.push("orphans", "--help");
     require("./node_modules/pulumi-media-tasks/dist/cli/main.js");`,
  );
  const [ofLibrary, ofPack, ...help] = stdout.split("\n");
  expect(ofLibrary).toBe(
    "pulumi-media-tasks/policies needs @pulumi/policy, which is not installed. What to do: add it to the dependencies beside pulumi-media-tasks, for example with `yarn add @pulumi/policy`",
  );
  expect(ofPack).toBe(ofLibrary);
  expect(help.join("\n")).toContain("Usage: pulumi-media-tasks orphans");
}, 60_000);

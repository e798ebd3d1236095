import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isObject, type JsonValue, listOf, member, parseJson, textOf } from "../../local/vendors/json";

const run = promisify(execFile);
const root = resolve(__dirname, "../..");
const bin = join(root, "node_modules/.bin");

/** What the package exports: names of each entry that programs rely on. */
const exported: Readonly<Record<string, readonly string[]>> = {
  "pulumi-media-tasks": ["tencent", "volcengine", "contracts"],
  "pulumi-media-tasks/provider": ["of"],
  "pulumi-media-tasks/policies": ["presets", "encode", "storage", "operations"],
  "pulumi-media-tasks/policies/prices.example.json": ["currency", "meters"],
  "pulumi-media-tasks/local": ["LocalEngine", "startVendors"],
  "pulumi-media-tasks/package.json": ["name", "version"],
};

let folder: string;
let project: string;
let tarball: string;
let files: string[];

/** Whether a file in the folder is there because of a source; a build leaves those whose source is gone. */
function hasSource(file: string): boolean {
  const path = relative(join(root, "dist"), file);
  if (path.startsWith("types/")) return true;
  const source = path.endsWith(".json") ? path : `${path.replace(/(\.d\.ts|\.js)$/, "")}.ts`;
  return existsSync(join(root, source));
}

/** Packs the package as it would be after a build from scratch. */
async function pack(): Promise<void> {
  const copy = join(folder, "package");
  for (const part of ["package.json", "README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "policies"]) {
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
  tarball = join(folder, textOf(packed, "filename"));
  files = listOf(packed, "files").map((file) => textOf(file, "path"));
}

/**
 * Installs the package in a project of its own, as `npm ci --ignore-scripts` does: unpacked, beside links to what its
 * package.json names and nothing else, so that an import of anything else fails. `npm install --offline` would need a filled cache.
 */
async function install(): Promise<void> {
  project = join(folder, "project");
  const modules = join(project, "node_modules");
  const installed = join(modules, "pulumi-media-tasks");
  cpSync(join(root, "test/fixtures/installed"), project, { recursive: true });
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  const manifest = parseJson(readFileSync(join(installed, "package.json"), "utf8"));
  for (const kind of ["dependencies", "peerDependencies"]) {
    for (const name of Object.keys(Object(member(manifest, kind)))) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, "node_modules", name), join(modules, name));
    }
  }
}

/** What publint says; attw, as publint, exits with a failure where it finds something. */
let linted: string;
/** What the program of the project printed. */
let printed: JsonValue;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-package-"));
  await pack();
  await install();
  const [publint, program] = await Promise.all([
    run(join(bin, "publint"), ["run", tarball, "--strict"]),
    run("node", ["run.js", ...Object.keys(exported)], { cwd: project }),
    run(join(bin, "attw"), [tarball]),
  ]);
  linted = publint.stdout;
  printed = parseJson(program.stdout);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what it should and nothing else", () => {
  const strays = files.filter(
    (file) =>
      !["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json"].includes(file) &&
      !/^dist\/(sdk|provider|policies|cli|local)\/.+\.(js|json)$/.test(file) &&
      !/^dist\/types\/(sdk|provider|policies|local)\/.+\.d\.ts$/.test(file) &&
      !/^policies\/(.+\/)?(PulumiPolicy\.yaml|package\.json|prices\.example\.json)$/.test(file),
  );
  expect(strays).toEqual([]);
  expect(files).toEqual(
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
  const manifest = parseJson(readFileSync(join(root, "package.json"), "utf8"));
  const entries = Object.keys(Object(member(manifest, "exports")));
  expect(Object.keys(exported)).toEqual(entries.map((entry) => entry.replace(/^\./, "pulumi-media-tasks")));
  for (const [entry, names] of Object.entries(exported)) {
    expect({ entry, names: listOf(member(printed, "exported"), entry) }).toEqual({
      entry,
      names: expect.arrayContaining([...names]),
    });
  }
});

test("a program that has it installed is previewed, deployed and destroyed", () => {
  const went = (changes: object) => expect.objectContaining({ exitCode: 0, changes, diagnostics: [] });
  expect(printed).toMatchObject({
    preview: went({ create: 4 }),
    callsOfPreview: 0,
    up: { exitCode: 0, changes: { create: 4 }, outputs: { status: "running" } },
    showsSecret: false,
    tasks: 2,
    destroy: went({ delete: 4 }),
    running: 0,
  });
});

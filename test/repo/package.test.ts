import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";

const root = resolve(__dirname, "../..");
const bin = join(root, "node_modules/.bin");
let folder: string;
let tarball: string;
let files: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-pack-"));
  const report = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const parsed: unknown = JSON.parse(report);
  const packed: unknown = Array.isArray(parsed) ? parsed[0] : Object.values(Object(parsed))[0];
  const { filename, files: list } = packed as { filename: string; files: { path: string }[] };
  tarball = join(folder, filename);
  files = list.map((file) => file.path);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what it should and nothing else", () => {
  const top = new Set(files.map((file) => file.split("/", 1)[0]));
  expect([...top].sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist",
    "package.json",
    "policies",
  ]);
  const strays = files.filter(
    (file) =>
      (file.startsWith("dist/") && !/\.(js|d\.ts|json)$/.test(file)) ||
      (file.startsWith("policies/") &&
        !/\/(PulumiPolicy\.yaml|package\.json|prices\.example\.json)$/.test(file)),
  );
  expect(strays).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      "dist/sdk/index.js",
      "dist/provider/index.js",
      "dist/policies/index.js",
      "dist/local/index.js",
      "policies/PulumiPolicy.yaml",
      "policies/package.json",
      "policies/prices.example.json",
    ]),
  );
  expect(files.filter((file) => file.includes(".test.") || file.endsWith(".tsbuildinfo"))).toEqual([]);
});

test("publint and attw find nothing", () => {
  const publint = execFileSync("node", [join(bin, "publint"), "run", tarball, "--strict"], {
    encoding: "utf8",
  });
  expect(publint).toContain("All good");
  execFileSync("node", [join(bin, "attw"), tarball, "--profile", "node16"], { encoding: "utf8" });
}, 60_000);

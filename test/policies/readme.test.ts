import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { run } from "../../cli/run";
import { configProblems } from "../../policies/core/config";
import { presetNames, presetsByName } from "../../policies/presets";
import { allRules } from "../../policies/rules";

const root = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const section = read("docs/policy-checks.md");

test("docs/policies.md is what `npm run docs` makes", async () => {
  const { scripts }: { scripts: { docs: string } } = JSON.parse(read("package.json"));
  expect(scripts.docs).toMatch(/dist\/cli\/main\.js policies --markdown > docs\/policies\.md$/);
  const lines: string[] = [];
  const out = (text: string) => void lines.push(`${text}\n`);
  expect(await run(["policies", "--markdown"], { out, err: out })).toBe(0);
  expect(read("docs/policies.md")).toBe(lines.join(""));
});

test("the page on policy checks has all presets, and what they are for", () => {
  const rows = [...section.matchAll(/^\| `([\w-]+)` +\| (.+?) +\|$/gm)].map(([, name, purpose]) => [
    name,
    purpose,
  ]);
  expect(rows).toEqual(presetNames.map((name) => [name, presetsByName[name].purpose]));
});

test("the page's configuration of a pack has no problems", () => {
  const [, config = ""] = /```json\n([\s\S]+?)```/.exec(section) ?? [];
  expect(configProblems(JSON.parse(config), allRules, allRules)).toEqual([]);
});

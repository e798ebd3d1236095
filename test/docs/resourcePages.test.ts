import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { facts } from "../../local/vendors/facts";
import { contracts } from "../../sdk/contracts";
import type { TypeUnderTest } from "../contract/describeType";
import { operations } from "../contract/operations";
import { allTypes } from "../contract/typesThat";

const root = resolve(__dirname, "../..");
const folders = ["docs/resources", "permissions"];

/** What a type calls, whatever its inputs, and which codes the vendor lists for that. */
function callsOf({ type, documents }: TypeUnderTest) {
  const actions = [...new Set(operations.filter((one) => one.type === type).map(({ action }) => action))];
  const listed = (action: string) => facts[documents].actions[action]?.errors ?? [];
  return { actions, errors: Object.fromEntries(actions.map((action) => [action, listed(action)])) };
}

/** The pages as they are made now, by path. */
function made(): Record<string, string> {
  const input = JSON.stringify(Object.fromEntries(allTypes.map((type) => [type.type, callsOf(type)])));
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "build/docs.ts")], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const all = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

const pages = made();

test("docs/resources and permissions are what `npm run docs` makes", () => {
  if (process.env.WRITE_DOCS) {
    for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true });
    for (const [path, text] of Object.entries(pages)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  expect(folders.flatMap(filesIn).sort()).toEqual(Object.keys(pages).sort());
  for (const [path, text] of Object.entries(pages))
    expect([path, readFileSync(join(root, path), "utf8")]).toEqual([path, text]);
});

test.each(contracts)(
  "the page on $type has every input and output, and what each change does",
  ({ type, ...contract }) => {
    const page = pages[`docs/resources/${type.replace(":", "/")}.md`] ?? "";
    const [, inputs = "", outputs = ""] = page.split(/\n## (?:Inputs|Outputs)\n/);
    for (const name of Object.keys(contract.inputs.shape))
      expect(inputs).toMatch(new RegExp(`^- \`${name}\` \\(`, "m"));
    for (const name of Object.keys(contract.outputs.shape))
      expect(outputs).toMatch(new RegExp(`^- \`${name}\` \\(`, "m"));
    for (const line of inputs.matchAll(/^- (.+)$/gm))
      expect(line[1]).toMatch(/; (a change (replaces|is made in place|of some of it is)|a new value alone)/);
  },
);

test("the policies allow every call of Tencent Cloud, and nothing else", () => {
  for (const { type, documents, ...rest } of allTypes.filter(({ type }) => type.startsWith("tencent/"))) {
    const policy = JSON.parse(pages[`permissions/${type.replace(":", "/")}.json`] ?? "{}");
    expect(policy.version).toBe("2.0");
    const allowed: string[] = policy.statement.flatMap(({ action }: { action: string[] }) => action);
    const { actions } = callsOf({ type, documents, ...rest });
    expect(allowed.sort()).toEqual(actions.map((action) => `${documents}:${action}`).sort());
    for (const { resource } of policy.statement) expect(resource).toHaveLength(1);
  }
});

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { run } from "../../cli/run";
import { relay } from "../../policies/core/examples";
import { reportSchema } from "../../report/Report";
import { pulumiType } from "../../sdk/core/contract";

const isInstalled = spawnSync("conftest", ["--version"]).status === 0;
if (!isInstalled)
  console.warn("SKIPPED: the Rego example of docs/report.md was not run, as conftest is not on PATH.");

const page = readFileSync(resolve(__dirname, "../../docs/report.md"), "utf8");
const [, commands = "", rule = ""] = /```sh\n([^`]*conftest[^`]*)```\n\n```rego\n([^`]*)```/.exec(page) ?? [];

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rego-"));
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules/interruptions.rego"), rule);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lets the commands of the page judge a preview that stops, or starts, a relay of a stack. */
async function judge(operation: "create" | "delete", stack: string) {
  const { contract, inputs } = relay("the stage");
  const type = pulumiType(contract);
  const state = { type, inputs };
  const urn = `urn:pulumi:${stack}::school::${type}::stage`;
  const preview = join(folder, "preview.json");
  const step = operation === "create" ? { newState: state } : { oldState: state };
  writeFileSync(preview, JSON.stringify({ steps: [{ op: operation, urn, ...step }] }));
  const [, flags = "", judging = ""] =
    /^npx pulumi-media-tasks report preview\.json (.+) > report\.json\nconftest (.+)\n$/.exec(commands) ?? [];
  let report = "";
  const out = (text: string) => {
    report += text;
  };
  expect(await run(["report", preview, ...flags.split(" ")], { out, err: out })).toBe(0);
  writeFileSync(join(folder, "report.json"), report);
  const { status, stdout, stderr } = spawnSync("conftest", [...judging.split(" "), "--output", "json"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return { status, result: JSON.parse(stdout) };
}

test("the Rego example of the page reads what a report has", () => {
  const read = (name: string) =>
    [...rule.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))].map(([, part]) => part);
  const [parts, ofChanges] = [read("input"), read("change")];
  expect(parts).toContain("changes");
  expect(Object.keys(reportSchema.shape)).toEqual(expect.arrayContaining(parts));
  expect(ofChanges).toContain("interrupts");
  expect(Object.keys(reportSchema.shape.changes.element.shape)).toEqual(expect.arrayContaining(ofChanges));
});

(isInstalled ? describe : describe.skip)("the Rego example of the page", () => {
  test("refuses what interrupts an event", async () => {
    expect(await judge("delete", "prod")).toEqual({
      status: 1,
      result: [
        expect.objectContaining({
          successes: 0,
          failures: [{ msg: "stage is stopped", metadata: expect.anything() }],
        }),
      ],
    });
  });

  test.each([
    ["what interrupts nothing", "create", "prod"],
    ["what interrupts a stack for trials", "delete", "dev"],
  ] as const)("lets pass %s", async (_, operation, stack) => {
    const { status, result } = await judge(operation, stack);
    expect([status, result]).toEqual([0, [expect.not.objectContaining({ failures: expect.anything() })]]);
    expect(result).toEqual([expect.objectContaining({ successes: 1 })]);
  });
});

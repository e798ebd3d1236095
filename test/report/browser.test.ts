import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { baseExamples, relay } from "../../policies/core/examples";
import { htmlReport } from "../../report/documents/html";
import { readPlan } from "../../report/read/readPlan";
import { reportOf } from "../../report/reportOf";
import { pulumiType } from "../../sdk/core/contract";

const names = ["chromium", "google-chrome", "chromium-browser"];
const browser = names.find((name) => spawnSync(name, ["--version"]).status === 0);
if (browser === undefined)
  console.warn(`SKIPPED: no page was looked at, as none of ${names.join(", ")} is on PATH.`);

const long = "a-name-of-more-letters-than-a-telephone-has-room-for-".repeat(3);

/** A page with every type, and texts that are longer than a line. */
function page(): string {
  const examples = [...baseExamples, relay("idle", { "agentParams.maxIdleTime": 4000 })];
  const resources = examples.map(({ contract, inputs }, index) => {
    const type = pulumiType(contract);
    return { type, inputs, urn: `urn:pulumi:dev::school::${type}::${long}${index}` };
  });
  const stack = readPlan(JSON.stringify({ version: 3, deployment: { resources } }));
  const { report, pictures } = reportOf(stack, {
    preset: "strict",
    config: {},
    prices: undefined,
    streams: 6,
  });
  return htmlReport(report, pictures).replaceAll("<details>", "<details open>");
}

(browser === undefined ? test.skip : test)(
  "a page has no errors, and nothing in it is wider than a telephone or a screen",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "page-"));
    try {
      writeFileSync(join(folder, "report.html"), page());
      const widths = [360, 1440];
      // What the frames say of themselves, as a headless window is never narrower than 500 pixels.
      writeFileSync(
        join(folder, "frames.html"),
        `${widths.map((width) => `<iframe style="border:0" width="${width}" height="600" src="report.html"></iframe>`).join("")}
<pre id="found"></pre><script>onload = () => {
  const pages = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
  found.textContent = JSON.stringify(pages.map((page) => page.documentElement.scrollWidth));
};</script>`,
      );
      const { stdout, stderr } = spawnSync(
        browser ?? "",
        [
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--allow-file-access-from-files",
          "--enable-logging=stderr",
          "--virtual-time-budget=10000",
          `--user-data-dir=${join(folder, "profile")}`,
          "--dump-dom",
          `file://${join(folder, "frames.html")}`,
        ],
        { encoding: "utf8", timeout: 90_000, maxBuffer: 64e6 },
      );
      const [, found = "[]"] = /<pre id="found">([^<]*)<\/pre>/.exec(stdout) ?? [];
      const seen: unknown = JSON.parse(found);
      expect(
        Array.isArray(seen) ? seen.map((width, index) => width > 0 && width <= (widths[index] ?? 0)) : [],
      ).toEqual([true, true]);
      expect(stderr.split("\n").filter((line) => line.includes("CONSOLE"))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

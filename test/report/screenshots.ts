import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { run } from "../../cli/run";
import { LiveEvent } from "../engine/liveEvent";
import { root } from "../engine/stack";
import { Browser, findBrowser } from "./Browser";

/** How much of the page is shown, from its top. */
const views = [
  { width: 1440, highest: 940 },
  { width: 360, highest: 740 },
];

const command = findBrowser();

/** `npm run screenshots`: the report of a change of the main example, as a browser shows it. */
(command === undefined ? test.skip : test)(
  "the report in a browser, for docs",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "screenshots-"));
    try {
      await using event = await LiveEvent.start("lean", { speed: 600 });
      expect((await event.run("up --yes --skip-preview")).exitCode).toBe(0);
      const files = { before: join(folder, "state.json"), preview: join(folder, "preview.json") };
      writeFileSync(files.before, event.read(".pulumi-local/dev.json"));
      event.set({ "event:room": "295067", "event:videoKbps": "2000" });
      writeFileSync(files.preview, (await event.run("preview --json")).text);
      const prices = join(root, "policies/prices.example.json");
      const flags = ["--before", files.before, "--prices", prices, "--out", folder];
      const output = { out: () => undefined, err: (text: string) => console.error(text) };
      expect(await run(["report", files.preview, ...flags], output)).toBe(0);

      await using browser = await Browser.start(command ?? "");
      for (const { width, highest } of views) {
        for (const scheme of ["light", "dark"] as const) {
          await browser.look({ width, scheme });
          await browser.open(join(folder, "report.html"));
          const png = await browser.picture(width, highest);
          writeFileSync(join(root, `docs/report-${width}-${scheme}.png`), png);
        }
      }
      expect(browser.complaints).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);

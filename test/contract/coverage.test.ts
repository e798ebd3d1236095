import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { facts } from "../../local/vendors/facts";
import { coveragePage, whyUncalled } from "./coverage";
import { operations } from "./operations";

const page = join(__dirname, "../../docs/coverage.md");

test("every documented action is called by a resource, or there is a reason why not", () => {
  const called = new Set(operations.map(({ service, action }) => `${service} ${action}`));
  for (const [service, { actions }] of Object.entries(facts)) {
    for (const action of Object.keys(actions)) {
      const reason = whyUncalled(service, action);
      expect([service, action, called.has(`${service} ${action}`)]).toEqual([service, action, !reason]);
    }
  }
});

test("docs/coverage.md is what `npm run docs` makes", () => {
  if (process.env.WRITE_DOCS) writeFileSync(page, coveragePage());
  expect(readFileSync(page, "utf8")).toBe(coveragePage());
});

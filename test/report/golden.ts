import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@jest/globals";

const fixtures = join(__dirname, "../fixtures");

/** Holds a text against the file that has it; `WRITE_GOLDEN=1` writes the file, to be looked at before it is kept. */
export function expectGolden(file: string, text: string): void {
  const path = join(fixtures, file);
  if (process.env["WRITE_GOLDEN"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, "utf8"));
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { matrix } from "./matrix";

test("every fault has a number of its own, and tests under it", () => {
  expect(matrix.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
  const tests = readdirSync(__dirname)
    .filter((name) => name.endsWith(".test.ts") || name === "crashTable.ts")
    .map((name) => readFileSync(join(__dirname, name), "utf8"))
    .join("\n");
  const tested = [...tests.matchAll(/\bfault\((\d+)\)/g)].map(([, number]) => Number(number));
  expect([...new Set(tested)].sort((one, other) => one - other)).toEqual(matrix.map(({ number }) => number));
});

test("the page on reliability quotes the table", () => {
  const rows = readFileSync(join(__dirname, "../../docs/reliability.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| \d/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, 4)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(matrix.map(({ number, fault, expected }) => [String(number), fault, expected]));
});

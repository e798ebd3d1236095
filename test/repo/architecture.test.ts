import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = resolve(__dirname, "../..");

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

/** Where a file imports from: folders of the project, or packages. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => {
    const target = match[1] ?? "";
    return target.startsWith(".") ? relative(root, resolve(root, file, "..", target)) : target;
  });
}

function filesThat(folders: string[], matches: (text: string) => boolean): string[] {
  return folders
    .flatMap(sources)
    .filter((file) => matches(readFileSync(join(root, file), "utf8")))
    .sort();
}

describe("who may import whom", () => {
  const forbidden: [folder: string, others: string[]][] = [
    ["sdk", ["provider", "local", "policies", "cli"]],
    ["provider", ["local", "policies", "cli"]],
    ["policies", ["provider", "local", "cli"]],
    ["cli", ["local"]],
    ["local", ["sdk", "provider", "policies", "cli"]],
  ];
  test.each(forbidden)("%s imports nothing of %p", (folder, others) => {
    const strays = sources(folder).flatMap((file) =>
      importsOf(file)
        .filter((target) => others.includes(target.split("/", 1)[0] ?? ""))
        .map((target) => `${file} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });
});

describe("what is done in one place only", () => {
  test("undici", () => {
    expect(
      filesThat(["sdk", "provider", "policies", "cli", "local"], (text) => text.includes('from "undici"')),
    ).toEqual(["provider/http/transport.ts"]);
  });

  test("the environment", () => {
    expect(filesThat(["sdk", "provider", "policies", "cli"], (text) => text.includes("process.env"))).toEqual(
      ["provider/core/config.ts"],
    );
  });

  test("the time and timers", () => {
    const timed = /\bDate\.now\(|new Date\(\)|\bset(Timeout|Interval)\(|node:timers|AbortSignal\.timeout/;
    expect(filesThat(["sdk", "provider", "policies", "cli"], (text) => timed.test(text))).toEqual([
      "policies/core/clock.ts",
      "provider/core/clock.ts",
    ]);
  });
});

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
    ["sdk", ["provider", "local", "policies"]],
    ["provider", ["local", "policies"]],
    ["local", ["sdk", "provider", "policies"]],
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
    expect(filesThat(["sdk", "provider", "local"], (text) => text.includes('from "undici"'))).toEqual([
      "provider/http/transport.ts",
    ]);
  });

  test("the environment, in the provider", () => {
    expect(filesThat(["sdk", "provider"], (text) => text.includes("process.env"))).toEqual([
      "provider/core/config.ts",
    ]);
  });

  test("the time and timers, in the provider", () => {
    const timed = /\bDate\.now\(|\bset(Timeout|Interval)\(|node:timers|AbortSignal\.timeout/;
    expect(filesThat(["sdk", "provider"], (text) => timed.test(text))).toEqual(["provider/core/clock.ts"]);
  });
});

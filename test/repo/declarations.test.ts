import { execFile } from "node:child_process";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { parseJson } from "../../local/vendors/json";
import { pack, root, unpack } from "./pack";

const run = promisify(execFile);
/** The compilers, and with how many settings each is tried. */
const settingsOf = { "typescript-4.9": 3, "typescript-5.0": 2, "typescript-5.9": 2, typescript: 3 } as const;
/** Resolutions of the compiler that is no library any more. */
const resolutionsOf7 = { node16: "node16", nodenext: "nodenext", bundler: "es2020" } as const;

let folder: string;
let project: string;
/** What each compiler finds in the program and in our declarations, by its settings. */
const found = new Map<string, unknown>();

/** The lines on our files among what a compiler prints. */
function ours(output: string): string[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("program.") || line.includes("pulumi-media-tasks"));
}

/** Checks the program with TypeScript 7, which is a command only. */
async function checkWith7(moduleResolution: keyof typeof resolutionsOf7): Promise<string[]> {
  const config = join(project, `tsconfig.${moduleResolution}.json`);
  const compilerOptions = {
    target: "es2020",
    module: resolutionsOf7[moduleResolution],
    moduleResolution,
    types: ["node"],
    exactOptionalPropertyTypes: true,
    noEmit: true,
  };
  const files =
    moduleResolution === "bundler" ? ["program.ts"] : ["program.ts", "program.mts", "program.cts"];
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const compiler = join(root, "node_modules/typescript-7.0/bin/tsc");
  const checked = run("node", [compiler, "-p", config, "--pretty", "false"], { cwd: project });
  // It fails where it finds something, also in the declarations of other packages.
  const { stdout } = await checked.catch((error: { stdout: string }) => error);
  return ours(stdout);
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-media-tasks-declarations-")));
  project = join(folder, "project");
  // Zod is not there, as under a package manager that gives programs their own dependencies only.
  await unpack(await pack(folder), project, ["@pulumi/policy", "@pulumi/pulumi", "@types/node"]);
  for (const ending of ["ts", "mts", "cts"]) {
    copyFileSync(join(root, "test/fixtures/typed/program.ts"), join(project, `program.${ending}`));
  }
  const check = async (compiler: string) => {
    const { stdout } = await run("node", [join(__dirname, "typecheck.js"), compiler, project]);
    found.set(compiler, parseJson(stdout));
  };
  const others = async () => {
    await check("typescript-5.0");
    await check("typescript-5.9");
    await check("typescript-4.9");
  };
  await Promise.all([check("typescript"), others()]);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(settingsOf))("%s finds nothing, whatever the settings", (compiler, count) => {
  const settings = Object.entries(Object(found.get(compiler)));
  expect(settings).toHaveLength(count);
  for (const [setting, result] of settings) {
    expect({ setting, result }).toEqual({ setting, result: { files: expect.any(Number), problems: [] } });
  }
});

test.each(["node16", "nodenext", "bundler"] as const)(
  "TypeScript 7 finds nothing with %s",
  async (resolution) => {
    expect(await checkWith7(resolution)).toEqual([]);
  },
  30_000,
);

/** The declarations that are published. */
const published = join(root, "dist/types");

test("no declaration names zod", () => {
  const files = readdirSync(published, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => /zod/i.test(readFileSync(join(published, file), "utf8")))).toEqual([]);
});

const load = createRequire(__filename);
const entries = ["sdk", "sdk/callbacks", "sdk/layouts", "sdk/live", "provider", "policies", "local"] as const;

/** The names that an entry declares, dotted. */
interface Names {
  readonly values: string[];
  readonly types: string[];
}

function isTypeOnly(exported: ts.Symbol): boolean {
  const { declarations = [] } = exported;
  return declarations.some((one) => ts.isExportSpecifier(one) && ts.isTypeOnlyExportDeclaration(one));
}

function namesOf(module: ts.Symbol, checker: ts.TypeChecker, prefix = ""): Names {
  const names: Names = { values: [], types: [] };
  for (const symbol of checker.getExportsOfModule(module)) {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const name = `${prefix}${symbol.name}`;
    if (target.flags & ts.SymbolFlags.ValueModule) {
      const inner = namesOf(target, checker, `${name}.`);
      names.values.push(...inner.values);
      names.types.push(...inner.types);
    } else {
      (target.flags & ts.SymbolFlags.Value && !isTypeOnly(symbol) ? names.values : names.types).push(name);
    }
  }
  return names;
}

/** The names that each entry declares. */
function readNames(): Map<string, Names> {
  const files = entries.map((entry) => join(published, entry, "index.d.ts"));
  const program = ts.createProgram(files, { types: [], module: ts.ModuleKind.Node20 });
  const checker = program.getTypeChecker();
  return new Map(
    entries.map((entry, index) => {
      const source = program.getSourceFile(files[index] ?? "");
      const module = source && checker.getSymbolAtLocation(source);
      if (module === undefined) throw new Error(`${entry} declares nothing.`);
      return [entry, namesOf(module, checker)];
    }),
  );
}

/** The names that an entry has at run time; of the SDK and its parts, those in their namespaces. */
function loadedBy(entry: string): string[] {
  const visit = (value: unknown, depth: number): string[] =>
    Object.entries(Object(value)).flatMap(([name, inner]) =>
      depth > 0 && typeof inner === "object" && !Array.isArray(inner)
        ? visit(inner, depth - 1).map((rest) => `${name}.${rest}`)
        : [name],
    );
  return visit(load(join(root, "dist", entry)), /^sdk/.test(entry) ? 2 : 0);
}

describe("names", () => {
  const names = readNames();

  test.each(entries)("%s declares what it has", (entry) => {
    expect(names.get(entry)?.values.sort()).toEqual(loadedBy(entry).sort());
  });

  // Programs write these names. A new one goes into the list when it is released, and none leaves it.
  test("the names of types stay", () => {
    const released = parseJson(readFileSync(join(root, "test/fixtures/typeNames.json"), "utf8"));
    for (const [entry, wanted] of Object.entries(Object(released))) {
      expect({ entry, types: names.get(entry)?.types }).toEqual({
        entry,
        types: expect.arrayContaining(Object(wanted)),
      });
    }
  });
});

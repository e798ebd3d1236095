import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { of } from "../../provider";
import { contracts } from "../../sdk/contracts";
import { lifecycleOptionsOf } from "../../sdk/core/lifecycle";

const root = resolve(__dirname, "../..");
const folders = ["sdk", "provider", "plugin", "policies", "report", "cli", "local"] as const;

/** Folders whose files import each other one way. */
const withoutCircles = ["local"] as const;

interface Import {
  /** A file of the project by its path without ending, or a package. */
  readonly target: string;
  readonly isOurs: boolean;
  readonly isTypeOnly: boolean;
}

/** A source file as the compiler reads it. */
class Source {
  readonly text: string;
  readonly #tree: ts.SourceFile;

  constructor(readonly path: string) {
    this.text = readFileSync(join(root, path), "utf8");
    this.#tree = ts.createSourceFile(path, this.text, ts.ScriptTarget.ES2023);
  }

  get stem(): string {
    return basename(this.path, ".ts");
  }

  imports(): Import[] {
    const found: Import[] = [];
    const add = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
      if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
      const isOurs = specifier.text.startsWith(".");
      const target = isOurs ? relative(root, resolve(root, this.path, "..", specifier.text)) : specifier.text;
      found.push({ target, isOurs, isTypeOnly });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly === true);
      else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
      else if (ts.isCallExpression(node) && /^(require|import)$/.test(node.expression.getText(this.#tree)))
        add(node.arguments[0], false);
      ts.forEachChild(node, visit);
    };
    visit(this.#tree);
    return found;
  }

  /** The names that it declares and exports; "default" among them. */
  exports(): string[] {
    return this.#tree.statements.flatMap((statement) => {
      if (ts.isExportAssignment(statement)) return ["default"];
      if (!ts.canHaveModifiers(statement)) return [];
      const modifiers = ts.getModifiers(statement) ?? [];
      if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
      if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.map(({ name }) => name.getText(this.#tree));
      }
      const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
      const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
      return (isNamed || isType) && statement.name ? [statement.name.text] : [];
    });
  }
}

const sources = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => new Source(join(folder, name))),
);

function sourcesIn(folder: string): Source[] {
  return sources.filter(({ path }) => path.startsWith(`${folder}/`));
}

function filesThat(matches: (source: Source) => boolean): string[] {
  return sources
    .filter(matches)
    .map(({ path }) => path)
    .sort();
}

describe("who imports what", () => {
  const allowed: Readonly<Record<(typeof folders)[number], readonly string[]>> = {
    sdk: ["sdk"],
    provider: ["sdk", "provider"],
    plugin: ["sdk", "provider", "plugin"],
    policies: ["sdk", "policies"],
    report: ["sdk", "policies", "provider", "report"],
    cli: ["sdk", "policies", "provider", "report", "cli"],
    local: ["local"],
  };
  test.each(folders)("%s", (folder) => {
    const found = sourcesIn(folder);
    expect(found).not.toEqual([]);
    const strays = found.flatMap((source) =>
      source
        .imports()
        .filter(({ target, isOurs }) => isOurs && !allowed[folder].includes(target.split("/", 1)[0] ?? ""))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test.each([
    { folder: "provider/http", forbidden: /^(@pulumi\/|provider\/(?!http\/))/ },
    { folder: "provider/core", forbidden: /^(@pulumi\/|provider\/(?!http\/|core\/))/ },
    { folder: "report/layout", forbidden: /^(@pulumi\/|provider\/|policies\/)/ },
  ])("$folder knows neither Pulumi nor what stands above it", ({ folder, forbidden }) => {
    const found = sourcesIn(folder);
    expect(found).not.toEqual([]);
    const strays = found.flatMap((source) =>
      source
        .imports()
        .filter(({ target }) => forbidden.test(target))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test("the plugin and the dynamic resources know nothing of each other", () => {
    const strays = sourcesIn("plugin").flatMap((source) =>
      source
        .imports()
        .filter(
          ({ target }) => target.startsWith("provider/dynamic/") || target === "provider/createProvider",
        )
        .map(({ target }) => `${source.path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  test("only packages that are installed with this one", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const strays = sources.flatMap((source) =>
      source
        .imports()
        .filter(({ target, isOurs, isTypeOnly }) => !isOurs && !isTypeOnly && !target.startsWith("node:"))
        .filter(({ target }) => !declared.some((name) => target === name || target.startsWith(`${name}/`)))
        .map(({ target }) => `${source.path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });
});

describe("what imports itself, types included", () => {
  const ours = new Map(sources.map((source) => [source.path, source]));

  /** The files that a file imports, as paths. */
  function filesOf(source: Source): string[] {
    return source
      .imports()
      .flatMap(({ target }) => [`${target}.ts`, `${target}/index.ts`])
      .filter((path) => ours.has(path));
  }

  /** The way from a file through its imports back to itself, if there is one. */
  function circleOf(path: string): string[] | undefined {
    const before = new Map([[path, ""]]);
    for (const at of before.keys()) {
      const source = ours.get(at);
      for (const next of source === undefined ? [] : filesOf(source)) {
        if (next === path) return [...wayTo(at, before), path];
        if (!before.has(next)) before.set(next, at);
      }
    }
    return undefined;
  }

  function wayTo(path: string, before: ReadonlyMap<string, string>): string[] {
    return path === "" ? [] : [...wayTo(before.get(path) ?? "", before), path];
  }

  test.each(withoutCircles)("nothing in %s", (folder) => {
    const circles = sourcesIn(folder).flatMap(({ path }) => circleOf(path)?.join(" -> ") ?? []);
    expect(circles).toEqual([]);
  });
});

describe("what is done in one place only", () => {
  test("undici", () => {
    expect(filesThat((source) => source.imports().some(({ target }) => target === "undici"))).toEqual([
      "provider/http/transport.ts",
    ]);
  });

  test("the environment is read by the provider's configuration and by local's commands", () => {
    expect(filesThat(({ text }) => text.includes("process.env"))).toEqual([
      "local/demo.ts",
      "local/engine/main.ts",
      "provider/core/config/surroundings.ts",
    ]);
  });

  test("the time is read, and timers are started, in a clock", () => {
    const timed =
      /\bDate\.now\(|new Date\(\)|performance\.now|hrtime|\bset(Timeout|Interval|Immediate)\(|node:timers|AbortSignal\.timeout/;
    const files = filesThat(({ text }) => timed.test(text));
    expect(files).toContain("provider/http/clock.ts");
    expect(files.filter((file) => basename(file) !== "clock.ts")).toEqual([]);
  });
});

describe("names", () => {
  /** Files of several small things, named after what these have in common. */
  const topics = [
    "provider/core/diff.ts",
    "provider/core/values.ts",
    "provider/http/codec.ts",
    "provider/http/hash.ts",
    "provider/http/pipeline.ts",
    "provider/tencent/signature.ts",
    "provider/volcengine/signature.ts",
    "sdk/tencent/trtc/relayEncode.ts",
    "sdk/tencent/trtc/relayLayout.ts",
  ];

  /** Whether an export is what a file's name says: the name itself, or one that has it as a part. */
  function isNamedAfter(name: string, stem: string): boolean {
    return /^[A-Z]/.test(stem)
      ? [stem, `connect${stem}`, uncapitalised(stem)].includes(name)
      : name.toLowerCase().includes(stem.toLowerCase().replace(/s$/, ""));
  }

  test("files are named after what they export", () => {
    const resources = contracts.map(({ type }) => `provider/${pathOf(type)}`);
    const strays = [...sourcesIn("sdk"), ...sourcesIn("provider")].filter(
      (source) =>
        source.stem !== "index" &&
        !resources.includes(source.path) &&
        !source.exports().some((name) => isNamedAfter(name, source.stem)),
    );
    expect(strays.map(({ path }) => path).sort()).toEqual(topics);
  });

  test("types of resources are vendor/service:Noun", () => {
    for (const { type } of contracts) expect(type).toMatch(/^[a-z]+\/[a-z]+:([A-Z][a-z]+)+$/);
  });
});

function uncapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The file of a resource, on either side. */
function pathOf(type: string): string {
  return `${type.replace(":", "/")}.ts`;
}

describe.each(contracts.map(({ type, kind }) => ({ type, kind })))("$type", ({ type }) => {
  test("is on both sides", () => {
    const name = type.replace(/^.*:/, "");
    const [contract] = sources.filter(({ path }) => path === `sdk/${pathOf(type)}`);
    const [lifecycle] = sources.filter(({ path }) => path === `provider/${pathOf(type)}`);
    expect(contract?.exports()).toContain(uncapitalised(name));
    expect(lifecycle?.exports()).toEqual(["default"]);
    expect(of(type)).toMatchObject({ create: expect.any(Function), delete: expect.any(Function) });
  });
});

describe("CONTRIBUTING", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const copied = [...text.matchAll(/^\| .+ \| `([a-z]+\/[a-z]+\/[A-Z]\w+\.ts)` +\|$/gm)].map(
    ([, path = ""]) => path,
  );

  test("has at most 150 lines", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(150);
  });

  test("names a resource to copy for each kind, and no file that is not there", () => {
    const kinds = new Set(
      contracts.filter(({ type }) => copied.includes(pathOf(type))).map(({ kind }): string => kind),
    );
    expect([...kinds].sort()).toEqual(Object.keys(lifecycleOptionsOf).sort());
    for (const path of copied) {
      expect(existsSync(join(root, "sdk", path)) && existsSync(join(root, "provider", path))).toBe(true);
    }
  });
});

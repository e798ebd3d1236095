// Writes the declarations that are published, into dist/types: those of resources and policies from their contracts
// and rules, so that they are plain named interfaces; the rest as the compiler wrote them. None of them names zod. The
// schema of the Pulumi package and the pages on resources are made of the same sources, and lie beside them for
// `npm run docs` and its tests.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { packageSchema } from "./packageSchema.ts";
import { comment } from "./printing.ts";
import { printPolicies } from "./printPolicies.ts";
import { printLifecycles, printService } from "./printResources.ts";
import { readContracts, readLifecycleOptions, readLookups } from "./readContracts.ts";
import { readRules } from "./readRules.ts";
import { exportOf, exportsOf, readSources, root } from "./readSources.ts";
import { resourcePages } from "./resourcePages.ts";
import { docOf } from "./SchemaReader.ts";

const emitted = join(root, "dist");
const published = join(emitted, "types");

/** What the compiler wrote for a source, by its path without ending. */
function emittedText(path: string): string {
  return readFileSync(join(emitted, `${path}.d.ts`), "utf8");
}

/** The declaration of an export as the compiler wrote it, wherever it stands. */
function declarationOf(symbol: ts.Symbol): string {
  const source = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  const path = relative(root, source).replace(/\.ts$/, "");
  const tree = ts.createSourceFile(path, emittedText(path), ts.ScriptTarget.Latest, true);
  const statement = tree.statements.find((one) =>
    ts.isVariableStatement(one)
      ? one.declarationList.declarations.some(({ name }) => name.getText() === symbol.name)
      : (ts.isFunctionDeclaration(one) || ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one)) &&
        one.name?.text === symbol.name,
  );
  if (statement === undefined) throw new Error(`${path} declares no ${symbol.name} that could be published.`);
  return `${statement.getFullText().trim()}\n`;
}

/** A declaration file and what it imports of ours, as the compiler wrote them; what was found before is left as it is. */
function copies(path: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(path)) return found;
  const text = emittedText(path);
  found.set(path, text);
  for (const { fileName } of ts
    .preProcessFile(text)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))) {
    const target = relative(emitted, resolve(emitted, dirname(path), fileName));
    const isFile = ts.sys.fileExists(join(emitted, `${target}.d.ts`));
    copies(isFile ? target : `${target}/index`, found);
  }
  return found;
}

/** A declaration file as {@link copies} has it, without those files that are made of contracts. */
function copiesBeside(path: string, made: readonly string[]): [path: string, text: string][] {
  const all = copies(path, new Map(made.map((file) => [file, ""])));
  return [...all].filter(([file]) => !made.includes(file));
}

/** Namespaces of other declaration files, by name. */
function namespaces(paths: readonly string[]): string {
  return paths.map((path) => `export * as ${path.replace(/^.*\//, "")} from "./${path}";\n`).join("");
}

function resources(program: ts.Program): [path: string, text: string][] {
  const all = readContracts(program);
  const lookups = readLookups(program);
  const options = readLifecycleOptions(program);
  const services = [...new Set(all.map(({ service }) => service))].sort();
  const vendors = [...new Set(services.map((service) => dirname(service)))];
  const index = exportsOf(program, "sdk/index.ts").get("contracts");
  const lifecycles = printLifecycles(options);
  const lifecycleNames = [...lifecycles.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name);
  return [
    ["sdk/core/traits", emittedText("sdk/core/traits")],
    ["sdk/core/lifecycle", lifecycles],
    ["sdk/core/lookupOptions", emittedText("sdk/core/lookupOptions")],
    ...services.map((service): [string, string] => {
      const own = all.filter((resource) => resource.service === service);
      const ownLookups = lookups.filter((lookup) => lookup.service === service);
      const made = [
        ...own.map(({ name }) => name),
        ...ownLookups.flatMap(({ name }) => [name, `${name}Output`]),
      ];
      const constants = [...exportsOf(program, `sdk/${service}/index.ts`).values()]
        .filter((symbol) => !made.includes(symbol.name))
        .map(declarationOf);
      return [`sdk/${service}`, printService(own, ownLookups, constants, options)];
    }),
    ...vendors.map((vendor): [string, string] => {
      const names = [...exportsOf(program, `sdk/${vendor}/index.ts`).keys()];
      return [`sdk/${vendor}`, namespaces(names.map((name) => `${vendor}/${name}`))];
    }),
    // Components stand on what is made of contracts.
    ...copiesBeside("sdk/media/index", [
      "sdk/core/lifecycle",
      ...services.map((service) => `sdk/${service}/index`),
    ]),
    // Functions, and what they stand on.
    ...vendors.flatMap((vendor) => [...copies(`sdk/${vendor}/live/index`)]),
    [
      "sdk/index",
      `import type { Traits } from "./core/traits";
export type { ${lifecycleNames.join(", ")} } from "./core/lifecycle";
export type { LookupOptions, LookupOutputOptions } from "./core/lookupOptions";
export type { Kind, Traits, WaitFor } from "./core/traits";
${namespaces(["layouts", "media", ...vendors])}
${comment(docOf(index?.valueDeclaration))}export declare const contracts: readonly Traits[];
`,
    ],
  ];
}

function policies(program: ts.Program): [path: string, text: string] {
  const text = printPolicies(readRules(program), (name) =>
    declarationOf(exportOf(program, "policies/index.ts", name)),
  );
  return ["policies/index", text];
}

/** Throws where a declaration file cannot be published as it is. */
function verify(path: string, text: string): void {
  if (/\bzod\b/.test(text)) throw new Error(`${path} names zod, which programs need not have.`);
  const names = [...text.matchAll(/^export (?:declare )?(?:class|const|interface|type) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${path} has ${twice} twice: rename one of the blocks.`);
}

/** Whether nothing was built since the declarations were written, and nothing of this folder changed. */
function isUpToDate(): boolean {
  const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name));
  sources.push(join(root, "package.json"));
  const newest = Math.max(...[join(emitted, ".build.tsbuildinfo"), ...sources].map(changedAt));
  return changedAt(join(published, "sdk/index.d.ts")) > newest;
}

function write(): void {
  const program = readSources([
    "sdk/index.ts",
    "sdk/core/lifecycle.ts",
    "policies/index.ts",
    "plugin/providerSettings.ts",
  ]);
  const files = [
    ...resources(program),
    policies(program),
    ...copies("local/index"),
    ...copies("sdk/live/index"),
    ...copies("sdk/layouts/index"),
    ...copies("sdk/callbacks/index"),
    ...copies("provider/index"),
  ];
  for (const [path, text] of files) verify(path, text);
  writeFileSync(join(emitted, ".schema.json"), `${JSON.stringify(packageSchema(program), undefined, 2)}\n`);
  writeFileSync(join(emitted, ".pages.json"), JSON.stringify(resourcePages(program)));
  // Put in place at once: what was begun and not ended is no build.
  const draft = join(emitted, ".types");
  for (const folder of [draft, published]) rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(draft, `${path}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  renameSync(draft, published);
}

if (!isUpToDate()) write();

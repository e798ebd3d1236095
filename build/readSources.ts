import { resolve } from "node:path";
import ts from "typescript";

/** The folder of the project. */
export const root = resolve(import.meta.dirname, "..");

/** The sources as the compiler understands them, from these files on. */
export function readSources(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(resolve(root, "tsconfig.build.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram({ rootNames: files.map((file) => resolve(root, file)), options });
}

/** What a source file exports, by name; names of other files are followed to their declarations. */
export function exportsOf(program: ts.Program, file: string): Map<string, ts.Symbol> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(resolve(root, file));
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module.`);
  return new Map(
    checker
      .getExportsOfModule(module)
      .map((symbol) => [
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
      ]),
  );
}

/** An export of a source file; throws where there is none. */
export function exportOf(program: ts.Program, file: string, name: string): ts.Symbol {
  const symbol = exportsOf(program, file).get(name);
  if (symbol) return symbol;
  throw new Error(`${file} does not export ${name}.`);
}

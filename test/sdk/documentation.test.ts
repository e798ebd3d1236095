import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import ts from "typescript";
import { z } from "zod";
import { contracts } from "../../sdk/contracts";
import type { Contract } from "../../sdk/core/contract";
import { defaultOf, itemOf } from "../../sdk/core/fields";
import { argumentsSchema } from "../contract/arguments";
import { type Input, inputsOf } from "../contract/inputs";

// What an editor shows to somebody who uses the package: read from the declarations that are published.

const root = resolve(__dirname, "../..");
const program = resolve(root, "test/program.ts");
/** Exports the service of a type. */
function exportOf(type: string): string {
  const [vendor, service] = type.split(/[/:]/);
  return `export const ${service} = ${vendor}.${service};`;
}

const text = `
import { tencent, volcengine } from "pulumi-media-tasks";
${[...new Set(contracts.map(({ type }) => exportOf(type)))].join("\n")}
export const tencentLive = tencent.live;
export const volcengineLive = volcengine.live;
const relay = new tencent.trtc.CdnRelay("stage", {
  roomIdType: tencent.trtc.RelayRoomIdType.integer,
  audioParams: { audioEncode: { sampleRate: 48000 } },
});
export const cdns = relay.publishCdnParams;
`;

/** What is said of a name. */
interface Entry {
  readonly text: string;
  readonly defaults: readonly string[];
}

let service: ts.LanguageService;
let checker: ts.TypeChecker;
/** Everything that the package exports, by the service and its own name. */
const exported = new Map<string, ts.Symbol>();

beforeAll(() => {
  service = ts.createLanguageService({
    getScriptFileNames: () => [program],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const content = file === program ? text : ts.sys.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({
      module: ts.ModuleKind.Node20,
      strict: true,
      skipLibCheck: true,
      types: [],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
  });
  const compiled = service.getProgram();
  const source = compiled?.getSourceFile(program);
  if (compiled === undefined || source === undefined) throw new Error("There is no program.");
  checker = compiled.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  for (const service of module ? checker.getExportsOfModule(module) : []) {
    for (const symbol of checker.getTypeOfSymbol(service).getProperties()) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      exported.set(`${service.name}.${symbol.name}`, target);
    }
  }
}, 60_000);

function entryOf(symbol: ts.Symbol): Entry {
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    defaults: symbol
      .getJsDocTags(checker)
      .filter(({ name }) => name === "default")
      .map((tag) => ts.displayPartsToString(tag.text)),
  };
}

function typeOf(symbol: ts.Symbol | undefined): ts.Type {
  if (symbol === undefined) throw new Error("There is no such symbol.");
  return checker.getTypeOfSymbol(symbol);
}

/** The class of a contract, for example that of "tencent/trtc:CdnRelay" under "trtc.CdnRelay". */
function classOf({ type }: Contract): ts.Type {
  return typeOf(exported.get(type.replace(/^.*\//, "").replace(":", ".")));
}

/** The properties in a type, nested ones too; promises and outputs of a value have none of their own. */
function propertiesOf(type: ts.Type, prefix = ""): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const part of type.isUnion() ? type.types : [type]) {
    if (checker.isArrayType(part)) {
      const item = checker.getIndexTypeOfType(part, ts.IndexKind.Number);
      for (const [name, entry] of item ? propertiesOf(item, prefix) : []) found.set(name, entry);
    } else if (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection) && !isWrapper(part)) {
      for (const property of checker.getPropertiesOfType(part)) {
        const name = `${prefix}${property.name}`;
        found.set(name, entryOf(property));
        for (const [inner, entry] of propertiesOf(typeOf(property), `${name}.`)) found.set(inner, entry);
      }
    }
  }
  return found;
}

function isWrapper(type: ts.Type): boolean {
  return type.getProperty("then") !== undefined || type.getProperty("apply") !== undefined;
}

/** The properties of a constructor's second parameter. */
function argumentsOf(contract: Contract): Map<string, Entry> {
  const [, args] = classOf(contract).getConstructSignatures()[0]?.getParameters() ?? [];
  return propertiesOf(typeOf(args));
}

/** Numbers that name something have neither unit nor range. */
const namesSomething = /(Id|[iI]ndex)$/;
const rangeOrUnit =
  /pixels|Hz|kbit\/s|[Ss]econds|minutes|frames a second|part of|-?\d+ to -?\d+|from -?\d+|[Ll]ayer/i;

/** What is missing in what is said of a number: its choices, its bounds, or a unit. */
function missingIn(said: string, { name, schema }: Input): string[] {
  const json = z.toJSONSchema(itemOf(schema) ?? schema, { io: "input" });
  if (json.type !== "integer" && json.type !== "number") return [];
  const has = (number: unknown) => new RegExp(`(^|[^\\d])${number}([^\\d]|$)`).test(said);
  const choices = (json.enum ?? [json.const]).filter((choice) => typeof choice === "number");
  if (choices.length > 0) {
    const range = `${Math.min(...choices)} to ${Math.max(...choices)}`;
    return said.includes(range)
      ? []
      : choices.filter((choice) => !has(choice)).map((choice) => `choice ${choice}`);
  }
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = json;
  const bounds = [
    ...(minimum === 0 || minimum === 1 || minimum === Number.MIN_SAFE_INTEGER ? [] : [minimum]),
    ...(maximum === Number.MAX_SAFE_INTEGER ? [] : [maximum]),
  ];
  return [
    ...bounds.filter((bound) => !has(bound)).map((bound) => `bound ${bound}`),
    ...(namesSomething.test(name) || rangeOrUnit.test(said) ? [] : ["range or unit"]),
  ];
}

describe.each<Contract>(contracts)("$type", (contract) => {
  const inputs = inputsOf(argumentsSchema(contract));

  test("says something of every input", () => {
    const said = argumentsOf(contract);
    expect([...said.keys()].sort()).toEqual([...new Set(inputs.map(({ name }) => name))].sort());
    expect([...said].filter(([, entry]) => entry.text === "").map(([name]) => name)).toEqual([]);
  });

  test("says the range, the choices or the unit of every number", () => {
    const said = argumentsOf(contract);
    const missing = inputs.flatMap((input) =>
      missingIn(said.get(input.name)?.text ?? "", input).map((what) => `${input.name}: ${what}`),
    );
    expect(missing).toEqual([]);
  });

  test("says something of itself and of every output", () => {
    const instance = classOf(contract).getConstructSignatures()[0]?.getReturnType();
    const outputs = Object.keys(contract.outputs.shape).map((name) => ({
      name,
      text: entryOf(instance?.getProperty(name) ?? unknownSymbol(name)).text,
    }));
    expect(outputs.filter(({ text }) => text === "")).toEqual([]);
  });
});

function unknownSymbol(name: string): never {
  throw new Error(`There is no ${name}.`);
}

test("every default of a contract is said", () => {
  const defaults = contracts.flatMap((contract) => {
    const said = argumentsOf(contract);
    return inputsOf(argumentsSchema(contract)).map(({ name, schema }) => ({
      name,
      value: defaultOf(schema),
      said: said.get(name)?.defaults,
    }));
  });
  const data = defaults.filter(({ value }) => value !== undefined);
  expect(data.length).toBeGreaterThan(50);
  expect(data.filter(({ value, said }) => said?.join() !== JSON.stringify(value))).toEqual([]);
});

test("every export says something, and every constant of it", () => {
  const silent = [...exported].flatMap(([name, symbol]) => {
    const members = typeOf(symbol).getConstructSignatures().length > 0 ? [] : constantsOf(symbol);
    return [[name, symbol] as const, ...members.map((member) => [`${name}.${member.name}`, member] as const)]
      .filter(([, said]) => entryOf(said).text === "")
      .map(([silentName]) => silentName);
  });
  expect(exported.size).toBeGreaterThan(contracts.length);
  expect(silent).toEqual([]);
});

/** The members of an object of constants; a list has none. */
function constantsOf(symbol: ts.Symbol): ts.Symbol[] {
  const type = typeOf(symbol);
  return checker.isTupleType(type) ? [] : checker.getPropertiesOfType(type);
}

test.each([
  ["roomIdType", "0 integer, 1 string"],
  ["integer", "from 1 to 4294967295"],
  ["sampleRate", "48000, 44100"],
  ["CdnRelay(", "Relays one TRTC room"],
])("hovering %s shows %p", (word, shown) => {
  const info = service.getQuickInfoAtPosition(program, text.indexOf(word));
  expect(ts.displayPartsToString(info?.documentation)).toContain(shown);
});

/** What an editor shows of a type on hover. */
function hover(word: string): string {
  return ts.displayPartsToString(service.getQuickInfoAtPosition(program, text.indexOf(word))?.displayParts);
}

test.each([
  ["CdnRelay(", "args: tencent.trtc.CdnRelayArgs"],
  ["audioParams", "audioParams: Input<tencent.trtc.CdnRelayAudioParamsArgs>"],
  ["audioEncode", "audioEncode?: Input<tencent.trtc.AudioEncodeArgs | undefined>"],
])("hovering %s names its type, %s", (word, type) => {
  expect(hover(word)).toContain(type);
});

test("the help for arguments names their type", () => {
  const position = text.indexOf('"stage"');
  const [item] = service.getSignatureHelpItems(program, position, {})?.items ?? [];
  expect(item?.parameters.map((parameter) => ts.displayPartsToString(parameter.displayParts))).toEqual([
    "name: string",
    "args: tencent.trtc.CdnRelayArgs",
    "options?: CustomResourceOptions",
  ]);
});

test("hovering an output names its type", () => {
  expect(hover("publishCdnParams")).toContain("Output<tencent.trtc.CdnRelayPublishCdnParam[] | undefined>");
});

test("completion offers what is missing, with its text", () => {
  const position = text.indexOf("sampleRate");
  const names = service.getCompletionsAtPosition(program, position, {})?.entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["channel", "bitRate", "codec"]));
  const details = service.getCompletionEntryDetails(
    program,
    position,
    "bitRate",
    {},
    undefined,
    {},
    undefined,
  );
  expect(ts.displayPartsToString(details?.documentation)).toContain("Audio bitrate in kbit/s, 8 to 500.");
});

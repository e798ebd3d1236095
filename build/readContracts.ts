import type ts from "typescript";
import { providerSettings } from "../dist/plugin/providerSettings.js";
import { contracts } from "../dist/sdk/contracts.js";
import type { Contract } from "../dist/sdk/core/contract.js";
import type { Fields } from "../dist/sdk/core/fields.js";
import { lifecycleOptions } from "../dist/sdk/core/lifecycle.js";
import type { Lookup } from "../dist/sdk/core/lookup.js";
import { oncePer } from "../dist/sdk/core/oncePer.js";
import { lookups } from "../dist/sdk/lookups.js";
import { exportOf } from "./readSources.ts";
import { docOf, type Field, SchemaReader } from "./SchemaReader.ts";

/** A resource: its contract, and what its source says of it. */
export interface Resource {
  readonly contract: Contract;
  /** Folder of the service in `sdk/`, for example "tencent/trtc". */
  readonly service: string;
  /** Name of the class. */
  readonly name: string;
  readonly doc: string;
  readonly inputs: readonly Field[];
  readonly outputs: readonly Field[];
}

/** One reader for a program: resources and look-ups share blocks. */
const readerOf = oncePer((program: ts.Program) => new SchemaReader(program.getTypeChecker()));

/** Every resource, in the order of `contracts`. */
export const readContracts = oncePer((program: ts.Program): readonly Resource[] => {
  const checker = program.getTypeChecker();
  const reader = readerOf(program);
  return contracts.map((contract: Contract) => {
    const [service = "", name = ""] = contract.type.split(":");
    const constant = name.charAt(0).toLowerCase() + name.slice(1);
    const symbol = exportOf(program, `sdk/${service}/${name}.ts`, constant);
    const type = checker.getTypeOfSymbol(symbol);
    return {
      contract,
      service,
      name,
      doc: docOf(symbol.valueDeclaration),
      inputs: reader.fields(contract.inputs, reader.typeAt(type, "inputs")),
      outputs: reader.fields(contract.outputs, reader.typeAt(type, "outputs")),
    };
  });
});

/** A look-up, and what its source says of it. */
export interface LookupDeclaration {
  readonly lookup: Lookup;
  /** Folder of the service in `sdk/`. */
  readonly service: string;
  /** Name of the function. */
  readonly name: string;
  readonly doc: string;
  readonly args: readonly Field[];
  readonly result: readonly Field[];
}

/** Every look-up, in the order of `lookups`. */
export const readLookups = oncePer((program: ts.Program): readonly LookupDeclaration[] => {
  const checker = program.getTypeChecker();
  const reader = readerOf(program);
  return lookups.map((lookup) => {
    const [service = "", name = ""] = lookup.type.split(":");
    const symbol = exportOf(program, `sdk/${service}/${name}.ts`, name);
    const type = checker.getTypeOfSymbol(symbol);
    return {
      lookup,
      service,
      name,
      doc: docOf(symbol.valueDeclaration),
      args: reader.fields(lookup.args, reader.typeAt(type, "args")),
      result: reader.fields(lookup.result, reader.typeAt(type, "result")),
    };
  });
});

/** All lifecycle options. */
export function readLifecycleOptions(program: ts.Program): Field[] {
  return readBlock(program, "sdk/core/lifecycle.ts", "lifecycleOptions", lifecycleOptions);
}

/** The settings of a provider of the plugin. */
export function readProviderSettings(program: ts.Program): Field[] {
  return readBlock(program, "plugin/providerSettings.ts", "providerSettings", providerSettings);
}

function readBlock(program: ts.Program, file: string, name: string, block: Fields): Field[] {
  const symbol = exportOf(program, file, name);
  return readerOf(program).fields(block, program.getTypeChecker().getTypeOfSymbol(symbol));
}

export type { Changes, Diagnostic, DisplaySink } from "./display";
export { EngineError } from "./engineError";
export { type EngineOptions, LocalEngine } from "./localEngine";
export type { PolicyPack } from "./policyClient";
export type { Environment } from "./processes";
export type { RunOptions, RunResult } from "./stackRun";
export type { Properties, Value } from "./values";

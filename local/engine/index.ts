export type { Changes, Diagnostic, DisplaySink } from "./display";
export { EngineError } from "./engineError";
export { type EngineOptions, LocalEngine, type RunOptions, type RunResult } from "./localEngine";
export type { PolicyPack } from "./policyClient";
export type { Environment } from "./processes";
export type { Properties, Value } from "./values";

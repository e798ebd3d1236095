import type { CheckOptions, ServiceFacts, Violation } from "./facts";
import type { JsonObject, JsonValue } from "./json";
import type { EndReason, Task } from "./taskStore";
import type { ServiceName, Vendor } from "./world";

/** A call whose signature and parameters have been checked. */
export interface Call {
  /** The key id that signed it: accounts do not see each other's tasks. */
  readonly account: string;
  readonly action: string;
  readonly version: string;
  readonly body: JsonObject;
}

/** Carries out one action: returns the vendor's result or throws a Refusal. */
export type Action = (call: Call) => JsonValue;

/** One vendor service with its state. */
export interface Service {
  readonly vendor: Vendor;
  readonly name: ServiceName;
  readonly facts: ServiceFacts;
  readonly actions: { readonly [action: string]: Action };
  readonly tasks: { all(): Task[]; end(task: Task, reason: EndReason): void };
  /** Versions that serve an action. */
  versions(action: string): readonly string[];
  /** How strictly parameters are read, beside what holds for all services. */
  checkOptions?(call: Call): CheckOptions;
  /** Reads spellings that the documents use beside the described ones. */
  normalise?(call: Call): JsonObject;
  /** The service's code for a parameter that breaks the documents' rules. */
  codeFor(violation: Violation, action: string): string;
  /** Makes an unfinished task fail: its reads then tell this code and text, where the vendor has room for them. */
  fail(task: Task, code: string, message: string): void;
}

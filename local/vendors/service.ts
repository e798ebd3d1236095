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

/** Carries out one action: returns the vendor's result (undefined: an answer without one) or throws a Refusal. */
export type Action = (call: Call) => JsonValue | undefined;

/** A task that nobody started here: of an action that the emulator does not have, or from before it ran. */
export interface PlantedTask {
  /** The vendor's word for what it does, e.g. EditMedia. */
  type: string;
  /** App, application or business id, as the vendor calls it. */
  app: string;
  /** The key id that sees it. */
  account: string;
}

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
  /** Adds a running task of another type than those that the actions start; returns its id. */
  plant?(task: PlantedTask): string;
  /** Makes an unfinished task fail: its reads then tell this code and text, where the vendor has room for them. */
  fail(task: Task, code: string, message: string): void;
}

import type { ServiceFacts } from "./facts";
import type { JsonObject, JsonValue } from "./json";
import type { ServiceName } from "./serviceName";
import type { CheckOptions, Violation } from "./violations";

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

/** Actions by name: those of one kind of task, setting or entity, or all of a service. */
export type Actions = { readonly [action: string]: Action };

/** One vendor service with its state. */
export interface Service {
  readonly name: ServiceName;
  readonly facts: ServiceFacts;
  readonly actions: Actions;
  /** Refuses what no action of the service is carried out for, e.g. calls for an app that does not exist. */
  admit?(call: Call): void;
  /** Versions that serve an action. */
  versions(action: string): readonly string[];
  /** How strictly parameters are read, beside what holds for all services. */
  checkOptions?(call: Call): CheckOptions;
  /** Reads spellings that the documents use beside the described ones. */
  normalise?(call: Call): JsonObject;
  /** The service's code for a parameter that breaks the documents' rules. */
  codeFor(violation: Violation, action: string): string;
}

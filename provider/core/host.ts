import type { Runtime } from "../http/pipeline";
import { Cancellation } from "./Cancellation";
import type { Holder } from "./claims";
import type { Surroundings } from "./config/surroundings";
import { nameOf } from "./identity";

/** Where lines for the user go, each with the URN of the resource that it is about. */
export interface Output {
  info(message: string, urn: string): void;
  warning(message: string, urn: string): void;
}

/** Lines that name their resource themselves, for where nothing else does. */
export function namingLines(write: {
  readonly info: (line: string) => void;
  readonly warning: (line: string) => void;
}): Output {
  return {
    info: (message, urn) => write.info(`${nameOf(urn)}: ${message}`),
    warning: (message, urn) => write.warning(`${nameOf(urn)}: warning: ${message}`),
  };
}

/** What the resources of one run of the engine, that is of one process, have to know of each other. */
export interface Run {
  /**
   * What exists, by `fullIdOf`, and by `ownerOf` the state that it belongs to. Two states can name one task: that of
   * the resource that took it over, and that of the one that had it before. The delete of the latter does not stop it.
   */
  readonly owners: Map<string, string>;
  /** What was deleted, by `fullIdOf`: where the vendor answers a start with it, nothing new was started. */
  readonly deleted: Set<string>;
  /** What was taken over instead of being started, by `fullIdOf`. */
  readonly takenOver: Set<string>;
  /** The URNs whose inputs were checked: their update is planned. A diff before that belongs to a refresh. */
  readonly planned: Set<string>;
  /** What only one resource may have, and the one that has it. */
  readonly claims: Map<string, Holder>;
  /** Whether the user wants the run to end. */
  readonly cancellation: Cancellation;
  /** Whether the program runs, so that the stack's configuration is that of today: its resources are being checked. */
  hasProgram: boolean;
}

/** What the provider needs from outside. */
export interface Host {
  readonly runtime: Runtime;
  readonly surroundings: Surroundings;
  readonly output: Output;
  readonly run: Run;
  /** Whether a program can have several providers, each with an account of its own that takes a profile's place. */
  readonly hasProviders: boolean;
}

/** A run in which nothing has happened yet. */
export function createRun(): Run {
  return {
    owners: new Map(),
    deleted: new Set(),
    takenOver: new Set(),
    planned: new Set(),
    claims: new Map(),
    cancellation: new Cancellation(),
    hasProgram: false,
  };
}

import type { Launch } from "../../local/engine/processes.ts";

declare global {
  /** Given by the environment that tests run in. */
  var launchReused: Launch;
}

/**
 * Runs a program in a process that has run others, as if it had one of its own. It is for programs of CommonJS whose
 * packages are there: what is an ES module, or was not found, Node.js looks for no second time.
 */
export const reuseProcess: Launch = (command) => globalThis.launchReused(command);

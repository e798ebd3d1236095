const { availableParallelism } = require("node:os");
const { runInNewContext } = require("node:vm");

/** What the language has, but for the time, which some tests set. */
const languageGlobals = runInNewContext("Object.getOwnPropertyNames(globalThis)").filter(
  (name) => /^[A-Z]\w*[a-z]/.test(name) && !["Date", "Infinity", "NaN"].includes(name),
);

/** Tests run on the TypeScript sources; the suites that start real processes use the compiled package in dist/. */
module.exports = {
  testEnvironment: "<rootDir>/test/processes/environment.ts",
  // Two more than there are cores: some tests wait for processes and limits of time, and leave theirs to others.
  maxWorkers: availableParallelism() + 2,
  // A busy machine is slow; what hangs is found all the same.
  testTimeout: 30_000,
  testSequencer: "<rootDir>/test/processes/sequencer.cjs",
  // A test's own globals are asked for one by one, and each time, which slows down what only computes.
  sandboxInjectedGlobals: ["JSON", ...languageGlobals],
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
};

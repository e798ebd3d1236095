const { availableParallelism } = require("node:os");

/** Tests run on the TypeScript sources; the suites that start real processes use the compiled package in dist/. */
module.exports = {
  testEnvironment: "<rootDir>/test/processes/environment.ts",
  // Two more than there are cores: some tests wait for processes and limits of time, and leave theirs to others.
  maxWorkers: availableParallelism() + 2,
  // A busy machine is slow; what hangs is found all the same.
  testTimeout: 30_000,
  testSequencer: "<rootDir>/test/processes/sequencer.cjs",
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

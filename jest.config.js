/** Tests run on the TypeScript sources; the suites that start real processes use the compiled package in dist/. */
module.exports = {
  testEnvironment: "node",
  // All cores: the default leaves one out, which is half of a small machine.
  maxWorkers: "100%",
  // A busy machine is slow; what hangs is found all the same.
  testTimeout: 30_000,
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

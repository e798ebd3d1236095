/** Tests run on the TypeScript sources; the suites that start real processes use the compiled package in dist/. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
  // Whole runs of the engine take minutes: `npm run test:engine` and `npm run test:pulumi` are on their own.
  testPathIgnorePatterns: process.env.ENGINE_TESTS ? [] : ["<rootDir>/test/engine/"],
  modulePathIgnorePatterns: ["<rootDir>/dist"],
};

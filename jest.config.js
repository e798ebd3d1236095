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
  // Its package.json names two main files; Node takes the last one, Jest the first, which is not there.
  moduleNameMapper: { "^tls-sig-api-v2$": "<rootDir>/node_modules/tls-sig-api-v2/TLSSigAPIv2.js" },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
};

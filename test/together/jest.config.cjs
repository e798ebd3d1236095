const { globSync } = require("node:fs");
const { join } = require("node:path");
const alone = require("../../jest.config.js");
const { filesOf } = require("./filesOf.ts");

const tests = join(__dirname, "..");
const groups = globSync("*.group.ts", { cwd: __dirname });
const inGroups = new Set(groups.flatMap((group) => filesOf(group, tests)));
const all = globSync(["**/*.test.ts", "together/*.group.ts"], { cwd: tests }).map((file) =>
  join(tests, file),
);

/** All tests, those of some folders in groups: to load what they test takes longer than most of them do. */
module.exports = {
  ...alone,
  rootDir: join(tests, ".."),
  testMatch: all.filter((file) => !inGroups.has(file)),
};

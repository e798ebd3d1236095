const { relative } = require("node:path");
const { default: TestSequencer } = require("@jest/test-sequencer");

/** Where tests wait for processes, those that wait the longest first; what only computes comes last, as it is short. */
const slow = ["reliability", "repo", "plugin", "contract", "engine", "examples", "provider", "cli"];

/** By the folder, or by the group that is named after it. */
function rankOf({ path, context }) {
  const [, ...parts] = relative(context.config.rootDir, path).split(/[\\/]/);
  const [folder] = (parts[0] === "together" ? parts[1] : parts[0]).split(".");
  const rank = slow.indexOf(folder);
  return rank < 0 ? slow.length : rank;
}

/** What waits begins first: tests that only compute fill the cores beside it, and none of it is left for the end. */
module.exports = class Sequencer extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};

const { relative } = require("node:path");
const { default: TestSequencer } = require("@jest/test-sequencer");

/** Where tests wait for processes, those that wait the longest first; groups of files in between, as the last are short. */
const slow = ["repo", "reliability", "plugin", "together", "examples", "engine", "cli"];

function rankOf({ path, context }) {
  const [, folder] = relative(context.config.rootDir, path).split(/[\\/]/);
  const rank = slow.indexOf(folder);
  return rank < 0 ? slow.length : rank;
}

/** What waits begins first: tests that only compute fill the cores beside it, and none of it is left for the end. */
module.exports = class Sequencer extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};

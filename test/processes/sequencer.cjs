const { relative } = require("node:path");
const { default: TestSequencer } = require("@jest/test-sequencer");

/** What takes long, in the order in which it begins; the rest comes last, as it is short. */
const long = ["reliability", "repo", "plugin", "contract", "engine", "examples", "provider", "cli"];

/** By the folder, or by the group that is named after it. */
function rankOf({ path, context }) {
  const [, ...parts] = relative(context.config.rootDir, path).split(/[\\/]/);
  const [folder] = (parts[0] === "together" ? parts[1] : parts[0]).split(".");
  const rank = long.indexOf(folder);
  return rank < 0 ? long.length : rank;
}

/** What takes long begins first: the rest fills the cores beside it, and nothing long is left for the end. */
module.exports = class Sequencer extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
};

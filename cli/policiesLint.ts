import { configProblems } from "../policies/core/config";
import { presetNames } from "../policies/presets";
import { allRules } from "../policies/rules";
import { selected } from "../policies/selected";
import { command, Misuse } from "./command";
import { readJson } from "./readJson";

/** Checks a file for `--policy-pack-config`: the engine ignores the names in it that a pack does not have. */
export const policiesLint = command({
  name: "policies lint",
  summary: "Checks a file of --policy-pack-config: rules, levels, settings and values.",
  words: ["FILE"],
  flags: {
    preset: {
      type: "string",
      value: "NAME",
      description: `what it configures: ${presetNames.join(", ")}; left out, any rules`,
    },
  },
  run({ words: [file = ""], flags: { preset }, print }) {
    const name = presetNames.find((known) => known === preset);
    if (preset !== undefined && name === undefined) throw new Misuse(`There is no preset "${preset}".`);
    const pack = name === undefined ? allRules : selected(name).map(({ rule }) => rule);
    const problems = configProblems(readJson(file), pack, allRules);
    for (const problem of problems) print(`${file}: ${problem}`);
    if (problems.length === 0) print(`${file}: no problems`);
    return problems.length === 0 ? 0 : 1;
  },
});

import { spawnSync } from "node:child_process";
import { test } from "@jest/globals";
import manifest from "../../package.json";
import { recordState } from "./upgrade";

const hasCli = spawnSync("pulumi", ["version"]).status === 0;

// Run before a release: npx jest --testMatch '**/upgrade.record.ts'. What it writes is never changed later.
test.each(hasCli ? (["local", "pulumi"] as const) : (["local"] as const))(
  "a state of this version on %s",
  (engine) => recordState(`${manifest.version}-${engine}`, engine),
  120_000,
);

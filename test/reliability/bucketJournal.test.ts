import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { typesThat } from "../contract/typesThat";
import { BucketServer, bucketKeys } from "../provider/BucketServer";
import { Stage } from "../provider/support";
import { expectOutcomes, holdStarts, ProviderProcess, recover, without } from "./crash";
import { fault } from "./matrix";
import { openStarts } from "./support";

// Whole processes start and end here.
const patience = 60_000;

let bucket: BucketServer;
let stage: Stage;
beforeEach(async () => {
  Object.assign(process.env, bucketKeys, { AWS_EC2_METADATA_DISABLED: "true" });
  bucket = await BucketServer.start();
  const config = { "pulumi-media-tasks:journal": bucket.setting };
  stage = await Stage.start({ config, now: Date.now() });
  stage.journalFolder = bucket.files;
});
afterEach(async () => {
  await stage[Symbol.asyncDispose]();
  await bucket[Symbol.asyncDispose]();
});

const starters = typesThat("start");
const lost = typesThat("start", "be lost");
const journaled = typesThat("start", "be journaled");

/** Kills a provider, and throws away what its machine had. */
async function loseMachine(provider: ProviderProcess): Promise<void> {
  await provider.kill();
  for (const folder of [".pulumi", "states"])
    rmSync(join(stage.home, folder), { recursive: true, force: true });
}

describe(`${fault(20)}, of a runner that keeps no disk, with its journal in a bucket`, () => {
  test(
    "before the vendor acts",
    async () => {
      holdStarts(stage, "before");
      const provider = new ProviderProcess(stage, { verb: "create" });
      await stage.vendors.faults.whenHeld("start", starters.length);
      await loseMachine(provider);
      stage.vendors.faults.release("start", { drop: true });
      expect(openStarts(stage)).toHaveLength(journaled.length);
      const outcomes = await recover(stage);
      expectOutcomes(outcomes, "started after asking", lost);
      expectOutcomes(outcomes, "started", without(starters, lost));
    },
    patience,
  );

  test(
    "after the vendor acted",
    async () => {
      holdStarts(stage, "after");
      const provider = new ProviderProcess(stage, { verb: "create" });
      await stage.vendors.faults.whenHeld("start", starters.length);
      await loseMachine(provider);
      stage.vendors.faults.release("start", { drop: true });
      const outcomes = await recover(stage);
      expectOutcomes(outcomes, "adopted", lost);
      expectOutcomes(outcomes, "taken over", without(journaled, lost));
      expectOutcomes(outcomes, "started", without(starters, journaled));
    },
    patience,
  );

  test(
    "before the state is saved",
    async () => {
      const provider = new ProviderProcess(stage, { verb: "create", saves: false });
      await provider.told("returned", starters.length);
      await loseMachine(provider);
      expect(openStarts(stage).every(({ id }) => id !== undefined)).toBe(true);
      expectOutcomes(await recover(stage), "taken over", journaled);
    },
    patience,
  );
});

import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "@jest/globals";
import { BucketServer, bucketKeys } from "../provider/BucketServer";
import { Stage } from "../provider/support";
import {
  expectFoundAfterEnd,
  expectStartedAfterEnd,
  expectTakenOverAfterEnd,
  type ProviderProcess,
} from "./crash";
import { fault } from "./matrix";

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

/** Kills a provider, and throws away what its machine had. */
async function loseMachine(provider: ProviderProcess): Promise<void> {
  await provider.kill();
  for (const folder of [".pulumi", "states"])
    rmSync(join(stage.home, folder), { recursive: true, force: true });
}

describe(`${fault(20)}, of a runner that keeps no disk, with its journal in a bucket`, () => {
  test("before the vendor acts", () => expectStartedAfterEnd(stage, loseMachine), patience);

  test("after the vendor acted", () => expectFoundAfterEnd(stage, loseMachine), patience);

  test("before the state is saved", () => expectTakenOverAfterEnd(stage, loseMachine), patience);
});

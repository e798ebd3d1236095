import { spawnSync } from "node:child_process";
import { afterAll, describe, test } from "@jest/globals";
import type { EngineName } from "../engine/stack";
import type { BucketJournal } from "../provider/BucketServer";
import { Stage } from "../provider/support";
import { surviveKillAt } from "./crash";
import { DynamicWay } from "./DynamicWay";
import { classesOn } from "./engineCrash";
import { engineCrashTable } from "./engineCrashTable";
import { expectedOf, fault } from "./matrix";
import { overJournals } from "./overJournals";
import { Random, seedOf } from "./random";
import { SoakTable } from "./soakTable";

const patience = 300_000;
const hasCli = spawnSync("pulumi", ["version"]).status === 0;
const engines: readonly EngineName[] = hasCli ? ["lean", "pulumi"] : ["lean"];

const table = new SoakTable();
afterAll(() => table.print());

/** Where the journal lies. */
const place: { bucket: BucketJournal | undefined } = { bucket: undefined };

/** A test that is a row of the table, under a fault of the matrix. */
function row(number: number, what: string, work: () => Promise<string>): void {
  const name = `#${number} ${what}`;
  test(name, () => table.row(name, expectedOf(number), work), patience);
}

describe(fault(20), () => {
  const kills = Number(process.env.KILLS ?? 50);
  overJournals(
    () => place,
    ({ name }) => {
      row(
        20,
        `the provider is killed ${kills} times, each time after another delay, its journal in ${name}`,
        async () => {
          const random = new Random(seedOf("kills"));
          for (let kill = 0; kill < kills; kill += 1) {
            await using stage = await Stage.start({ now: Date.now() });
            stage.bucket = place.bucket?.server.journal();
            await surviveKillAt(new DynamicWay(stage), random.below(150));
          }
          return "each task once and owned, no start open";
        },
      );
    },
  );
});

describe.each(engines)("on %s", (engine) => {
  const name = engine === "pulumi" ? "the pulumi CLI" : "the local engine";
  for (const { number, what, isOfCli, survive } of engineCrashTable) {
    if (isOfCli && engine !== "pulumi") continue;
    row(number, `${what} on ${name}`, async () => {
      await survive(classesOn(engine));
      return "each task once; none after the destroy";
    });
  }
});

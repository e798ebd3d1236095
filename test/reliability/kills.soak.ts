import { spawnSync } from "node:child_process";
import { afterAll, describe, test } from "@jest/globals";
import type { EngineName } from "../engine/stack";
import type { BucketJournal } from "../provider/BucketServer";
import { Stage } from "../provider/support";
import { surviveKillAt } from "./crash";
import { DynamicWay } from "./DynamicWay";
import { type Point, surviveInterrupts, surviveKill, type Victims } from "./engineCrash";
import { expectedOf, fault } from "./matrix";
import { overJournals } from "./overJournals";
import { Random, seedOf } from "./random";
import { SoakTable } from "./soakTable";

const patience = 300_000;
const hasCli = spawnSync("pulumi", ["version"]).status === 0;
const engines: readonly EngineName[] = hasCli ? ["lean", "pulumi"] : ["lean"];
const victims: readonly Victims[] = ["provider", "engine", "both"];
const points: readonly Point[] = ["before", "after", "polling"];

const table = new SoakTable();
afterAll(() => table.print());

/** Where the journal lies. */
const place: { bucket: BucketJournal | undefined } = { bucket: undefined };

/** A test that is a row of the table, under a fault of the matrix. */
function row(number: number, what: string, work: () => Promise<string>): void {
  test(what, () => table.row(`#${number} ${what}`, expectedOf(number), work), patience);
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

const ends = "each task once; none after the destroy";

describe.each(engines)("on %s", (engine) => {
  const name = engine === "pulumi" ? "the pulumi CLI" : "the local engine";
  describe(fault(21), () => {
    for (const victim of victims)
      for (const point of points)
        row(21, `kill of ${victim} at "${point}" on ${name}`, async () => {
          await surviveKill(victim, point, { engine });
          return ends;
        });
  });

  describe(fault(22), () => {
    row(22, `Ctrl-C twice on ${name}`, async () => {
      await surviveInterrupts(engine);
      return ends;
    });
  });
});

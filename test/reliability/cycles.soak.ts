import { afterAll, expect, test } from "@jest/globals";
import { Cycles } from "./cycles";
import type { Usage } from "./providerServer";
import { seedOf } from "./random";
import { SoakTable } from "./soakTable";

const cycles = Number(process.env.CYCLES ?? 500);

/** What the provider process may hold at the end: beyond what it held when it was warm, and sockets in all. */
const most = { heap: 5_000_000, rss: 10_000_000, sockets: 32 } as const;

const table = new SoakTable();
afterAll(() => table.print());

/** What stays, however little the process holds for a moment. */
const least = (usage: readonly Usage[], part: "heap" | "rss") => Math.min(...usage.map((one) => one[part]));
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

test(`${cycles} cycles of up, changes and destroy, with a fault in every tenth call`, async () => {
  await using soak = await Cycles.start(cycles, seedOf("cycles"));
  const tally = await soak.run();
  const growth = (part: "heap" | "rss") => least(tally.end, part) - least(tally.warm, part);
  const [heap, rss] = [growth("heap"), growth("rss")];
  const sockets = Math.max(...tally.end.map((one) => one.sockets));
  const found = [...tally.orphans, ...tally.doubles, ...tally.leftovers];

  await table.row(
    `${tally.faults} of ${tally.calls} calls go wrong, and ${tally.kills} of ${tally.runs} runs lose their provider, in ${tally.cycles} cycles`,
    "no orphan, no double start, state and journal empty",
    async () => {
      if (found.length > 0) throw new Error(found.join("; "));
      expect(tally.cycles).toBe(cycles);
      // That something went on, and wrong.
      expect(tally.faults / tally.calls).toBeGreaterThan(0.07);
      expect(tally.kills).toBeGreaterThan(cycles / 50);
      expect(tally.tasks).toBeGreaterThan(cycles);
      return `${tally.tasks} tasks: 0 orphans, 0 doubles, nothing left; ${tally.failedRuns} runs failed, ${tally.questions} asked the user to look`;
    },
  );
  await table.row(
    "The provider process lives on through all of them",
    `at most ${megabytes(most.heap)} more on its heap, ${megabytes(most.rss)} more in all, ${most.sockets} sockets`,
    async () => {
      expect(heap).toBeLessThan(most.heap);
      expect(sockets).toBeLessThanOrEqual(most.sockets);
      expect(sockets).toBeGreaterThan(0);
      expect(rss).toBeLessThan(most.rss);
      return `${megabytes(heap)}, ${megabytes(rss)}, ${sockets} sockets`;
    },
  );
}, 900_000);

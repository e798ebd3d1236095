import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import { failureOf, Stage } from "../provider/support";
import {
  createAll,
  expectOutcomes,
  firstPollOf,
  type Handled,
  holdStarts,
  type Job,
  recover,
  surviveKillAt,
  typesOf,
  type Way,
  without,
} from "./crash";
import { fault } from "./matrix";
import { overJournals } from "./overJournals";
import { Random, seedOf } from "./random";
import { closeStarts, idKeyOf, openStarts, orphans, tasksOf } from "./support";

// Whole processes start and end here.
const patience = 120_000;

/** The tests of a provider that is killed, for a way in which the engine reaches it. */
export function crashTable(startWay: (stage: Stage) => Way | Promise<Way>): void {
  let stage: Stage;
  let way: Way;
  beforeEach(async () => {
    // More starts are held at a time than one vendor has connections for.
    stage = await Stage.start({ now: Date.now(), apart: true });
  });
  afterEach(async () => {
    await way[Symbol.asyncDispose]();
    await stage[Symbol.asyncDispose]();
  });

  /** The way begins when it is known where the journal lies. */
  function beginWay(): void {
    beforeEach(async () => {
      way = await startWay(stage);
    });
  }

  /** A provider that is killed while each start of it is held. */
  async function killedStarting(at: "before" | "after"): Promise<void> {
    const { types } = way;
    holdStarts(way, at);
    // A machine that is slow to send the last one has given up the first one by then, and may have repeated it.
    const provider = await createAll(way, { saves: false });
    await stage.vendors.faults.whenHeld("start", types.length);
    await provider.kill();
    stage.vendors.faults.release("start", { drop: true });
    expect(openStarts(stage)).toHaveLength(typesOf(way, "be journaled").length);
  }

  describe(fault(20), () => overJournals(() => stage, killsInCreate));

  function killsInCreate(): void {
    beginWay();

    test(
      "before the vendor acts",
      async () => {
        await killedStarting("before");
        const lost = typesOf(way, "be lost");
        const outcomes = await recover(way);
        expectOutcomes(outcomes, "started after asking", lost);
        expectOutcomes(outcomes, "started", without(way.types, lost));
      },
      patience,
    );

    test(
      "after the vendor acted",
      async () => {
        await killedStarting("after");
        const [lost, journaled] = [typesOf(way, "be lost"), typesOf(way, "be journaled")];
        expect(orphans(stage, []).length).toBeLessThanOrEqual(without(way.types, journaled).length);
        const outcomes = await recover(way);
        expectOutcomes(outcomes, "adopted", lost);
        expectOutcomes(outcomes, "taken over", without(journaled, lost));
        // The vendor answers with what the first start made.
        expectOutcomes(outcomes, "started", without(way.types, journaled));
      },
      patience,
    );

    test(
      "in polling",
      async () => {
        const waiting = typesOf(way, "read", "wait");
        const polls = await Promise.all(waiting.map((type) => firstPollOf(type)));
        // Some look what there is before they start, by the same call: it is held from then on.
        holdStarts(way, "after");
        const provider = await createAll(way, { saves: false });
        await stage.vendors.faults.whenHeld("start", way.types.length);
        for (const match of polls)
          stage.vendors.faults.add({ match, fault: { kind: "hold", at: "after", name: "read" } });
        stage.vendors.faults.release("start");
        await stage.vendors.faults.whenHeld("read", waiting.length);
        await provider.returned(way.types.length - waiting.length);
        await provider.kill();
        stage.vendors.faults.clear();
        expectOutcomes(await recover(way), "taken over", typesOf(way, "be journaled"));
      },
      patience,
    );

    test(
      "before the state is saved",
      async () => {
        const provider = await createAll(way, { saves: false });
        await provider.returned(way.types.length);
        await provider.kill();
        expect(openStarts(stage).every(({ id }) => id !== undefined)).toBe(true);
        expectOutcomes(await recover(way), "taken over", typesOf(way, "be journaled"));
      },
      patience,
    );

    test("at any time", () => surviveKillAt(way, new Random(seedOf("crashes")).below(150)), patience);
  }

  /** Kills a provider in an update or a delete, when each resource is at its call of a kind. */
  async function killedAt(
    at: "before" | "after",
    call: "start" | "update" | "stop",
    { verb, resources }: Job,
  ): Promise<void> {
    for (const { type } of resources) {
      const [action] = type.calls[call] ?? [];
      const match = { service: type.service, ...(action !== undefined && { action }) };
      stage.vendors.faults.add({ match, fault: { kind: "hold", at, name: verb } });
    }
    const provider = await way.begin({ verb, resources });
    await stage.vendors.faults.whenHeld(verb, resources.length);
    await provider.kill();
    // The killed process had the real time, which the next run is not before.
    stage.time.now = Date.now();
    stage.vendors.faults.release(verb, { drop: true });
  }

  describe(fault(23), () => overJournals(() => stage, killsInChanges));

  function killsInChanges(): void {
    beginWay();

    test.each(["before", "after"] as const)(
      "%s the vendor acts",
      async (at) => {
        const changing = typesOf(way, "run", "update", "stop");
        const made = new Map<TypeUnderTest, Handled>();
        for (const type of changing) {
          const resource = way.resource(type);
          await resource.create(type.placed(0));
          made.set(type, resource);
        }
        way.endRun();
        const resources = () => [...made].map(([type, before]) => ({ type, inputs: type.placed(1), before }));

        await killedAt(at, "update", { verb: "update", resources: resources() });
        for (const [type, resource] of made) {
          await resource.update(type.placed(1));
          expect(await resource.diff(type.placed(1))).toMatchObject({ changes: false });
        }
        expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(changing.map(() => "running"));

        await killedAt(at, "stop", { verb: "delete", resources: resources() });
        for (const resource of made.values()) await resource.delete();
        expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(changing.map(() => "stopped"));
      },
      patience,
    );

    /** Starts it again as the error about an open start says. */
    async function settle(resource: Handled, type: TypeUnderTest): Promise<void> {
      const message = await failureOf(resource.update({ ...type.inputs }));
      expect(message).toContain("set lifecycle.adopt to its id");
      const found = tasksOf(stage.vendors, type).find(({ status }) => status === "running");
      if (found === undefined) {
        closeStarts(stage, type.type);
        await resource.update({ ...type.inputs });
      } else {
        await resource.create({ ...type.inputs, lifecycle: { adopt: found.id } });
      }
    }

    test.each(["before", "after"] as const)(
      "%s the vendor acts on lifecycle.desired",
      async (at) => {
        // One wait for a lost start is enough, and #20 has it.
        const waited = way.hasRealTime ? typesOf(way, "be looked for") : [];
        const switched = without(typesOf(way, "run", "stop"), waited);
        const made = new Map<TypeUnderTest, Handled>();
        for (const type of switched) {
          const resource = way.resource(type);
          await resource.create({ ...type.inputs });
          await resource.diff(type.inputs);
          made.set(type, resource);
        }
        way.endRun();
        const wanting = (desired: "running" | "stopped") =>
          [...made].map(([type, before]) => ({
            type,
            inputs: { ...type.inputs, lifecycle: { desired } },
            before,
          }));

        await killedAt(at, "stop", { verb: "update", resources: wanting("stopped") });
        for (const [type, resource] of made) {
          await resource.update({ ...type.inputs, lifecycle: { desired: "stopped" } });
          expect(resource.state.status).toBe("stopped");
        }
        expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(switched.map(() => "stopped"));
        way.endRun();

        await killedAt(at, "start", { verb: "update", resources: wanting("running") });
        for (const [type, resource] of made) {
          if (typesOf(way, "be lost").includes(type)) await settle(resource, type);
          else await resource.update({ ...type.inputs });
          await resource.diff(type.inputs);
        }
        const running = stage.vendors.tasks().filter(({ status }) => status === "running");
        const owned = [...made].map(([type, { state }]) => state[idKeyOf(type)]);
        expect(running.map(({ id }) => id).sort()).toEqual(owned.sort());
        expect(openStarts(stage)).toEqual([]);
      },
      patience,
    );
  }
}

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typesThat } from "../contract/typesThat";
import { type BucketServer, refuse } from "../provider/BucketServer";
import { failureOf, type Resource, Stage } from "../provider/support";
import {
  expectOutcomes,
  firstPollOf,
  holdStarts,
  type Job,
  ProviderProcess,
  recover,
  surviveKillAt,
  without,
} from "./crash";
import { fault } from "./matrix";
import { type JournalKind, overJournals } from "./overJournals";
import { Random, seedOf } from "./random";
import { closeStarts, idKeyOf, openStarts, orphans, resourceOf, tasksOf } from "./support";

// Whole processes start and end here.
const patience = 60_000;

let stage: Stage;
beforeEach(async () => {
  // More starts are held at a time than one vendor has connections for.
  stage = await Stage.start({ now: Date.now(), apart: true });
});
afterEach(() => stage[Symbol.asyncDispose]());

const starters = typesThat("start");
const lost = typesThat("start", "be lost");
const journaled = typesThat("start", "be journaled");

/** A provider that is killed while each start of it is held. */
async function killedStarting(at: "before" | "after"): Promise<void> {
  holdStarts(stage, at);
  const provider = new ProviderProcess(stage, { verb: "create" });
  await stage.vendors.faults.whenHeld("start", starters.length);
  await provider.kill();
  stage.vendors.faults.release("start", { drop: true });
  expect(openStarts(stage)).toHaveLength(journaled.length);
}

describe(fault(20), () => overJournals(() => stage, killsInCreate));

function killsInCreate(): void {
  test(
    "before the vendor acts",
    async () => {
      await killedStarting("before");
      const outcomes = await recover(stage);
      expectOutcomes(outcomes, "started after asking", lost);
      expectOutcomes(outcomes, "started", without(starters, lost));
    },
    patience,
  );

  test(
    "after the vendor acted",
    async () => {
      await killedStarting("after");
      expect(orphans(stage, []).length).toBeLessThanOrEqual(without(starters, journaled).length);
      const outcomes = await recover(stage);
      expectOutcomes(outcomes, "adopted", lost);
      expectOutcomes(outcomes, "taken over", without(journaled, lost));
      // The vendor answers with what the first start made.
      expectOutcomes(outcomes, "started", without(starters, journaled));
    },
    patience,
  );

  test(
    "in polling",
    async () => {
      const waiting = typesThat("start", "read", "wait");
      const polls = await Promise.all(waiting.map((type) => firstPollOf(type)));
      // Some look what there is before they start, by the same call: it is held from then on.
      holdStarts(stage, "after");
      const provider = new ProviderProcess(stage, { verb: "create", saves: false });
      await stage.vendors.faults.whenHeld("start", starters.length);
      for (const match of polls)
        stage.vendors.faults.add({ match, fault: { kind: "hold", at: "after", name: "read" } });
      stage.vendors.faults.release("start");
      await stage.vendors.faults.whenHeld("read", waiting.length);
      await provider.told("returned", starters.length - waiting.length);
      await provider.kill();
      stage.vendors.faults.clear();
      expectOutcomes(await recover(stage), "taken over", journaled);
    },
    patience,
  );

  test(
    "before the state is saved",
    async () => {
      const provider = new ProviderProcess(stage, { verb: "create", saves: false });
      await provider.told("returned", starters.length);
      await provider.kill();
      expect(openStarts(stage).every(({ id }) => id !== undefined)).toBe(true);
      expectOutcomes(await recover(stage), "taken over", journaled);
    },
    patience,
  );

  test("at any time", () => surviveKillAt(stage, new Random(seedOf("crashes")).below(150)), patience);
}

/** Kills a provider in an update or a delete, when each resource is at its call of a kind. */
async function killedAt(
  at: "before" | "after",
  call: "start" | "update" | "stop",
  { verb, resources }: Required<Pick<Job, "verb" | "resources">>,
): Promise<void> {
  for (const { type } of resources) {
    const [action] = type.calls[call] ?? [];
    const match = { service: type.service, ...(action !== undefined && { action }) };
    stage.vendors.faults.add({ match, fault: { kind: "hold", at, name: verb } });
  }
  const provider = new ProviderProcess(stage, { verb, resources });
  await stage.vendors.faults.whenHeld(verb, resources.length);
  await provider.kill();
  // The killed process had the real time, which the next run is not before.
  stage.time.now = Date.now();
  stage.vendors.faults.release(verb, { drop: true });
}

describe(fault(23), () => overJournals(() => stage, killsInChanges));

function killsInChanges(): void {
  const changing = typesThat("run", "update", "stop");
  const switched = typesThat("run", "stop");

  test.each(["before", "after"] as const)(
    "%s the vendor acts",
    async (at) => {
      const made = new Map<TypeUnderTest, Resource>();
      for (const type of changing) {
        const resource = resourceOf(stage, type);
        await resource.create(type.placed(0));
        made.set(type, resource);
      }
      stage.endRun();
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
  async function settle(resource: Resource, type: TypeUnderTest): Promise<void> {
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
      const made = new Map<TypeUnderTest, Resource>();
      for (const type of switched) {
        const resource = resourceOf(stage, type);
        await resource.create({ ...type.inputs });
        await resource.diff(type.inputs);
        made.set(type, resource);
      }
      stage.endRun();
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
      stage.endRun();

      await killedAt(at, "start", { verb: "update", resources: wanting("running") });
      for (const [type, resource] of made) {
        if (lost.includes(type)) await settle(resource, type);
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

/** A way in which a journal cannot be used. */
interface Broken {
  readonly what: string;
  /** Breaks the place of a record. */
  readonly breakIt: (path: string) => unknown;
  readonly says: string;
}

/** What holds for records, wherever they are. */
const brokenRecords: readonly Broken[] = [
  {
    what: "a record is damaged",
    breakIt: (path) => stage.journal.write(path, '{"urn":'),
    says: "it is no record of a start",
  },
  {
    what: "a record is of something else",
    breakIt: (path) => stage.journal.write(path, "[]"),
    says: "it is no record of a start",
  },
];

/** A store that answers each request so. */
const answering = (status: number, code: string): Broken => ({
  what: `the store answers ${status} ${code}`,
  breakIt: () => intercept((_request, response) => refuse(response, status, code)),
  says: `${code} it says`,
});

function intercept(by: BucketServer["intercept"]): void {
  if (stage.bucket === undefined) throw new Error("the journal is in no bucket");
  stage.bucket.server.intercept = by;
}

const broken: Readonly<Record<JournalKind["name"], readonly Broken[]>> = {
  "a folder": [
    {
      what: "the disk is full",
      breakIt: (path) => symlinkSync("/dev/full", `${path}.${process.pid}.tmp`),
      says: "ENOSPC",
    },
    {
      what: "the place is taken",
      breakIt: (path) => mkdirSync(`${path}.${process.pid}.tmp`),
      says: "EISDIR",
    },
    ...brokenRecords,
  ],
  "a bucket": [
    {
      what: "the store breaks connections off",
      breakIt: () =>
        intercept(({ socket }) => {
          socket.destroy();
          return true;
        }),
      says: "socket hang up",
    },
    {
      what: "the store takes nothing more",
      breakIt: () =>
        intercept(({ method }, response) => method === "PUT" && refuse(response, 507, "InsufficientStorage")),
      says: "InsufficientStorage it says",
    },
    answering(403, "AccessDenied"),
    answering(404, "NoSuchBucket"),
    answering(503, "SlowDown"),
    ...brokenRecords,
  ],
};

describe(fault(24), () => {
  overJournals(
    () => stage,
    ({ name }) => {
      test.each(broken[name])("$what", async ({ breakIt, says }) => {
        const relay = resourceOf(stage, cdnRelay);
        await relay.create(cdnRelay.inputs);
        const [{ path } = { path: "" }] = openStarts(stage);
        await relay.delete();
        await breakIt(path);
        const calls = stage.sent.length;
        const message = await failureOf(relay.create(cdnRelay.inputs));
        expect(message).toMatch(/^the journal of starts cannot be (read|written): /);
        for (const text of [path, says, "Nothing was started. What to do: ", "pulumi-media-tasks:journal"])
          expect(message).toContain(text);
        expect(stage.sent).toHaveLength(calls);
        // What needs no journal is started all the same.
        await resourceOf(stage, volcengineRecording).create(volcengineRecording.quick);
        const elsewhere = { "pulumi-media-tasks:journal": join(stage.home, "elsewhere") };
        await stage.resource(cdnRelay.type, cdnRelay.name, elsewhere).create(cdnRelay.inputs);
      });
    },
  );

  test("a place that can be no folder", async () => {
    const config = { "pulumi-media-tasks:journal": "/dev/null/journal" };
    const message = await failureOf(stage.resource(cdnRelay.type, "relay", config).create(cdnRelay.inputs));
    expect(message).toContain("/dev/null/journal");
    expect(stage.sent).toEqual([]);
  });
});

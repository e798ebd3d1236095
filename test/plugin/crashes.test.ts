import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { type Ability, typesThat } from "../contract/typesThat";
import { type BucketJournal, bucketKeys } from "../provider/BucketServer";
import { FolderJournal, type Journal } from "../provider/Journal";
import { expectOutcomes, firstPollOf, holdStarts, recoverAs, without } from "../reliability/crash";
import { fault } from "../reliability/matrix";
import { overJournals } from "../reliability/overJournals";
import { type Ground, openStarts, orphans } from "../reliability/support";
import { type NativeThing, Plugin, settingsFor } from "./Plugin";

// The points of the dynamic way, at which the plugin is killed: test/reliability/crashes.test.ts.

// Whole processes start and end here.
const patience = 120_000;

/** Vendors at the time of the plugin, which is the present; each run has a plugin, and a home, of its own. */
class Scene implements Ground {
  /** Where the journal lies instead of in a folder, when a test sets it. */
  bucket: BucketJournal | undefined;
  readonly folder = mkdtempSync(join(tmpdir(), "plugin-crash-"));

  constructor(readonly vendors: Vendors) {}

  get journal(): Journal {
    return this.bucket ?? new FolderJournal(this.folder);
  }

  endRun(): void {}
}

let stage: Scene;
beforeEach(async () => {
  stage = new Scene(await startVendors({ clock: new VirtualClock() }));
});
afterEach(async () => {
  await stage.vendors.close();
  rmSync(stage.folder, { recursive: true });
});

/** One of each way in which a repeated start meets the first one. */
const types: readonly TypeUnderTest[] = [cdnRelay, gmeRecording, videoGeneration, volcengineRecording];

function among(...able: readonly Ability[]): readonly TypeUnderTest[] {
  return types.filter((type) => typesThat(...able).includes(type));
}

const lost = among("be lost");
const journaled = among("be journaled");

/** The plugin for a run. */
function startPlugin(): Promise<Plugin> {
  return Plugin.start({ ...settingsFor(stage.vendors), journal: stage.journal.setting }, bucketKeys);
}

/** Lets a call end as it likes. */
async function ended(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}

function createAll(plugin: Plugin): Promise<void>[] {
  return types.map((type) => ended(plugin.resource(type.type, type.name).create(type.quick)));
}

/** The next up, with a plugin of its own; the state has nothing. */
async function recoverAll() {
  await using plugin = await startPlugin();
  return await recoverAs(stage, types, (type) => plugin.resource(type.type, type.name));
}

describe(fault(20), () => overJournals(() => stage, killsInCreate));

function killsInCreate(): void {
  test.each(["before", "after"] as const)(
    "%s the vendor acts",
    async (at) => {
      holdStarts(stage, at, types);
      await using plugin = await startPlugin();
      const creates = createAll(plugin);
      await stage.vendors.faults.whenHeld("start", types.length);
      await plugin.kill();
      await Promise.all(creates);
      stage.vendors.faults.release("start", { drop: true });
      expect(openStarts(stage)).toHaveLength(journaled.length);
      const outcomes = await recoverAll();
      expectOutcomes(outcomes, at === "before" ? "started after asking" : "adopted", lost);
      const told = without(journaled, lost);
      expectOutcomes(outcomes, at === "before" ? "started" : "taken over", told);
      // The vendor answers with what the first start made.
      expectOutcomes(outcomes, "started", without(types, journaled));
    },
    patience,
  );

  test(
    "in polling",
    async () => {
      const waiting = among("start", "read", "wait");
      const polls = await Promise.all(waiting.map((type) => firstPollOf(type)));
      holdStarts(stage, "after", types);
      await using plugin = await startPlugin();
      const creates = createAll(plugin);
      await stage.vendors.faults.whenHeld("start", types.length);
      for (const match of polls)
        stage.vendors.faults.add({ match, fault: { kind: "hold", at: "after", name: "read" } });
      stage.vendors.faults.release("start");
      await stage.vendors.faults.whenHeld("read", waiting.length);
      await Promise.all(creates.filter((_, index) => !waiting.some((type) => type === types[index])));
      await plugin.kill();
      stage.vendors.faults.clear();
      expectOutcomes(await recoverAll(), "taken over", journaled);
    },
    patience,
  );

  test(
    "before the state is saved",
    async () => {
      await using plugin = await startPlugin();
      await Promise.all(createAll(plugin));
      await plugin.kill();
      expect(openStarts(stage).every(({ id }) => id !== undefined)).toBe(true);
      expectOutcomes(await recoverAll(), "taken over", journaled);
    },
    patience,
  );
}

describe(fault(23), () => {
  const changing = among("run", "update", "stop");

  /** Kills a plugin when each resource is at its call of a kind; gives the resources as they were. */
  async function killedAt(
    at: "before" | "after",
    call: "update" | "stop",
    things: readonly [TypeUnderTest, NativeThing][],
    act: (thing: NativeThing, type: TypeUnderTest) => Promise<unknown>,
  ): Promise<void> {
    await using plugin = await startPlugin();
    for (const [{ calls, service }] of things) {
      const [action] = calls[call] ?? [];
      const match = { service, ...(action !== undefined && { action }) };
      stage.vendors.faults.add({ match, fault: { kind: "hold", at, name: call } });
    }
    const acts = things.map(([type, thing]) =>
      ended(act(plugin.resource(type.type, type.name, thing), type)),
    );
    await stage.vendors.faults.whenHeld(call, things.length);
    await plugin.kill();
    await Promise.all(acts);
    stage.vendors.faults.release(call, { drop: true });
  }

  test.each(["before", "after"] as const)(
    "%s the vendor acts",
    async (at) => {
      await using plugin = await startPlugin();
      const made: [TypeUnderTest, NativeThing][] = changing.map((type) => [
        type,
        plugin.resource(type.type, type.name),
      ]);
      for (const [type, thing] of made) await thing.create(type.placed(0));

      await killedAt(at, "update", made, (thing, type) => thing.update(type.placed(1)));
      for (const [type, thing] of made) {
        await thing.update(type.placed(1));
        expect(await thing.diff(type.placed(1))).toMatchObject({ changes: false });
      }
      expect(
        orphans(
          stage,
          made.map(([, thing]) => thing),
        ),
      ).toEqual([]);
      expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(changing.map(() => "running"));

      await killedAt(at, "stop", made, (thing) => thing.delete());
      for (const [, thing] of made) await thing.delete();
      expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(changing.map(() => "stopped"));
    },
    patience,
  );
});

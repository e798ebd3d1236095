import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { failureOf, inputsOf, type Properties, type Resource, Stage, types } from "../provider/support";
import { holdStarts, ProviderProcess, quick, recover, surviveKillAt } from "./crash";
import { fault } from "./matrix";
import { Random, seedOf } from "./random";
import { openStarts, orphans, resourceOf, type Starter, starters, startOf } from "./support";

// Whole processes start and end here.
const patience = 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start({ now: Date.now() });
});
afterEach(() => stage[Symbol.asyncDispose]());

describe(fault(20), () => {
  test(
    "before the vendor acts",
    async () => {
      holdStarts(stage, "before");
      const provider = new ProviderProcess(stage, { verb: "create" });
      await stage.vendors.faults.whenHeld("start", starters.length);
      await provider.kill();
      stage.vendors.faults.release("start", { drop: true });
      expect(openStarts(stage)).toHaveLength(4);
      expect(await recover(stage)).toEqual({
        relay: "started after asking",
        generation: "started after asking",
        gme: "started",
        redraw: "started",
        recording: "started",
        application: "started",
      });
    },
    patience,
  );

  test(
    "after the vendor acted",
    async () => {
      holdStarts(stage, "after");
      const provider = new ProviderProcess(stage, { verb: "create" });
      await stage.vendors.faults.whenHeld("start", starters.length);
      await provider.kill();
      stage.vendors.faults.release("start", { drop: true });
      expect(orphans(stage, []).length).toBeLessThanOrEqual(3);
      expect(await recover(stage)).toEqual({
        relay: "adopted",
        generation: "adopted",
        gme: "taken over",
        redraw: "started",
        recording: "started",
        application: "taken over",
      });
    },
    patience,
  );

  test(
    "in polling",
    async () => {
      const reads = ["DescribeTaskInfo", "GetRecordTask", "DescribeSubAppIds"];
      for (const action of reads) {
        // The start of some looks first what is there already.
        const nth = action === "GetRecordTask" ? 1 : 2;
        stage.vendors.faults.add({
          match: { action, nth },
          fault: { kind: "hold", at: "after", name: "read" },
        });
      }
      const provider = new ProviderProcess(stage, { verb: "create", saves: false });
      await stage.vendors.faults.whenHeld("read", reads.length);
      await provider.told("returned", starters.length - reads.length);
      await provider.kill();
      stage.vendors.faults.clear();
      expect(await recover(stage)).toMatchObject({
        relay: "taken over",
        generation: "taken over",
        application: "taken over",
      });
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
      expect(await recover(stage)).toMatchObject({
        relay: "taken over",
        generation: "taken over",
        application: "taken over",
      });
    },
    patience,
  );

  test("at any time", () => surviveKillAt(stage, new Random(seedOf("crashes")).below(150)), patience);
});

describe(fault(23), () => {
  const custom = (width: number) => ({
    ...inputsOf.recording,
    targetStreams: { streamList: [{ index: 0, userId: "teacher" }] },
    layout: { layoutMode: 2, customLayout: { regions: [{ streamIndex: 0, width, height: 240 }] } },
  });
  const address = { publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/b" }] };
  const changing: { kind: Starter; update: string; stop: string; inputs: Properties; news: Properties }[] = [
    {
      kind: "relay",
      update: "UpdatePublishCdnStream",
      stop: "StopPublishCdnStream",
      inputs: inputsOf.relay,
      news: { ...inputsOf.relay, ...address },
    },
    {
      kind: "gme",
      update: "ModifyRecordInfo",
      stop: "StopRecord",
      inputs: inputsOf.gme,
      news: { ...inputsOf.gme, recordMode: 2 },
    },
    {
      kind: "recording",
      update: "UpdateRecord",
      stop: "StopRecord",
      inputs: custom(320),
      news: custom(640),
    },
  ];

  test.each(["before", "after"] as const)(
    "%s the vendor acts",
    async (at) => {
      const made = new Map<Starter, Resource>();
      for (const { kind, inputs } of changing) {
        const resource = resourceOf(stage, kind);
        await resource.create(inputs);
        made.set(kind, resource);
      }
      stage.endRun();
      const killed = async (verb: "update" | "delete", action: "update" | "stop") => {
        for (const one of changing) {
          const match = { service: startOf[one.kind].service, action: one[action] };
          stage.vendors.faults.add({ match, fault: { kind: "hold", at, name: verb } });
        }
        const resources = changing.map(({ kind, news }) => {
          const before = made.get(kind);
          return { kind, inputs: news, ...(before ? { before } : {}) };
        });
        const provider = new ProviderProcess(stage, { verb, resources });
        await stage.vendors.faults.whenHeld(verb, changing.length);
        await provider.kill();
        stage.vendors.faults.release(verb, { drop: true });
      };

      await killed("update", "update");
      for (const { kind, news } of changing) {
        await made.get(kind)?.update(news);
        expect(await made.get(kind)?.diff(news)).toMatchObject({ changes: false });
      }
      expect(stage.vendors.tasks().map(({ status }) => status)).toEqual(["running", "running", "running"]);

      await killed("delete", "stop");
      for (const { kind } of changing) await made.get(kind)?.delete();
      expect(stage.vendors.tasks().map(({ reason }) => reason)).toEqual(["stopped", "stopped", "stopped"]);
    },
    patience,
  );
});

describe(fault(24), () => {
  const broken: [what: string, breakIt: (path: string) => void][] = [
    ["the disk is full", (path) => symlinkSync("/dev/full", `${path}.${process.pid}.tmp`)],
    ["the place is taken", (path) => mkdirSync(`${path}.${process.pid}.tmp`)],
    ["a record is damaged", (path) => writeFileSync(path, '{"urn":')],
    ["a record is of something else", (path) => writeFileSync(path, "[]")],
  ];
  test.each(broken)("%s", async (_what, breakIt) => {
    const relay = resourceOf(stage, "relay");
    await relay.create(inputsOf.relay);
    const [open] = openStarts(stage);
    const path = open?.path ?? "";
    await relay.delete();
    breakIt(path);
    const calls = stage.sent.length;
    const message = await failureOf(relay.create(inputsOf.relay));
    expect(message).toContain(path);
    expect(message).toContain("pulumi-media-tasks:journal");
    expect(stage.sent).toHaveLength(calls);
    const elsewhere = { "pulumi-media-tasks:journal": `${dirname(path)}-elsewhere` };
    await stage.resource("tencent/trtc:CdnRelay", "relay", elsewhere).create(inputsOf.relay);
  });

  test("what needs no journal is started all the same", async () => {
    const config = { "pulumi-media-tasks:journal": "/dev/null/journal" };
    await stage.resource(types.recording, "recording", config).create(quick("recording"));
    const message = await failureOf(stage.resource(types.relay, "relay", config).create(inputsOf.relay));
    expect(message).toContain("/dev/null/journal");
  });
});

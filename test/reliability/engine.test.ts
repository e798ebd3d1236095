import { describe, expect, test } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import type { BucketJournal } from "../provider/BucketServer";
import { classesOn, holdLesson, surviveKill } from "./engineCrash";
import { fault } from "./matrix";
import { destroy, lesson, MediaStack, up } from "./mediaStack";
import { overJournals } from "./overJournals";
import { startOf } from "./support";

// Whole runs of an engine; `npm run soak` has those of all processes at all points.
const patience = 120_000;

/** Where the journal lies. */
const place: { bucket: BucketJournal | undefined } = { bucket: undefined };

describe(fault(21), () => {
  overJournals(
    () => place,
    () => {
      test(
        "both are killed after the vendor acted",
        () => surviveKill(classesOn("lean", place.bucket), "both", "after"),
        patience,
      );
    },
  );
});

describe(fault(22), () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s once",
    async (signal) => {
      await using stack = await MediaStack.start();
      stack.program(lesson);
      const held = holdLesson(stack, "after");
      const running = stack.start(up);
      await held.reached;
      running.signal(signal);
      await running.printed("Cancelling");
      stack.vendors.faults.release("after");
      expect(await running.ended).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining("was cancelled"),
      });
      expect(await stack.pending()).toEqual([]);
      const kept = await Promise.all(Object.keys(lesson).map((name) => stack.resource(name)));
      expect(kept.map((resource) => resource?.id).sort()).toEqual(
        stack
          .running()
          .map(({ id }) => id)
          .sort(),
      );
      expect(await stack.run(`preview --expect-no-changes`)).toMatchObject({ exitCode: 0 });
    },
    patience,
  );
});

describe(fault(40), () => {
  test(
    "the recording of one room is refused",
    async () => {
      await using stack = await MediaStack.start();
      stack.program({
        ...lesson,
        [videoGeneration.name]: videoGeneration.inputs,
        [subApplication.name]: subApplication.inputs,
      });
      const { behaviour, faults, journal } = stack.vendors;
      behaviour.gme.serviceOpened = false;
      const firstCall = { service: "gme", action: "DescribeTaskInfo" } as const;
      faults.add({ match: firstCall, fault: { kind: "hold", at: "before", name: "gme" } });
      const running = stack.start(up);
      const others = [cdnRelay, volcengineRecording, videoGeneration, subApplication];
      for (const other of others) await journal.waitFor(({ action }) => action === startOf(other).action);
      await faults.whenHeld("gme");
      faults.release("gme");
      const failed = await running.ended;
      expect(failed).toMatchObject({ exitCode: 1, text: expect.stringContaining("ServiceNotOpened") });
      for (const { name } of others)
        expect(await stack.resource(name)).toMatchObject({ id: expect.any(String) });
      behaviour.gme.serviceOpened = true;
      expect(await stack.resource(gmeRecording.name)).toBeUndefined();
      expect(await stack.run(up)).toMatchObject({ exitCode: 0 });
      expect(journal.filter(({ action }) => action === "StartPublishCdnStream")).toHaveLength(1);
      expect(await stack.run(destroy)).toMatchObject({ exitCode: 0 });
      expect(stack.running()).toEqual([]);
    },
    patience,
  );
});

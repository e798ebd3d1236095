import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { whyUnreadable } from "../../provider/core/lifecycle";
import { contracts } from "../../sdk/contracts";
import type { Contract } from "../../sdk/core/contract";
import { lifecycleOptions, lifecycleOptionsOf } from "../../sdk/core/lifecycle";
import type { TypeUnderTest } from "../contract/describeType";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import aigcVideoRedraw from "../contract/descriptors/tencent/vod/AigcVideoRedraw";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { typeNamed } from "../contract/typesThat";
import { type Properties, Stage } from "./support";

// Bounds, rules, unknown values and keys, and secrets of all resources are checked in test/contract.

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage[Symbol.asyncDispose]());

function failures(type: TypeUnderTest, changes: Properties): Promise<string[]> {
  return stage.resource(type.type).failures({ ...type.inputs, ...changes });
}

test("all failures are said at once", async () => {
  const wrong = { roomId: undefined, recordMode: 9, bizId: -1, roomID: 1, lifecycle: { onEnded: "never" } };
  expect(await failures(gmeRecording, wrong)).toEqual([
    "bizId is -1: at least 0 is needed. Change it.",
    "roomId is missing: a value of type string is needed. Add it.",
    "recordMode is 9: one of 1, 2, 3 is allowed. Change it.",
    'lifecycle.onEnded is "never": one of "keep", "restart", "fail" is allowed. Change it.',
    'roomID: there is no such property. Did you mean "roomId"?',
  ]);
});

test("a value that is wrong by itself is not judged by a rule too", async () => {
  expect(await failures(cdnRelay, { publishCdnParams: 5 })).toEqual([
    "publishCdnParams is (a secret, not shown): a value of type array is needed. Change it.",
  ]);
});

test("a long value is cut", async () => {
  const [failure = ""] = await failures(aigcVideoRedraw, { sessionContext: "x".repeat(5_000) });
  expect(failure).toMatch(
    /^sessionContext is "x{59,60}.*: at most 1000 characters are allowed\. Change it\.$/,
  );
  expect(failure.length).toBeLessThan(200);
});

test("a time limit is a duration above 0", async () => {
  const failuresOf = (create: string) => failures(gmeRecording, { lifecycle: { timeouts: { create } } });
  for (const duration of ["1ms", "090s", "10m", "1h"]) expect(await failuresOf(duration)).toEqual([]);
  for (const duration of ["0s", "00m", "0", "10", "-1s", "1.5s", "soon"]) {
    expect(await failuresOf(duration)).toEqual([
      `lifecycle.timeouts.create is "${duration}": a number above 0 with a unit, for example "90s", "10m" or "1h" is needed. Change it.`,
    ]);
  }
});

test.each([
  [
    "longer than any vendor takes",
    { roomId: "x".repeat(5_000_000) },
    "one of their texts has 5000000 characters",
  ],
  ["of the length that may be", { roomId: "x".repeat(65_536) }, undefined],
  ["one too long", { roomId: "x".repeat(65_537) }, "one of their texts has 65537 characters"],
  ["in triggers, which are not sent", { lifecycle: { triggers: ["x".repeat(1_000_000)] } }, undefined],
  [
    "together longer than a request",
    { subscribeRecordUserIds: { subscribeUserIds: Array.from({ length: 150 }, () => "x".repeat(65_000)) } },
    "their texts have 97500",
  ],
] as const)("a text %s", async (_what, change, reason) => {
  const found = (
    await stage.resource(gmeRecording.type).failures({ ...gmeRecording.inputs, ...change })
  ).join();
  expect(found.length).toBeLessThan(1_000);
  if (reason === undefined) expect(found).not.toContain("too large");
  else expect(found).toContain(`the inputs are too large: ${reason}`);
});

describe.each<Contract>(contracts)("lifecycle options of $type", ({ type, kind, waitFor }) => {
  const [inputs] = typeNamed(type).full;
  const allowed = new Set<string>(lifecycleOptionsOf[kind]);
  const example = { desired: "running", onEnded: "keep", waitFor: "accepted", adopt: "1" };

  test("are refused where they mean nothing", async () => {
    for (const [option, value] of Object.entries(example).filter(([option]) => !allowed.has(option))) {
      const found = await stage.resource(type).failures({ ...inputs, lifecycle: { [option]: value } });
      expect(found).toEqual([
        expect.stringMatching(
          `^lifecycle\\.${option}: it means nothing here: .+\\. What to do: leave it out\\.$`,
        ),
      ]);
    }
  });

  test("wait for the end where the vendor tells of it", async () => {
    const found = await stage.resource(type).failures({ ...inputs, lifecycle: { onDelete: "stopAndWait" } });
    expect(found).toEqual(
      whyUnreadable(typeNamed(type).lifecycle)
        ? [
            'lifecycle.onDelete: it is "stopAndWait", and the vendor does not tell when it ended. What to do: use "stop".',
          ]
        : [],
    );
  });

  test("wait for what can be waited for", async () => {
    const choices = [...lifecycleOptions.shape.waitFor.unwrap().options, "done"];
    const listed = waitFor.map((choice) => `"${choice}"`);
    const expected = listed.length > 1 ? `one of ${listed.join(", ")} is allowed` : listed[0];
    for (const choice of allowed.has("waitFor") ? choices : []) {
      const found = await stage.resource(type).failures({ ...inputs, lifecycle: { waitFor: choice } });
      const isAllowed = waitFor.some((wait) => wait === choice);
      expect(found).toEqual(isAllowed ? [] : [expect.stringContaining(`lifecycle.waitFor is "${choice}": `)]);
      if (!isAllowed) expect(found[0]).toContain(expected);
    }
  });
});

describe("a number that has lost digits", () => {
  const lost = Number("446192236330927912");
  test.each<[type: TypeUnderTest, path: string, changes: Properties]>([
    [gmeRecording, "roomId", { roomId: lost }],
    [
      gmeRecording,
      "subscribeRecordUserIds.subscribeUserIds[0]",
      { subscribeRecordUserIds: { subscribeUserIds: [lost] } },
    ],
    [aigcVideoRedraw, "sessionId", { sessionId: lost }],
    [volcengineRecording, "taskId", { taskId: lost }],
    [gmeRecording, "lifecycle.adopt", { lifecycle: { adopt: lost } }],
  ])("%s %s is to be written as text", async (type, path, changes) => {
    expect(await failures(type, changes)).toEqual([
      `${path} is ${lost}: past 2^53 a number loses digits. Write it as text.`,
    ]);
  });
});

test("null is what is left out, at the top and inside", async () => {
  expect(await failures(aigcVideoRedraw, { sessionId: null, taskInfo: null, lifecycle: null })).toEqual([]);
  expect(await failures(gmeRecording, { subscribeRecordUserIds: { subscribeUserIds: null } })).toEqual([]);
  expect(await failures(gmeRecording, { lifecycle: { onEnded: null, timeouts: { create: null } } })).toEqual(
    [],
  );
  expect(await failures(gmeRecording, { roomId: null })).toEqual(
    await failures(gmeRecording, { roomId: undefined }),
  );
  const storageConfig = {
    tosConfig: { ...volcengineRecording.inputs.storageConfig.tosConfig, bucket: null },
  };
  expect(await failures(volcengineRecording, { storageConfig })).toEqual([
    "storageConfig.tosConfig.bucket is missing: a value of type string is needed. Add it.",
  ]);
});

test("null inside a block is sent as what is left out, and is no change", async () => {
  const inputs = { ...volcengineRecording.inputs, control: { maxIdleTime: 600, maxRecordTime: null } };
  const recording = stage.resource(volcengineRecording.type, "nulls");
  await recording.create(inputs);
  expect(JSON.parse(stage.bodies("StartRecord").at(-1) ?? "").Control).toEqual({ MaxIdleTime: 600 });
  const without = { ...volcengineRecording.inputs, control: { maxIdleTime: 600 } };
  expect(await recording.diff(without)).toMatchObject({ changes: false });
  await recording.delete();
});

describe("lifecycle.onEnded of what the vendor cannot read", () => {
  const warnings = () => stage.lines.splice(0).filter((line) => line.includes("lifecycle.onEnded"));

  test.each(["restart", "fail"])("%s warns of what it cannot do", async (onEnded) => {
    expect(await failures(cdnRelay, { lifecycle: { onEnded } })).toEqual([]);
    expect(warnings()).toEqual([
      expect.stringMatching(
        / is "(restart|fail)", and the vendor has no call that reads a relay: .*lifecycle\.triggers/,
      ),
    ]);
  });

  test("keep needs no word, nor does what can be read", async () => {
    await failures(cdnRelay, { lifecycle: { onEnded: "keep" } });
    for (const onEnded of ["restart", "fail"]) await failures(gmeRecording, { lifecycle: { onEnded } });
    expect(warnings()).toEqual([]);
  });
});

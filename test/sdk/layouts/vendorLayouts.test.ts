import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  classRecording,
  publicStream,
  relay,
  rtcMixedRelay,
  rtcRecording,
  trtcRecording,
  videoGeneration,
} from "../../../policies/core/examples";
import type { Example } from "../../../policies/core/rule";
import { evenDimensions } from "../../../policies/encode/evenDimensions";
import { layoutMaxInputs } from "../../../policies/encode/layoutMaxInputs";
import { layoutWithinCanvas } from "../../../policies/encode/layoutWithinCanvas";
import { layouts } from "../../../sdk";
import { run } from "../../policies/support";
import { Stage } from "../../provider/support";

const canvases: readonly layouts.Canvas[] = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
];

/** So many streams, the first of them a shared screen. */
function streams(count: number): layouts.LayoutStream[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? { screenOf: "user-0" } : `user-${index}`,
  );
}

/** What of the vendors takes a layout, and how many windows at most. */
const takers: readonly {
  readonly takes: string;
  readonly most: number;
  readonly exampleOf: (layout: layouts.NamedLayout) => Example;
  readonly ofCount?: (layout: layouts.Layout) => Example;
}[] = [
  { takes: "a relay of TRTC", most: 16, exampleOf: relayOf, ofCount: relayOf },
  { takes: "a cloud recording", most: 25, exampleOf: recordingOf, ofCount: recordingOf },
  { takes: "an online recording", most: 25, exampleOf: classOf, ofCount: classOf },
  { takes: "a video generation", most: 25, exampleOf: videoOf, ofCount: videoOf },
  { takes: "a recording of Volcengine", most: 17, exampleOf: volcengineOf },
  { takes: "a relay of Volcengine", most: 30, exampleOf: volcengineRelayOf },
  { takes: "a public stream of Volcengine", most: 17, exampleOf: publicStreamOf },
];

function relayOf(layout: layouts.Layout): Example {
  return relay("a layout", {
    "videoParams.videoEncode.width": layout.canvas.width,
    "videoParams.videoEncode.height": layout.canvas.height,
    "videoParams.layoutParams": layout.forTrtcRelay(),
  });
}

function recordingOf(layout: layouts.Layout): Example {
  return trtcRecording("a layout", {
    "mixTranscodeParams.videoParams.width": layout.canvas.width,
    "mixTranscodeParams.videoParams.height": layout.canvas.height,
    mixLayoutParams: layout.forTrtcRecording(),
  });
}

function classOf(layout: layouts.Layout): Example {
  return classRecording("a layout", {
    sdkAppId: 1400188366,
    extras: ["MIX_STREAM"],
    mixStream: layout.forTiwMix(),
  });
}

function videoOf(layout: layouts.Layout): Example {
  return videoGeneration("a layout", { mixStream: layout.forTiwMix() });
}

function volcengineOf(layout: layouts.NamedLayout): Example {
  return rtcRecording("a layout", {
    "encode.videoWidth": undefined,
    "encode.videoHeight": undefined,
    ...layout.forVolcengine(),
  });
}

function volcengineRelayOf(layout: layouts.NamedLayout): Example {
  return rtcMixedRelay("a layout", {
    "encode.videoWidth": undefined,
    "encode.videoHeight": undefined,
    ...layout.forVolcengine(),
  });
}

function publicStreamOf(layout: layouts.NamedLayout): Example {
  return publicStream("a layout", {
    "encode.videoConfig.width": layout.canvas.width,
    "encode.videoConfig.height": layout.canvas.height,
    ...layout.forVolcenginePublicStream("Room1"),
  });
}

const arrangements = [
  { name: "grid", arrange: layouts.grid },
  { name: "speaker", arrange: layouts.speaker },
  { name: "pip", arrange: layouts.pip },
  { name: "columns", arrange: layouts.columns },
];

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.start();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Everything that check says of an example: failures and warnings. */
async function saidOf({ contract, inputs }: Example): Promise<string[]> {
  stage.lines.length = 0;
  const failures = await stage.resource(contract.type).failures(inputs);
  return [...failures, ...stage.lines];
}

describe.each(takers)("$takes takes", ({ most, exampleOf, ofCount }) => {
  test.each(arrangements)("every $name, and so do the policies", async ({ arrange }) => {
    const counts = [1, 2, 3, 5, 8, most];
    const examples = canvases.flatMap((canvas) =>
      counts.flatMap((count) => [
        exampleOf(arrange(streams(count), canvas)),
        ...(ofCount ? [ofCount(arrange(count, canvas))] : []),
      ]),
    );
    for (const example of examples)
      expect({ inputs: example.inputs, said: await saidOf(example) }).toEqual({
        inputs: example.inputs,
        said: [],
      });
    for (const rule of [layoutWithinCanvas, evenDimensions]) {
      expect((await run(rule, examples)).findings).toEqual([]);
    }
    // Teams that set nothing want fewer windows than one of the vendors' services takes.
    const allowed = examples.map((example) => ({ ...example, settings: { max: most } }));
    expect((await run(layoutMaxInputs, allowed)).findings).toEqual([]);
  });
});

test("one window more than a vendor takes is refused by the contract", async () => {
  const limited = takers.filter(({ takes }) => !/online|generation/.test(takes));
  expect(limited).not.toEqual([]);
  for (const { most, exampleOf } of limited) {
    const said = await saidOf(exampleOf(layouts.grid(streams(most + 1), { width: 1280, height: 720 })));
    expect(said).toEqual([expect.stringMatching(new RegExp(`at most ${most}|${most} `))]);
  }
});

const canvas = { width: 1280, height: 720 };
const lecture = layouts.pip([{ screenOf: "alice" }, "bob"], canvas);

test("a shared screen is shown whole, and a camera fills its window", () => {
  expect(lecture.forTrtcRelay()).toEqual({
    mixLayoutMode: 4,
    mixLayoutList: [
      {
        userMediaStream: { userInfo: { userId: "alice" }, streamType: 1 },
        locationX: 0,
        locationY: 0,
        imageWidth: 1280,
        imageHeight: 720,
        zOrder: 0,
        renderMode: 2,
      },
      {
        userMediaStream: { userInfo: { userId: "bob" }, streamType: 0 },
        locationX: 996,
        locationY: 548,
        imageWidth: 256,
        imageHeight: 144,
        zOrder: 1,
        renderMode: 0,
      },
    ],
  });
  expect(lecture.forTrtcRecording().mixLayoutList).toEqual([
    { userId: "alice", mediaId: 1, left: 0, top: 0, width: 1280, height: 720, imageLayer: 0, renderMode: 2 },
    { userId: "bob", mediaId: 0, left: 996, top: 548, width: 256, height: 144, imageLayer: 1, renderMode: 1 },
  ]);
  expect(lecture.forTiwMix().custom.inputStreamList).toEqual([
    {
      inputStreamId: "tic_substream",
      layoutParams: { x: 0, y: 0, width: 1280, height: 720, zOrder: 0 },
      fillMode: 0,
    },
    {
      inputStreamId: "bob",
      layoutParams: { x: 996, y: 548, width: 256, height: 144, zOrder: 1 },
      fillMode: 1,
    },
  ]);
});

test("Volcengine's regions name the streams by their index", () => {
  expect(lecture.forVolcengine()).toEqual({
    targetStreams: {
      streamList: [
        { index: 0, userId: "alice", streamType: 1 },
        { index: 1, userId: "bob", streamType: 0 },
      ],
    },
    layout: {
      layoutMode: 2,
      customLayout: {
        canvas,
        regions: [
          { streamIndex: 0, locationX: 0, locationY: 0, ...canvas, zOrder: 0, renderMode: 2 },
          {
            streamIndex: 1,
            locationX: 996,
            locationY: 548,
            width: 256,
            height: 144,
            zOrder: 1,
            renderMode: 1,
          },
        ],
      },
    },
  });
});

test("a public stream has windows as parts of the canvas, which never reach beyond it", () => {
  expect(layouts.columns(["alice", "bob"], canvas).forVolcenginePublicStream("Room1")).toEqual({
    targetStreams: [
      { roomId: "Room1", index: 0, userId: "alice", streamType: 0 },
      { roomId: "Room1", index: 1, userId: "bob", streamType: 0 },
    ],
    layout: {
      layoutMode: 2,
      customLayout: {
        regions: [
          {
            streamIndex: 0,
            locationX: 0,
            locationY: 0,
            widthProportion: 0.5,
            heightProportion: 1,
            zOrder: 0,
            renderMode: 1,
          },
          {
            streamIndex: 1,
            locationX: 0.5,
            locationY: 0,
            widthProportion: 0.5,
            heightProportion: 1,
            zOrder: 0,
            renderMode: 1,
          },
        ],
      },
    },
  });
  for (const { arrange } of arrangements)
    for (let width = 100; width <= 1920; width += 2) {
      const { layout } = arrange(streams(7), { width, height: 720 }).forVolcenginePublicStream("Room1");
      for (const { locationX, locationY, widthProportion, heightProportion } of layout.customLayout.regions) {
        expect(Math.max(locationX + widthProportion, locationY + heightProportion)).toBeLessThanOrEqual(1);
        expect(Math.min(widthProportion, heightProportion)).toBeGreaterThan(0);
      }
    }
});

test("without users, windows are filled in the order of entry", () => {
  const layout = layouts.grid(1, canvas);
  expect(layout.forTrtcRelay().mixLayoutList[0]).not.toHaveProperty("userMediaStream");
  expect(layout.forTrtcRecording().mixLayoutList[0]).not.toHaveProperty("userId");
  expect(layout.forTiwMix().custom.inputStreamList[0]).not.toHaveProperty("inputStreamId");
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  baseExamples,
  classRecording,
  relay,
  rtcRecording,
  trtcRecording,
  videoGeneration,
} from "../../policies/core/examples";
import type { Example } from "../../policies/core/rule";
import { describeLayout, drawLayout } from "../../report/layout/drawLayout";
import { arrangedLayout, arrangementNames, type DrawnLayout, layoutOf } from "../../report/layout/layoutOf";
import { layoutProblems, layoutSentences } from "../../report/layout/layoutProblems";
import { facetsOf } from "../../sdk/core/facetsOf";
import { readerOf } from "../../sdk/core/reading";
import { columns, grid, type Layout, pip, speaker } from "../../sdk/layouts";
import { expectGolden } from "./golden";

const unknown = "not known";
const reader = readerOf({ isUnknown: (value) => value === unknown });

function laidOut({ contract, inputs }: Example, streams = 4): DrawnLayout {
  const layout = layoutOf(contract, { inputs, reader, noteUnknown: () => undefined }, streams);
  if (!layout) throw new Error("the example has no layout");
  return layout;
}

const canvas = { width: 1280, height: 720 };
const upright = { width: 720, height: 1280 };

function relayed(layout: Layout, more: Readonly<Record<string, unknown>> = {}): Example {
  return relay("a layout", {
    "videoParams.videoEncode": { ...layout.canvas, fps: 15, bitRate: 1500, gop: 2 },
    "videoParams.layoutParams": layout.forTrtcRelay(),
    ...more,
  });
}

const streams = [{ screenOf: "alice" }, "alice", "bob", "carol"] as const;
const place = { locationX: 0, locationY: 0, imageWidth: 640, imageHeight: 720 };
const mark = { waterMarkWidth: 160, waterMarkHeight: 90, locationX: 1100, locationY: 20 };

const pictures: Readonly<Record<string, Example>> = {
  "relay-custom": relayed(speaker(streams, canvas), {
    "videoParams.backGroundColor": "0x204060",
    "videoParams.backgroundImageUrl": "https://example.com/stage.png",
    "videoParams.waterMarkList": [
      { waterMarkType: 0, waterMarkImage: { waterMarkUrl: "https://example.com/logo.png", ...mark } },
      { waterMarkType: 1, waterMarkText: { text: "Live & <free>", fontSize: 20, ...mark, locationY: 620 } },
    ],
  }),
  "relay-outside-and-overlaps": relay("windows where they should not be", {
    "videoParams.videoEncode": { ...canvas, fps: 15, bitRate: 1500, gop: 2 },
    "videoParams.layoutParams": {
      mixLayoutMode: 4,
      mixLayoutList: [
        { ...place, imageWidth: 900 },
        { ...place, locationX: 800, imageHeight: 900, renderMode: 1 },
        { ...place, locationX: 200, locationY: 500, imageWidth: 400, imageHeight: 100, zOrder: 3 },
        { ...place, locationX: 5000, imageWidth: 100 },
      ],
    },
  }),
  "relay-float": relay("an arrangement of the vendor's", {
    "videoParams.layoutParams": {
      mixLayoutMode: 1,
      maxVideoUser: { userMediaStream: { userInfo: { userId: "alice" } } },
    },
  }),
  "recording-custom": trtcRecording("a layout", {
    "mixTranscodeParams.videoParams": { ...upright, fps: 15, bitRate: 1500000, gop: 2 },
    mixLayoutParams: {
      ...grid(streams, upright).forTrtcRecording(),
      waterMarkList: [{ waterMarkType: 2, waterMarkTimestamp: { pos: 3 } }],
    },
  }),
  "recording-grid": trtcRecording("an arrangement of the vendor's", {
    mixLayoutParams: { mixLayoutMode: 3, backGroundColor: "#112233" },
  }),
  "volcengine-custom": rtcRecording("a layout", { ...pip(streams, canvas).forVolcengine() }),
  "volcengine-adaptive": rtcRecording("an arrangement of the vendor's", { layout: { layoutMode: 0 } }),
  "whiteboard-custom": videoGeneration("a layout", { mixStream: columns(streams, canvas).forTiwMix() }),
  "whiteboard-model": classRecording("an arrangement of the vendor's", {
    mixStream: { enabled: true, modelId: 1, teacherId: "alice" },
  }),
};

describe("pictures of layouts", () => {
  test.each(Object.keys(pictures))("%s", (name) => {
    const example = pictures[name];
    if (example === undefined) throw new Error(name);
    expectGolden(`layouts/${name}.svg`, drawLayout(name, [{ title: "", layout: laidOut(example, 5) }]));
  });

  test("before and after stand side by side", () => {
    const [before, after] = [grid(streams, canvas), speaker(streams, canvas)].map((layout) =>
      laidOut(relayed(layout)),
    );
    if (!before || !after) throw new Error("there are two");
    const svg = drawLayout("stage", [
      { title: "Before", layout: before },
      { title: "After", layout: after },
    ]);
    expectGolden("layouts/update.svg", svg);
    expect(svg.indexOf("Before: ")).toBeLessThan(svg.indexOf("After: "));
  });

  test.each(arrangementNames)("the vendor's %s, for as many streams as are asked for", (name) => {
    expect([1, 2, 9].map((count) => arrangedLayout(name, count).windows.length)).toEqual([1, 2, 9]);
    const drawn = drawLayout(name, [{ title: "", layout: arrangedLayout(name, 6) }]);
    expectGolden(`layouts/vendor-${name}.svg`, drawn);
  });

  test.each(Object.entries({ grid, speaker, pip, columns }))("the built-in %s", (name, arrange) => {
    const layout = laidOut(relayed(arrange(5, canvas)));
    expectGolden(`layouts/built-in-${name}.svg`, drawLayout(name, [{ title: "", layout }]));
  });

  test("each file is one of these", () => {
    const expected = [
      ...Object.keys(pictures),
      "update",
      ...arrangementNames.map((name) => `vendor-${name}`),
      ...["grid", "speaker", "pip", "columns"].map((name) => `built-in-${name}`),
    ];
    const files = readdirSync(join(__dirname, "../fixtures/layouts"));
    expect(files.toSorted()).toEqual(expected.map((name) => `${name}.svg`).toSorted());
  });

  test("every type that mixes streams has one, and no other", () => {
    const mixing = baseExamples.filter(({ contract }) => (facetsOf(contract).window ?? []).length > 0);
    const types = (examples: readonly Example[]) => examples.map(({ contract }) => contract.type).sort();
    const arranged = baseExamples.filter(({ contract }) => (facetsOf(contract).arrangement ?? []).length > 0);
    expect(types(arranged)).toEqual(types(mixing));
    expect(mixing).not.toEqual([]);
  });
});

describe("what is marked", () => {
  const box = { x: 0, y: 0, width: 100, height: 100, layer: 0 };
  const layout = (...windows: readonly Partial<DrawnLayout["windows"][number]>[]): DrawnLayout => ({
    canvas: { width: 200, height: 100 },
    color: "#000000",
    hasImage: false,
    windows: windows.map((window, index) => ({ ...box, label: `w${index}`, ...window })),
    marks: [],
    remarks: [],
  });

  test.each([
    ["windows that touch", [{}, { x: 100 }], []],
    ["a window up to the edges", [{ width: 200 }], []],
    ["one pixel over the right edge", [{ x: 101 }], ['"w0" lies outside the canvas with 1 % of it.']],
    ["one pixel over the left edge", [{ x: -1 }], ['"w0" lies outside the canvas with 1 % of it.']],
    ["half below", [{ y: 50 }], ['"w0" lies outside the canvas with 50 % of it.']],
    ["a corner", [{ x: 150, y: 50 }], ['"w0" lies outside the canvas with 75 % of it.']],
    ["wholly outside", [{ x: 900 }], ['"w0" lies outside the canvas with 100 % of it.']],
    ["around the canvas", [{ x: -100, width: 400 }], ['"w0" lies outside the canvas with 50 % of it.']],
    ["no size", [{ x: 900, width: 0 }], []],
    [
      "the same layer",
      [{}, { x: 99 }],
      ['"w1" and "w0" overlap on one layer: 1 % of one of them is hidden.'],
    ],
    ["a higher layer", [{ layer: 2 }, { x: 50 }], ['"w0" (layer 2) hides 50 % of "w1" (layer 0).']],
  ] as const)("%s", (_, windows, sentences) => {
    expect(layoutSentences(layoutProblems(layout(...windows)))).toEqual(sentences);
  });

  test("what lies far outside does not make the picture small", () => {
    const near = drawLayout("near", [{ title: "", layout: layout({ x: 200 }) }]);
    const far = drawLayout("far", [{ title: "", layout: layout({ x: 150, width: 1e9 }) }]);
    const size = (svg: string) => /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number);
    expect(size(far)).toEqual(size(near));
  });
});

describe("what inputs bring along", () => {
  test.each([
    ["markup", "<script>alert(1)</script>\"'&", "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"],
    ["the end of an attribute", '"><svg onload="x', "&quot;&gt;&lt;svg onload=&quot;x"],
    ["control characters", "a\u0000\u0007b", "a�b"],
    ["what turns the line around", "a\u202Eb", "a�b"],
    ["half a character", "a\uD800b", "a�b"],
    ["line breaks", "a\n\tb", "a b"],
    ["the end of a CDATA section", "]]>", "]]&gt;"],
  ])("%s", (_, user, shown) => {
    const svg = drawLayout(user, [
      {
        title: user,
        layout: laidOut(
          relayed(grid([user], canvas), { "videoParams.backGroundColor": '#000000"><script>' }),
        ),
      },
    ]);
    expect(svg).toContain(`<title>Layout of ${shown}</title>`);
    expect(svg).toContain(`${shown} 1280 × 720 at 0, 0`);
    expect(svg).not.toMatch(/<script|<svg [^>]*onload/);
    expect(svg.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(svg.match(/<svg/g)).toHaveLength(1);
  });

  test("what is not known is said, and the rest is drawn", () => {
    const layout = laidOut(
      relayed(grid(2, canvas), {
        "videoParams.layoutParams": {
          mixLayoutMode: 4,
          mixLayoutList: [
            { ...place, imageWidth: unknown },
            { ...place, userMediaStream: unknown },
          ],
        },
      }),
    );
    expect(layout).toMatchObject({
      windows: [{ label: "not known yet" }],
      remarks: ["Window 1 is not drawn: its place is not known."],
    });
  });

  test("more windows than there can be are counted, and not drawn", () => {
    const layout = laidOut(
      relay("too many", {
        "videoParams.layoutParams": { mixLayoutMode: 4, mixLayoutList: Array(5000).fill(place) },
      }),
    );
    expect(layout.windows).toHaveLength(100);
    expect(layout.remarks).toContain("4900 of 5000 windows are not drawn.");
  });

  test("the description says what the picture shows", () => {
    const text = describeLayout({ title: "After", layout: laidOut(relayed(speaker(streams, canvas))) });
    expect(text).toMatch(/^After: canvas of 1280 × 720; screen of alice 1024 × 720 at 0, 0, layer 0; alice /);
  });
});

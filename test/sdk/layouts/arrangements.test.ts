import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { layouts } from "../../../sdk";

const even = (most: number) => fc.integer({ min: 1, max: most / 2 }).map((half) => 2 * half);
const canvases = fc.record({ width: even(3000), height: even(3000) });
/** Canvases on which each arrangement of 100 streams has room. */
const roomy = fc.record({
  width: even(3000).filter((side) => side >= 240),
  height: even(3000).filter((side) => side >= 240),
});
const counts = fc.integer({ min: 1, max: 100 });

const { grid, speaker, pip, columns } = layouts;
const inCorner = (corner: layouts.Corner) => (streams: number, canvas: layouts.Canvas) =>
  pip(streams, canvas, { corner });
const apart = [
  { name: "grid", arrange: grid },
  { name: "speaker", arrange: speaker },
  { name: "columns", arrange: columns },
];
const onTop = (["topLeft", "topRight", "bottomLeft", "bottomRight"] as const).map((corner) => ({
  name: `pip, ${corner}`,
  arrange: inCorner(corner),
}));

function overlap(one: layouts.LayoutWindow, other: layouts.LayoutWindow): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** The pairs of windows that share a pixel. */
function clashes(windows: readonly layouts.LayoutWindow[]) {
  return windows.flatMap((one, index) =>
    windows
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => [one, other] as const),
  );
}

function areaOf(windows: readonly layouts.LayoutWindow[]): number {
  return windows.reduce((sum, { width, height }) => sum + width * height, 0);
}

describe.each([...apart, ...onTop])("$name", ({ arrange }) => {
  test("has a window for each stream, all even and inside the canvas, or says that there is no room", () => {
    fc.assert(
      fc.property(counts, canvases, (count, canvas) => {
        let windows: readonly layouts.LayoutWindow[];
        try {
          ({ windows } = arrange(count, canvas));
        } catch (error) {
          expect(String(error)).toContain(`is too small for ${count} windows`);
          return;
        }
        expect(windows).toHaveLength(count);
        for (const { x, y, width, height } of windows) {
          expect([x, y, width, height].filter((pixels) => pixels % 2 !== 0)).toEqual([]);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.min(width, height)).toBeGreaterThan(0);
          expect(x + width).toBeLessThanOrEqual(canvas.width);
          expect(y + height).toBeLessThanOrEqual(canvas.height);
        }
      }),
    );
  });

  test("finds room for 100 streams on a canvas of usual size", () => {
    fc.assert(
      fc.property(counts, roomy, (count, canvas) => {
        expect(arrange(count, canvas).windows).toHaveLength(count);
      }),
    );
  });
});

test.each(apart)("$name shows no window over another", ({ arrange }) => {
  fc.assert(
    fc.property(counts, roomy, (count, canvas) => {
      const { windows } = arrange(count, canvas);
      expect(clashes(windows)).toEqual([]);
      expect(new Set(windows.map(({ zOrder }) => zOrder))).toEqual(new Set([0]));
    }),
  );
});

test.each(onTop)("$name shows windows over the first alone, and above it", ({ arrange }) => {
  fc.assert(
    fc.property(counts, roomy, (count, canvas) => {
      const [first, ...others] = arrange(count, canvas).windows;
      expect(first).toEqual({ x: 0, y: 0, ...canvas, zOrder: 0, screen: false });
      expect(clashes(others)).toEqual([]);
      expect(others.filter(({ zOrder }) => zOrder !== 1)).toEqual([]);
    }),
  );
});

test("columns, and full grids, fill the canvas", () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 4, 6, 9, 12, 100), roomy, (count, full, canvas) => {
      for (const { windows } of [columns(count, canvas), grid(full, canvas)]) {
        expect(areaOf(windows)).toBe(canvas.width * canvas.height);
      }
    }),
  );
});

test("up to six streams, a further one moves no window beside a speaker", () => {
  fc.assert(
    fc.property(roomy, (canvas) => {
      const six = speaker(6, canvas).windows;
      for (const count of [2, 3, 4, 5]) expect(speaker(count, canvas).windows).toEqual(six.slice(0, count));
    }),
  );
});

const wide = { width: 1280, height: 720 };
const tall = { width: 720, height: 1280 };

/** A window as a text: `<width>x<height>+<x>+<y>`. */
function textOf({ x, y, width, height }: layouts.LayoutWindow): string {
  return `${width}x${height}+${x}+${y}`;
}

test.each<[string, layouts.Layout, string[]]>([
  ["one has it all", grid(1, wide), ["1280x720+0+0"]],
  ["two are side by side", grid(2, wide), ["640x720+0+0", "640x720+640+0"]],
  ["on a tall canvas one above the other", grid(2, tall), ["720x640+0+0", "720x640+0+640"]],
  ["the third stands in the middle", grid(3, wide), ["640x360+0+0", "640x360+640+0", "640x360+320+360"]],
  [
    "five",
    grid(5, wide),
    ["426x360+0+0", "426x360+426+0", "428x360+852+0", "428x360+212+360", "426x360+640+360"],
  ],
  ["a speaker alone", speaker(1, wide), ["1280x720+0+0"]],
  ["others on the right", speaker(3, wide), ["1024x720+0+0", "256x144+1024+0", "256x144+1024+144"]],
  ["others below", speaker(3, tall), ["720x1024+0+0", "144x256+0+1024", "144x256+144+1024"]],
  ["small ones from the right", pip(3, wide), ["1280x720+0+0", "256x144+996+548", "256x144+712+548"]],
  ["from the left", pip(2, wide, { corner: "topLeft" }), ["1280x720+0+0", "256x144+28+28"]],
  [
    "the fifth of them begins a row",
    pip(6, wide, { corner: "topLeft" }),
    [
      "1280x720+0+0",
      ...["256x144+28+28", "256x144+312+28", "256x144+596+28", "256x144+880+28"],
      "256x144+28+200",
    ],
  ],
  ["three columns", columns(3, wide), ["426x720+0+0", "426x720+426+0", "428x720+852+0"]],
])("%s", (_, { windows }, places) => {
  expect(windows.map(textOf)).toEqual(places);
});

test("windows know whose stream they show", () => {
  const { windows } = speaker([{ screenOf: "alice" }, "alice", "bob"], wide);
  expect(windows.map(({ user, screen }) => ({ user, screen }))).toEqual([
    { user: "alice", screen: true },
    { user: "alice", screen: false },
    { user: "bob", screen: false },
  ]);
});

describe("what cannot be arranged is refused", () => {
  const evenPixels =
    "and an even number of pixels is needed. What to do: pass the size that the mix is encoded with, for example { width: 1280, height: 720 }";
  const manyOf = (count: number) => `streams has ${count} of them. What to do: pass 1 to 100`;
  test.each<[unknown, unknown, string]>([
    [2, { width: 1279, height: 720 }, `canvas.width is 1279, ${evenPixels}`],
    [2, { width: 1280, height: 0 }, `canvas.height is 0, ${evenPixels}`],
    [2, { width: 1280, height: -720 }, `canvas.height is -720, ${evenPixels}`],
    [2, { width: Number.POSITIVE_INFINITY, height: 720 }, `canvas.width is Infinity, ${evenPixels}`],
    [2, undefined, `canvas.width is undefined, ${evenPixels}`],
    [0, wide, manyOf(0)],
    [101, wide, manyOf(101)],
    [1.5, wide, manyOf(1.5)],
    [[], wide, manyOf(0)],
    [
      "alice",
      wide,
      'streams is neither a number nor a list. What to do: pass 4, or for example ["alice", "bob"]; of an output, make the layout in its apply',
    ],
    [
      ["alice", ""],
      wide,
      'streams[1] names no user. What to do: pass the id of one, or { screenOf: "alice" }',
    ],
    [
      ["alice", {}],
      wide,
      'streams[1] names no user. What to do: pass the id of one, or { screenOf: "alice" }',
    ],
    [
      ["alice", undefined],
      wide,
      'streams[1] names no user. What to do: pass the id of one, or { screenOf: "alice" }',
    ],
    [
      ["alice", "bob", "alice"],
      wide,
      'streams[2] is the camera of "alice" for a second time. What to do: name each stream once',
    ],
    [
      3,
      { width: 2, height: 2 },
      "canvas of 2 x 2 px is too small for 3 windows. What to do: make it larger, or name fewer streams",
    ],
  ])("%j on %j", (streams, canvas, sentence) => {
    const arrange = () => Reflect.apply(grid, undefined, [streams, canvas]);
    expect(arrange).toThrow(`layouts.grid cannot be made: ${sentence}`);
  });

  test("a corner that there is not", () => {
    const arrange = () => Reflect.apply(pip, undefined, [2, wide, { corner: "middle" }]);
    expect(arrange).toThrow(
      'layouts.pip cannot be made: corner is "middle". What to do: pass one of topLeft, topRight, bottomLeft, bottomRight',
    );
  });
});

import { describe, expect, test } from "@jest/globals";
import { type LayoutRectangle, layoutWindows } from "../../sdk/tencent/trtc/layoutWindows";
import { MixLayoutMode } from "../../sdk/tencent/trtc/relayLayout";

const canvases = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 2, height: 1919 },
] as const;

const counts = Array.from({ length: 31 }, (_, streams) => streams);

/** Fractions of a pixel in which sums of fractions may be off. */
const off = 1e-9;

function overlap(one: LayoutRectangle, other: LayoutRectangle): boolean {
  const left = Math.max(one.x, other.x);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const top = Math.max(one.y, other.y);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return right - left > off && bottom - top > off;
}

const layouts = [
  { name: "grid", windows: layoutWindows[MixLayoutMode.grid], most: 25, onTop: 0 },
  { name: "float", windows: layoutWindows[MixLayoutMode.float], most: 25, onTop: 1 },
  { name: "screenShare", windows: layoutWindows[MixLayoutMode.screenShare], most: 24, onTop: 0 },
];

describe.each(layouts)("$name", ({ windows, most, onTop }) => {
  test("has a window for each stream, up to the most", () => {
    expect(counts.map((streams) => windows(streams, canvases[0]).length)).toEqual(
      counts.map((streams) => Math.min(streams, most)),
    );
  });

  test.each(canvases)("stays inside $width x $height, and shows no window over another", (canvas) => {
    for (const streams of counts) {
      const placed = windows(streams, canvas);
      for (const { x, y, width, height } of placed) {
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(x + width).toBeLessThanOrEqual(canvas.width + off);
        expect(y + height).toBeLessThanOrEqual(canvas.height + off);
      }
      // Where small windows lie on a large one, that is the first.
      const apart = placed.slice(onTop);
      const pairs = apart.flatMap((one, index) =>
        apart.slice(index + 1).map((other) => [one, other] as const),
      );
      expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
    }
  });
});

const canvas = { width: 1000, height: 1000 };

function rounded(mode: 1 | 2 | 3, streams: number, index: number): number[] {
  const window = layoutWindows[mode](streams, canvas)[index];
  if (window === undefined) throw new Error("there is no such window");
  const { x, y, width, height } = window;
  return [x, y, width, height].map((pixels) => Math.round(pixels * 10) / 10);
}

test.each([
  ["one stream has the whole canvas", MixLayoutMode.grid, 1, 0, [0, 0, 1000, 1000]],
  ["two share its width", MixLayoutMode.grid, 2, 1, [500, 0, 500, 1000]],
  ["three have a quarter each", MixLayoutMode.grid, 3, 2, [0, 500, 500, 500]],
  ["five have a ninth each", MixLayoutMode.grid, 5, 4, [333.3, 333.3, 333.3, 333.3]],
  ["sixteen fill it", MixLayoutMode.grid, 16, 15, [750, 750, 250, 250]],
  ["seventeen have a part of 25 each", MixLayoutMode.grid, 17, 16, [200, 600, 200, 200]],
  ["the first floating stream has it all", MixLayoutMode.float, 4, 0, [0, 0, 1000, 1000]],
  ["the second is at the lower left", MixLayoutMode.float, 2, 1, [12, 753, 235, 235]],
  ["the sixth begins a row above", MixLayoutMode.float, 6, 5, [12, 506, 235, 235]],
  ["eighteen make all smaller", MixLayoutMode.float, 18, 1, [10, 802, 188, 188]],
  ["a shared screen leaves a fifth to four others", MixLayoutMode.screenShare, 5, 0, [0, 0, 800, 1000]],
  ["the last of five is at the lower right", MixLayoutMode.screenShare, 5, 4, [800, 750, 200, 250]],
  ["the last of seven as well", MixLayoutMode.screenShare, 7, 6, [857.1, 833.3, 142.9, 166.7]],
  ["ten begin a second column", MixLayoutMode.screenShare, 10, 9, [900, 0, 100, 125]],
  ["eighteen begin a row below", MixLayoutMode.screenShare, 18, 17, [0, 875, 100, 125]],
] as const)("%s", (_, mode, streams, index, expected) => {
  expect(rounded(mode, streams, index)).toEqual(expected);
});

import { arrangement } from "./arrangement";
import { evenPart } from "./evenPart";
import type { Arrangement } from "./Layout";

/**
 * Windows of one size, in rows from the top left; a last row that is not full stands in the middle. Together they fill
 * the canvas, whose longer side has as many windows as the other one, or one more.
 *
 * ```text
 * +-----+-----+-----+
 * |  1  |  2  |  3  |
 * +--+--+--+--+--+--+
 *    |  4  |  5  |
 *    +-----+-----+
 * ```
 *
 * ```ts
 * const canvas = { width: 1280, height: 720 };
 * new tencent.trtc.CdnRelay("stage", {
 *   …,
 *   videoParams: {
 *     videoEncode: { ...canvas, fps: 15, bitRate: 1500, gop: 2 },
 *     layoutParams: layouts.grid(["alice", "bob"], canvas).forTrtcRelay(),
 *   },
 * });
 * ```
 */
export const grid: Arrangement = arrangement("grid", (count, canvas) => {
  const long = Math.ceil(Math.sqrt(count));
  const short = Math.ceil(count / long);
  const [columns, rows] = canvas.width >= canvas.height ? [long, short] : [short, long];
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    // In halves of a column, by which a row that is not full is moved.
    const half = 2 * (index % columns) + columns - inRow;
    const x = evenPart(canvas.width, half, 2 * columns);
    const y = evenPart(canvas.height, row, rows);
    return {
      x,
      y,
      width: evenPart(canvas.width, half + 2, 2 * columns) - x,
      height: evenPart(canvas.height, row + 1, rows) - y,
      zOrder: 0,
    };
  });
});

import { arrangement, refuseLayout } from "./arrangement";
import { evenPart } from "./evenPart";
import type { Arrangement, Place } from "./Layout";

const corners = ["topLeft", "topRight", "bottomLeft", "bottomRight"] as const;

/** A corner of the canvas. */
export type Corner = (typeof corners)[number];

/** Where the small windows are. */
export interface PipOptions {
  /**
   * The corner that the small windows begin in.
   * @default "bottomRight"
   */
  readonly corner?: Corner | undefined;
}

/** How many small windows a row has at least: then each of them is a fifth of the canvas wide and high. */
const leastInRow = 4;

/**
 * Picture in picture: the first stream on the whole canvas, the others small on it, in rows from a corner. Their layer
 * is above that of the first.
 *
 * ```text
 * +-------------------+
 * |                   |
 * |         1         |
 * |                   |
 * |       +---++---+  |
 * |       | 3 || 2 |  |
 * |       +---++---+  |
 * +-------------------+
 * ```
 *
 * ```ts
 * layouts.pip([{ screenOf: "alice" }, "alice"], { width: 1280, height: 720 }, { corner: "topRight" });
 * ```
 */
export const pip: Arrangement<[options?: PipOptions]> = arrangement("pip", (count, canvas, options = {}) => {
  const { corner = "bottomRight" } = options;
  if (!corners.includes(corner))
    refuseLayout("pip", "corner", `is ${JSON.stringify(corner)}`, `pass one of ${corners.join(", ")}`);
  // A side has so many windows, and one gap more.
  const inRow = Math.max(leastInRow, Math.ceil(Math.sqrt(count - 1)));
  const width = evenPart(canvas.width, 1, inRow + 1);
  const height = evenPart(canvas.height, 1, inRow + 1);
  const gap = evenPart(Math.min(canvas.width, canvas.height), 1, (inRow + 1) ** 2);
  const small = Array.from({ length: count - 1 }, (_, index): Place => {
    const fromSide = gap + (index % inRow) * (width + gap);
    const fromEnd = gap + Math.floor(index / inRow) * (height + gap);
    return {
      x: corner.endsWith("Left") ? fromSide : canvas.width - fromSide - width,
      y: corner.startsWith("top") ? fromEnd : canvas.height - fromEnd - height,
      width,
      height,
      zOrder: 1,
    };
  });
  return [{ x: 0, y: 0, width: canvas.width, height: canvas.height, zOrder: 0 }, ...small];
});

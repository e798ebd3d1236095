import { arrangement } from "./arrangement";
import { evenPart } from "./evenPart";
import type { Arrangement } from "./Layout";

/**
 * Windows side by side, each as high as the canvas: for pictures that are taller than wide.
 *
 * ```text
 * +-----+-----+-----+
 * |     |     |     |
 * |  1  |  2  |  3  |
 * |     |     |     |
 * +-----+-----+-----+
 * ```
 */
export const columns: Arrangement = arrangement("columns", (count, { width, height }) =>
  Array.from({ length: count }, (_, index) => {
    const x = evenPart(width, index, count);
    return { x, y: 0, width: evenPart(width, index + 1, count) - x, height, zOrder: 0 };
  }),
);

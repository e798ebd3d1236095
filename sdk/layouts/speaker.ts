import { arrangement } from "./arrangement";
import { evenPart } from "./evenPart";
import type { Arrangement, Canvas, Place } from "./Layout";

/** How many windows fit beside the large one with the shape of the canvas; more of them share its length. */
const besideInShape = 5;

function beside(index: number, others: number, { width, height }: Canvas): Place {
  const places = Math.max(besideInShape, others);
  if (width >= height) {
    const [x, y] = [evenPart(width, 4, 5), evenPart(height, index, places)];
    return { x, y, width: width - x, height: evenPart(height, index + 1, places) - y, zOrder: 0 };
  }
  const [x, y] = [evenPart(width, index, places), evenPart(height, 4, 5)];
  return { x, y, width: evenPart(width, index + 1, places) - x, height: height - y, zOrder: 0 };
}

/**
 * The first stream large, and the others beside it: on the right from the top down; on a canvas that is taller than
 * wide, below it from the left. One stream alone has the whole canvas. Up to six streams, a further one moves none.
 *
 * ```text
 * +--------------+----+
 * |              | 2  |
 * |              +----+
 * |      1       | 3  |
 * |              +----+
 * |              | 4  |
 * |              +----+
 * |              |
 * +--------------+
 * ```
 */
export const speaker: Arrangement = arrangement("speaker", (count, canvas) => {
  const { width, height } = canvas;
  const whole = { x: 0, y: 0, width, height, zOrder: 0 } as const;
  if (count === 1) return [whole];
  const large =
    width >= height
      ? { ...whole, width: evenPart(width, 4, 5) }
      : { ...whole, height: evenPart(height, 4, 5) };
  return [large, ...Array.from({ length: count - 1 }, (_, index) => beside(index, count - 1, canvas))];
});

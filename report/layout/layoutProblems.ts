import { areaOf, type Box, common, outside } from "./box";
import type { DrawnLayout, DrawnMark, DrawnWindow } from "./layoutOf";

/** A window of which another one hides a part. */
export interface Overlap {
  /** What both cover. */
  readonly box: Box;
  /** How much of the lower one is hidden, of 1. */
  readonly share: number;
  readonly upper: DrawnWindow;
  readonly lower: DrawnWindow;
}

/** Windows and marks with a part beyond the canvas. */
export interface Beyond {
  /** The window or mark. */
  readonly of: DrawnWindow | DrawnMark;
  /** The parts beyond it. */
  readonly boxes: readonly Box[];
  /** How much of it lies there, of 1. */
  readonly share: number;
}

/** What one has to look at in a layout. */
export interface LayoutProblems {
  readonly overlaps: readonly Overlap[];
  readonly beyond: readonly Beyond[];
}

/** Windows in the order in which they are drawn: the lowest layer first, and as they are listed within one. */
export function fromBelow<Layered extends { readonly layer: number }>(boxes: readonly Layered[]): Layered[] {
  return boxes.toSorted((one, other) => one.layer - other.layer);
}

/** What overlaps, and what lies outside. */
export function layoutProblems({ canvas, windows, marks }: DrawnLayout): LayoutProblems {
  const frame = { x: 0, y: 0, ...canvas };
  const sorted = fromBelow(windows);
  return {
    overlaps: sorted.flatMap((lower, index) =>
      sorted.slice(index + 1).flatMap((upper) => {
        const box = common(lower, upper);
        return box ? [{ box, share: areaOf(box) / areaOf(lower), upper, lower }] : [];
      }),
    ),
    beyond: [...windows, ...marks].flatMap((box) => {
      const boxes = outside(box, frame);
      const area = boxes.reduce((sum, part) => sum + areaOf(part), 0);
      return boxes.length === 0 ? [] : [{ of: box, boxes, share: area / areaOf(box) }];
    }),
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** The problems in words, one sentence each. */
export function layoutSentences({ overlaps, beyond }: LayoutProblems): string[] {
  return [
    ...beyond.map(({ of, share }) => `"${of.label}" lies outside the canvas with ${percent(share)} of it.`),
    ...overlaps.map(({ upper, lower, share }) =>
      upper.layer === lower.layer
        ? `"${upper.label}" and "${lower.label}" overlap on one layer: ${percent(share)} of one of them is hidden.`
        : `"${upper.label}" (layer ${upper.layer}) hides ${percent(share)} of "${lower.label}" (layer ${lower.layer}).`,
    ),
  ];
}

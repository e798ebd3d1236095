import { MixLayoutMode } from "./relayLayout";

/** A window on a canvas, in pixels that are not rounded: how the vendor rounds is not documented. */
export interface LayoutRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Canvas = Pick<LayoutRectangle, "width" | "height">;

/** Places the windows of so many streams on a canvas; streams for which the layout has no place are not shown. */
export type WindowsOf = (streams: number, canvas: Canvas) => readonly LayoutRectangle[];

/** A layout of at most so many windows; `place` gives a window as parts of the canvas. */
function layoutOf(most: number, place: (index: number, count: number) => LayoutRectangle): WindowsOf {
  return (streams, canvas) => {
    const count = Math.min(streams, most);
    return Array.from({ length: count }, (_, index) => {
      const { x, y, width, height } = place(index, count);
      return {
        x: x * canvas.width,
        y: y * canvas.height,
        width: width * canvas.width,
        height: height * canvas.height,
      };
    });
  };
}

/** Windows of one size. Their order, left to right and down, is in the vendor's pictures only. */
const grid = layoutOf(25, (index, count) => {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = count === 2 ? 1 : columns;
  return {
    x: (index % columns) / columns,
    y: Math.floor(index / columns) / rows,
    width: 1 / columns,
    height: 1 / rows,
  };
});

/** The first stream on the whole canvas, the others small on it, in rows from the lower left. */
const float = layoutOf(25, (index, count) => {
  if (index === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const [columns, side, gap] = count <= 17 ? [4, 0.235, 0.012] : [5, 0.188, 0.01];
  const [column, row] = [(index - 1) % columns, Math.floor((index - 1) / columns)];
  return { x: gap + column * (side + gap), y: 1 - (row + 1) * (side + gap), width: side, height: side };
});

/**
 * One large window at the left, the others beside it from the top down, the last ones below it. Which of two columns
 * is filled first is not documented.
 */
const screenShare = layoutOf(24, (index, count) => {
  const rows = count <= 5 ? 4 : count <= 7 ? 6 : 8;
  const width = count <= 9 ? 1 / (rows + 1) : 1 / 10;
  const large = { width: count <= 9 ? 1 - width : 4 / 5, height: count <= 17 ? 1 : 7 / 8 };
  if (index === 0) return { x: 0, y: 0, ...large };
  const [column, row] = [Math.floor((index - 1) / rows), (index - 1) % rows];
  return column < 2
    ? { x: large.width + column * width, y: row / rows, width, height: 1 / rows }
    : { x: row * width, y: large.height, width, height: 1 / rows };
});

/**
 * The windows of the layouts that TRTC makes itself, by their mode. The vendor documents the sizes for its cloud
 * recording, of up to 25 streams: https://cloud.tencent.com/document/product/647/16823. A relay mixes up to 16, and
 * for it the vendor's documents have the same names and arrangement, and no sizes.
 */
export const layoutWindows: Readonly<Record<1 | 2 | 3, WindowsOf>> = {
  [MixLayoutMode.float]: float,
  [MixLayoutMode.screenShare]: screenShare,
  [MixLayoutMode.grid]: grid,
};

/** A rectangle, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What two rectangles have in common; undefined where they only touch. */
export function common(one: Box, other: Box): Box | undefined {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The parts of a rectangle that lie outside another one: at most four, none twice. */
export function outside({ x, y, width, height }: Box, frame: Box): Box[] {
  const [right, bottom] = [frame.x + frame.width, frame.y + frame.height];
  const top = Math.max(y, frame.y);
  const between = Math.min(y + height, bottom) - top;
  const parts = [
    { x, y, width, height: Math.min(height, frame.y - y) },
    { x, y: Math.max(y, bottom), width, height: y + height - Math.max(y, bottom) },
    { x, y: top, width: Math.min(width, frame.x - x), height: between },
    { x: Math.max(x, right), y: top, width: x + width - Math.max(x, right), height: between },
  ];
  return parts.filter((part) => part.width > 0 && part.height > 0);
}

/** The smallest rectangle around all. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** How many square pixels it has. */
export function areaOf({ width, height }: Box): number {
  return width * height;
}

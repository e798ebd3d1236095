import { element, type Markup, raw, rounded } from "../markup";
import { printable, shortened } from "../printable";
import { around, type Box, common } from "./box";
import type { DrawnLayout, DrawnMark, DrawnWindow } from "./layoutOf";
import { fromBelow, layoutProblems, layoutSentences } from "./layoutProblems";

/** One of the layouts of a picture, with what stands above it. */
export interface Panel {
  readonly title: string;
  readonly layout: DrawnLayout;
}

const largest = { width: 640, height: 480 };
const margin = 16;
const titleHeight = 28;
/** The streams' own shape is not known. */
const streamRatio = 16 / 9;
/** How far outside the canvas is drawn, as a part of its side. */
const drawnBeyond = 0.5;
/** Width of a letter as a part of its height. */
const letterWidth = 0.6;
const smallestLetters = 7;

const style = `
svg { font-family: system-ui, sans-serif; }
.ground { fill: #ffffff; } .word { fill: #1f2328; }
.label, .detail { fill: #ffffff; text-anchor: middle; } .label { font-weight: 600; }
.window { stroke: #ffffff; stroke-width: 1; }
.bars { fill: #000000; fill-opacity: 0.55; } .cut { fill: none; stroke: #ffffff; stroke-width: 2; stroke-dasharray: 6 4; }
.mark { fill: #000000; fill-opacity: 0.4; stroke: #ffd33d; stroke-dasharray: 5 3; }
.marked { fill: #ffd33d; text-anchor: middle; }
.edge { fill: none; stroke: #57606a; stroke-width: 2; }
.overlap { fill: none; stroke: #ffd33d; stroke-width: 2; stroke-dasharray: 1 3; }
.outside { fill: #cf222e; fill-opacity: 0.75; stroke: #cf222e; }
.image { fill: none; stroke: #8c959f; }
@media (prefers-color-scheme: dark) { .ground { fill: #0d1117; } .word { fill: #e6edf3; } }
`;

/** Dark enough for white letters. */
const colors = ["#1f6f8b", "#7a4fa3", "#2a7147", "#9a4d26", "#8a3a5b", "#4a5db0", "#626218", "#5b5b6b"];

/** Where a stream's picture is in a window that shows it whole. */
function fitted({ x, y, width, height }: Box): Box {
  const wide = Math.min(width, height * streamRatio);
  const high = wide / streamRatio;
  return { x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high };
}

/** How a window is filled, in words. */
function fillText({ fill, width, height }: DrawnWindow): string | undefined {
  const ratio = width / height / streamRatio;
  const lost = Math.round((1 - Math.min(ratio, 1 / ratio)) * 100);
  if (fill === undefined || lost === 0) return fill;
  if (fill === "crop") return `crop, ${lost} % cut off`;
  return fill === "fit" ? `fit, ${lost} % bars` : fill;
}

/** Draws one layout with its upper left corner at a place. */
class PanelDrawing {
  private readonly frame: Box;
  private readonly view: Box;
  private readonly scale: number;
  readonly width: number;
  readonly height: number;

  constructor(private readonly panel: Panel) {
    const { canvas, windows, marks } = panel.layout;
    this.frame = { x: 0, y: 0, ...canvas };
    const limit = {
      x: -canvas.width * drawnBeyond,
      y: -canvas.height * drawnBeyond,
      width: canvas.width * (1 + 2 * drawnBeyond),
      height: canvas.height * (1 + 2 * drawnBeyond),
    };
    const all = around([this.frame, ...windows, ...marks]);
    this.view = common(all, limit) ?? this.frame;
    this.scale = Math.min(largest.width / this.view.width, largest.height / this.view.height);
    this.width = Math.max(this.view.width * this.scale, 240);
    this.height = titleHeight + this.view.height * this.scale;
  }

  draw(left: number, top: number): Markup {
    const { title, layout } = this.panel;
    const { windows, marks, color, hasImage, canvas } = layout;
    const place = (box: Box) => this.placed(box, left, top + titleHeight);
    const { overlaps, beyond } = layoutProblems(layout);
    const numbers = new Map(windows.map((window, index) => [window, index]));
    const drawn = [
      element("rect", { ...place(this.frame), fill: color }),
      ...(hasImage ? [crossOf(place(this.frame))] : []),
      ...(windows.length === 0 ? [textIn(place(this.frame), "label", layout.remarks[0] ?? "", 0, 13)] : []),
      ...fromBelow(windows).map((window) => windowOf(window, numbers.get(window) ?? 0, place)),
      ...overlaps.map(({ box }) => element("rect", { class: "overlap", ...place(box) })),
      ...fromBelow(marks).map((mark) => markOf(mark, place)),
      ...beyond.flatMap(({ boxes }) =>
        boxes.map((box) => element("rect", { class: "outside", ...place(box) })),
      ),
      element("rect", { class: "edge", ...place(this.frame) }),
    ];
    const heading = `${title === "" ? "" : `${title}: `}${sizeOf(canvas)}, ${countOf(windows)}`;
    const most = Math.floor(this.width / (13 * letterWidth));
    return element(
      "g",
      {},
      element(
        "text",
        { class: "word", x: left, y: top + 16, "font-size": 13 },
        shortened(printable(heading), most),
      ),
      drawn,
    );
  }

  /** A box as it is drawn: what is too far outside is cut off. */
  private placed(box: Box, left: number, top: number): Box {
    const { x, y, width, height } = common(box, this.view) ?? {
      x: this.view.x,
      y: this.view.y,
      width: 0,
      height: 0,
    };
    return {
      x: left + (x - this.view.x) * this.scale,
      y: top + (y - this.view.y) * this.scale,
      width: width * this.scale,
      height: height * this.scale,
    };
  }
}

/** A picture behind the windows, which nobody has loaded: a cross. */
function crossOf(box: Box): Markup {
  const [one, two, three, four] = cornersOf(box);
  return element("path", { class: "image", d: `M${one} L${three} M${two} L${four}` });
}

/** The corners of a box, as paths have them. */
function cornersOf({ x, y, width, height }: Box): string[] {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(rounded);
  return [`${left} ${top}`, `${right} ${top}`, `${right} ${bottom}`, `${left} ${bottom}`];
}

/** A size in words. */
function sizeOf({ width, height }: Pick<Box, "width" | "height">): string {
  return `${rounded(width)} × ${rounded(height)}`;
}

function countOf(windows: readonly unknown[]): string {
  return `${windows.length} ${windows.length === 1 ? "window" : "windows"}`;
}

function windowOf(window: DrawnWindow, index: number, place: (box: Box) => Box): Markup {
  const box = place(window);
  const { fill, layer } = window;
  return element(
    "g",
    {},
    element("rect", { class: "window", ...box, fill: colors[index % colors.length] }),
    fill === "fit" ? barsOf(box, place(fitted(window))) : [],
    fill === "crop" ? cutOf(box) : [],
    textIn(box, "label", window.label, -0.5, 18),
    textIn(box, "detail", sizeOf(window), 1.1, 11),
    textIn(box, "detail", [`layer ${layer}`, fillText(window) ?? []].flat().join(", "), 2.3, 11),
  );
}

/** The sides of a window at which a stream is cut off; none where it is as wide as the window. */
function cutOf(box: Box): Markup | [] {
  const inset = 3;
  const ratio = box.width / box.height / streamRatio;
  if (Math.abs(ratio - 1) < 0.01) return [];
  const [one, two, three, four] = cornersOf({
    x: box.x + inset,
    y: box.y + inset,
    width: box.width - 2 * inset,
    height: box.height - 2 * inset,
  });
  const sides = ratio < 1 ? `M${one} L${four} M${two} L${three}` : `M${one} L${two} M${four} L${three}`;
  return element("path", { class: "cut", d: sides });
}

/** The bars beside a picture that is shown whole. */
function barsOf(window: Box, picture: Box): Markup {
  const path = [window, picture].map((box) => `M${cornersOf(box).join(" L")} Z`).join(" ");
  return element("path", { class: "bars", "fill-rule": "evenodd", d: path });
}

function markOf(mark: DrawnMark, place: (box: Box) => Box): Markup {
  const box = place(mark);
  return element(
    "g",
    {},
    element("rect", { class: "mark", ...box }),
    textIn(box, "marked", mark.label, 0.35, 12, 1),
  );
}

/**
 * One of the lines in the middle of a box, `below` its own height under the middle; none where there is no room for
 * all of them.
 */
function textIn(box: Box, name: string, text: string, below: number, size: number, lines = 3): Markup | [] {
  const letters = Math.min(size, box.height / (lines * 1.5));
  if (letters < smallestLetters) return [];
  const fits = Math.floor((box.width - 4) / (letters * letterWidth));
  const shown = shortened(printable(text), fits);
  if (fits < 2 || shown === "") return [];
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 + below * letters };
  return element("text", { class: name, ...at, "font-size": letters }, shown);
}

/** What a picture shows, in words, for those who do not see it. */
export function describeLayout({ title, layout }: Panel): string {
  const { canvas, windows } = layout;
  const places = windows.map(
    (window) =>
      `${window.label} ${sizeOf(window)} at ${rounded(window.x)}, ${rounded(window.y)}, layer ${window.layer}`,
  );
  const heading = `${title === "" ? "" : `${title}: `}canvas of ${sizeOf(canvas)}`;
  return [
    `${[heading, ...places].join("; ")}.`,
    ...layoutSentences(layoutProblems(layout)),
    ...layout.remarks,
  ].join(" ");
}

/**
 * Draws layouts side by side as one SVG: windows with streams, layers and what is cut off of a stream of 16:9; overlaps
 * are dotted, and what lies outside is red.
 */
export function drawLayout(name: string, panels: readonly Panel[]): string {
  const drawings = panels.map((panel) => new PanelDrawing(panel));
  const height = Math.max(...drawings.map((drawing) => drawing.height)) + 2 * margin;
  let left = margin;
  const groups = drawings.map((drawing) => {
    const group = drawing.draw(left, margin);
    left += drawing.width + margin;
    return group;
  });
  const [width, high] = [Math.ceil(left), Math.ceil(height)];
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${high}`,
      width,
      height: high,
      role: "img",
    },
    element("title", {}, `Layout of ${name}`),
    element("desc", {}, panels.map(describeLayout).join(" ")),
    element("style", {}, raw(style)),
    element("rect", { class: "ground", x: 0, y: 0, width, height: high }),
    groups,
  );
  return `${picture.markup}\n`;
}

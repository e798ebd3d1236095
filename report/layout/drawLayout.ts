import { element, type Markup, raw, rounded } from "../markup";
import { printable, shortened } from "../printable";
import { areaOf, around, type Box, common } from "./box";
import type { DrawnLayout, DrawnMark, DrawnWindow } from "./layoutOf";
import { fromBelow, layoutProblems, layoutSentences } from "./layoutProblems";

/** One of the layouts of a picture, with what stands above it. */
export interface Panel {
  readonly title: string;
  readonly layout: DrawnLayout;
}

/** How a picture is meant to be seen: on a screen, or one layout below the other on a telephone. */
export type PictureForm = keyof typeof largest;

const largest = { wide: { width: 640, height: 480 }, narrow: { width: 320, height: 480 } };
const margin = 16;
const titleHeight = 28;
/** The streams' own shape is not known. */
const streamRatio = 16 / 9;
/** How far outside the canvas is drawn, as a part of its side. */
const drawnBeyond = 0.5;
/** Width of a letter as a part of its height. */
const letterWidth = 0.6;
const smallestLetters = 7;
/** Height of a line as a part of that of its letters. */
const lineHeight = 1.3;
/** What texts keep free at the sides of a window, where lines show what is cut off. */
const padding = 6;

const style = `
svg { font-family: system-ui, sans-serif; }
.ground { fill: #ffffff; } .word { fill: #1f2328; }
.label, .detail, .remark { fill: #ffffff; text-anchor: middle; } .label { font-weight: 600; }
.side { fill: none; stroke: #ffffff; }
.bars { fill: #000000; fill-opacity: 0.7; } .cut { fill: none; stroke: #ffffff; stroke-width: 2; stroke-dasharray: 6 4; }
.mark { fill: #1f2328; stroke: #ffd33d; stroke-dasharray: 5 3; } .marked { fill: #ffd33d; text-anchor: middle; }
.edge { fill: none; stroke: #57606a; stroke-width: 2; }
.overlap { fill: none; stroke: #ffd33d; stroke-width: 2; stroke-dasharray: 1 3; }
.outside { fill: #ffb3b8; stroke: #b31d28; }
.image { fill: none; stroke: #ffffff; } .onBright { fill: #1f2328; } .onBright.image { stroke: #1f2328; }
@media (prefers-color-scheme: dark) { .ground { fill: #0d1117; } .word { fill: #e6edf3; } .edge { stroke: #9198a1; } }
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

  constructor(
    private readonly panel: Panel,
    form: PictureForm,
  ) {
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
    const { width, height } = largest[form];
    this.scale = Math.min(width / this.view.width, height / this.view.height);
    this.width = Math.max(this.view.width * this.scale, 240);
    this.height = titleHeight + this.view.height * this.scale;
  }

  draw(left: number, top: number): Markup {
    const { title, layout } = this.panel;
    const { windows, marks, color, hasImage, canvas } = layout;
    const place = (box: Box) => this.placed(box, left, top + titleHeight);
    const { overlaps, beyond } = layoutProblems(layout);
    const numbers = new Map(windows.map((window, index) => [window, index]));
    const partsOf = (box: Box): Parts => {
      const inside = common(box, this.frame);
      const outside = beyond.find(({ of }) => of === box)?.boxes ?? [];
      return { whole: place(box), inside: inside && place(inside), outside: outside.map(place) };
    };
    const shade = isBright(color) ? " onBright" : "";
    const [remark = ""] = windows.length === 0 ? layout.remarks : [];
    const drawn = [
      element("rect", { ...place(this.frame), fill: color }),
      ...(hasImage ? [crossOf(place(this.frame), `image${shade}`)] : []),
      textsIn(place(this.frame), [{ name: `remark${shade}`, text: remark, size: 13 }]),
      ...fromBelow(windows).map((window) =>
        windowOf(window, numbers.get(window) ?? 0, partsOf(window), place(fitted(window))),
      ),
      ...overlaps.map(({ box }) => element("rect", { class: "overlap", ...place(box) })),
      ...fromBelow(marks).map((mark) => markOf(mark, partsOf(mark))),
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
function crossOf(box: Box, name: string): Markup {
  const [one, two, three, four] = cornersOf(box);
  return element("path", { class: name, d: `M${one} L${three} M${two} L${four}` });
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

/** Where something is drawn. */
interface Parts {
  readonly whole: Box;
  /** What lies on the canvas. */
  readonly inside: Box | undefined;
  readonly outside: readonly Box[];
}

function windowOf(window: DrawnWindow, index: number, parts: Parts, stream: Box): Markup | [] {
  const { whole } = parts;
  const { fill, layer, label } = window;
  if (areaOf(whole) === 0) return [];
  return element(
    "g",
    {},
    element("rect", { ...whole, fill: colors[index % colors.length] }),
    fill === "fit" ? barsOf(whole, stream) : [],
    fill === "crop" ? cutOf(whole) : [],
    element("rect", { class: "side", ...whole }),
    outsideOf(parts),
    textsOver(parts, [
      { name: "label", text: label, size: 18 },
      { name: "detail", text: sizeOf(window), size: 11 },
      ...detailsOf(parts.inside ?? whole, [`layer ${layer}`, fillText(window) ?? []].flat()),
    ]),
  );
}

function outsideOf({ outside }: Parts): readonly Markup[] {
  return outside.map((box) => element("rect", { class: "outside", ...box }));
}

/** Lines in the part that lies on the canvas; where none does, on what marks that. */
function textsOver({ whole, inside }: Parts, lines: readonly Line[]): readonly Markup[] {
  if (inside) return textsIn(inside, lines);
  return textsIn(
    whole,
    lines.map((line) => ({ ...line, name: `${line.name} onBright` })),
  );
}

/** Details in one line, or where that is too long, in one line each. */
function detailsOf({ width }: Box, details: readonly string[]): Line[] {
  const whole = details.join(", ");
  const fits = whole.length * 11 * letterWidth <= width - 2 * padding;
  return (fits ? [whole] : details).map((text) => ({ name: "detail", text, size: 11 }));
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

function markOf({ label }: DrawnMark, parts: Parts): Markup | [] {
  if (areaOf(parts.whole) === 0) return [];
  return element(
    "g",
    {},
    element("rect", { class: "mark", ...parts.whole }),
    outsideOf(parts),
    textsOver(parts, [{ name: "marked", text: label, size: 12 }]),
  );
}

/** Whether dark letters are read on it better than white ones. */
function isBright(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  // At this brightness both have the same contrast.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18;
}

/** A line of text, and how high its letters are where there is room. */
interface Line {
  readonly name: string;
  readonly text: string;
  readonly size: number;
}

/** Lines in the middle of a box, the first the most important: smaller, fewer, or cut, where there is no room. */
function textsIn(box: Box, lines: readonly Line[]): readonly Markup[] {
  const height = lines.reduce((sum, { size }) => sum + size * lineHeight, 0);
  const scale = Math.min(1, (box.height - 2 * padding) / height);
  if (lines.some(({ size }) => size * scale < smallestLetters))
    return lines.length > 1 ? textsIn(box, lines.slice(0, -1)) : [];
  const across = box.width - 2 * padding;
  let y = box.y + (box.height - height * scale) / 2;
  return lines.flatMap(({ name, text, size }) => {
    const room = size * scale;
    const whole = printable(text);
    const letters = Math.min(
      room,
      Math.max(smallestLetters, room / 2, across / (whole.length * letterWidth)),
    );
    // What fits exactly is not to be lost by rounding.
    const fits = Math.floor(across / (letters * letterWidth) + 0.001);
    // The line under the letters lies a little above the middle of what is left.
    const at = { x: box.x + box.width / 2, y: y + (room * lineHeight) / 2 + letters * 0.35 };
    y += room * lineHeight;
    const shown = shortened(whole, fits);
    return fits < 2 || shown === ""
      ? []
      : [element("text", { class: name, ...at, "font-size": letters }, shown)];
  });
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
    ...(layout.hasImage ? ["A picture lies behind the windows."] : []),
    ...layoutSentences(layoutProblems(layout)),
    ...layout.remarks,
  ].join(" ");
}

/**
 * Draws layouts side by side as one SVG: windows with streams, layers and what is cut off of a stream of 16:9; overlaps
 * are dotted, and what lies outside is red.
 */
export function drawLayout(name: string, panels: readonly Panel[], form: PictureForm = "wide"): string {
  const drawings = panels.map((panel) => new PanelDrawing(panel, form));
  let [left, top, width, high] = [margin, margin, 0, 0];
  const groups = drawings.map((drawing) => {
    const group = drawing.draw(left, top);
    width = Math.max(width, Math.ceil(left + drawing.width + margin));
    high = Math.max(high, Math.ceil(top + drawing.height + margin));
    if (form === "wide") left += drawing.width + margin;
    else top += drawing.height + margin;
    return group;
  });
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

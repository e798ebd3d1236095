import { element, type Markup, raw } from "../../report/markup";
import { palette } from "./palette";

/** A letter of 13 pixels, whatever the font: the width of a line is given to the browser. */
const letter = { width: 7.8, height: 13 };
const lineHeight = 19;
const margin = 8;
const padding = 14;

const style = `${palette}text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: ${letter.height}px; }
.prompt { font-weight: 600; }
`;

/** Words that stand by themselves in a column, and how good they are. */
const classes: Readonly<Record<string, string>> = {
  ok: "good",
  running: "good",
  warning: "doubtful",
  unverified: "doubtful",
  error: "bad",
};

/** A line, column by column: texts of pictures have one space at a time. */
function lineOf(line: string, index: number): readonly Markup[] {
  const y = margin + padding + (index + 0.75) * lineHeight;
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index: column }) =>
    element(
      "text",
      {
        class: classes[text] ?? (line.startsWith("$ ") ? "word prompt" : "word"),
        x: margin + padding + column * letter.width,
        y,
        textLength: text.length * letter.width,
        lengthAdjust: "spacingAndGlyphs",
      },
      text,
    ),
  );
}

/** Draws what a terminal shows: the command, and what it prints. */
export function drawTerminal(title: string, command: string, output: readonly string[]): string {
  const lines = [`$ ${command}`, ...output];
  const width =
    Math.ceil(Math.max(...lines.map(({ length }) => length)) * letter.width) + 2 * (margin + padding);
  const height = lines.length * lineHeight + 2 * (margin + padding);
  const picture = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    element("title", {}, title),
    element("desc", {}, lines.join(" ")),
    element("style", {}, raw(style)),
    element("rect", { class: "ground", x: 0, y: 0, width, height }),
    element("rect", {
      class: "node",
      x: margin,
      y: margin,
      width: width - 2 * margin,
      height: height - 2 * margin,
      rx: 8,
    }),
    lines.map(lineOf),
  );
  return `${picture.markup}\n`;
}

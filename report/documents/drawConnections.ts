import type { Box } from "../layout/box";
import type { PictureForm } from "../layout/drawLayout";
import { element, type Markup, raw } from "../markup";
import { printable, shortened } from "../printable";
import type { Report, Row } from "../Report";

const style = `
svg { font-family: system-ui, sans-serif; } .ground { fill: #ffffff; } .word { fill: #1f2328; }
.node { fill: #f6f8fa; stroke: #57606a; } .way { fill: none; stroke: #57606a; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117; } .word { fill: #e6edf3; } .node { fill: #151b23; stroke: #9198a1; } .way { stroke: #9198a1; }
}
`;
/** The same for a screen and for a telephone. */
const forms = {
  wide: { width: 200, between: 70, mostLetters: 26 },
  narrow: { width: 100, between: 16, mostLetters: 13 },
};
const box = { height: 34, gap: 12 };
const margin = 12;
/** So many ways are a picture; the table has all. */
const mostDrawn = 60;

/** What is on the left, in the middle and on the right: a task is told from a room of its name by its place. */
function columnsOf(rows: readonly Row<"connections">[]): readonly (readonly string[])[] {
  const comes = (kind: Row<"connections">["kind"]) => kind === "takes" || kind === "loads";
  const sources = rows.flatMap(({ from, kind }) => (comes(kind) ? [from] : []));
  const tasks = rows.map(({ from, to, kind }) => (comes(kind) ? to : from));
  const targets = rows.flatMap(({ to, kind }) => (comes(kind) ? [] : [to]));
  return [sources, tasks, targets].map((names) => [...new Set(names)]);
}

/** Draws where streams and files come from and go to. */
export function drawConnections(
  { connections }: Pick<Report, "connections">,
  form: PictureForm = "wide",
): string {
  const rows = connections.slice(0, mostDrawn);
  const columns = columnsOf(rows);
  const height =
    Math.max(1, ...columns.map(({ length }) => length)) * (box.height + box.gap) - box.gap + 2 * margin;
  const { width: wide, between, mostLetters } = forms[form];
  const width = 3 * wide + 2 * between + 2 * margin;
  const place = (column: number, name: string) => {
    const names = columns[column] ?? [];
    const used = names.length * (box.height + box.gap) - box.gap;
    return {
      x: margin + column * (wide + between),
      y: (height - used) / 2 + names.indexOf(name) * (box.height + box.gap),
    };
  };
  const boxOf = (column: number, name: string): Box => ({
    ...place(column, name),
    width: wide,
    height: box.height,
  });
  const nodes = columns.flatMap((names, column) =>
    names.map((name) => nodeOf(shortened(printable(name), mostLetters), boxOf(column, name))),
  );
  const ways = rows.map(({ from, to, kind }) => {
    const first = kind === "takes" || kind === "loads" ? 0 : 1;
    return wayOf(boxOf(first, from), boxOf(first + 1, to));
  });
  const picture = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    element("title", {}, "Where streams and files come from and go to"),
    element("style", {}, raw(style)),
    element("rect", { class: "ground", x: 0, y: 0, width, height }),
    ways,
    nodes,
  );
  return `${picture.markup}\n`;
}

function nodeOf(text: string, { x, y, width, height }: Box): Markup {
  return element(
    "g",
    {},
    element("rect", { class: "node", x, y, width, height, rx: 6 }),
    element(
      "text",
      { class: "word", x: x + width / 2, y: y + 21, "font-size": 12, "text-anchor": "middle" },
      text,
    ),
  );
}

function wayOf(from: Box, to: Box): Markup {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  const middle = (x1 + x2) / 2;
  return element("path", { class: "way", d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}` });
}

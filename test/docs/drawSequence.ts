import { element, raw } from "../../report/markup";
import { textOf, wayOf } from "./diagram";
import { palette } from "./palette";

/** Something that a run does, on the lane where it does it. */
export interface SequenceStep {
  readonly lane: string;
  readonly lines: readonly [title: string, ...code: string[]];
  /** What becomes of a run that is killed after it. */
  readonly killed: string;
}

const box = { width: 232, height: 50, gap: 22 };
const margin = 16;
const head = 44;
const between = 24;
const asides = 270;

const style = `${palette}text { font-family: system-ui, sans-serif; font-size: 13px; }
.title { font-weight: 600; font-size: 15px; } .middle { text-anchor: middle; }
.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 12px; }
`;

/** Draws steps one below the other, each on its lane, with what a kill after it comes to beside it. */
export function drawSequence(title: string, aside: string, steps: readonly SequenceStep[]): string {
  const lanes = [...new Set(steps.map(({ lane }) => lane))];
  const leftOf = (lane: string) => margin + lanes.indexOf(lane) * (box.width + between);
  const middleOf = (lane: string) => leftOf(lane) + box.width / 2;
  const topOf = (index: number) => head + margin + index * (box.height + box.gap);
  const notes = margin + lanes.length * (box.width + between);
  const width = notes + asides + margin;
  const height = topOf(steps.length) - box.gap + margin;
  const ways = steps.slice(1).map(({ lane }, index) => {
    const before = steps[index]?.lane ?? lane;
    const [from, to, y] = [middleOf(before), middleOf(lane), topOf(index + 1)];
    const turn = y - box.gap / 2;
    return wayOf(`M${from} ${y - box.gap} L${from} ${turn} L${to} ${turn}`, [to, y], "down");
  });
  const boxes = steps.map(({ lane, lines: [name, ...code], killed }, index) => {
    const [x, y] = [leftOf(lane), topOf(index)];
    return element(
      "g",
      {},
      element("rect", {
        class: lane === lanes[0] ? "kept" : "node",
        x,
        y,
        width: box.width,
        height: box.height,
        rx: 6,
      }),
      textOf("word title middle", x + box.width / 2, y + 20, name),
      code.map((line) => textOf("word code middle", x + box.width / 2, y + 39, line)),
      textOf("soft", notes, y + box.height / 2 + 5, killed),
    );
  });
  const picture = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    element("title", {}, title),
    element(
      "desc",
      {},
      steps.map(({ lane, lines, killed }) => `${lane}: ${lines.join(", ")}. ${aside}: ${killed}.`).join(" "),
    ),
    element("style", {}, raw(style)),
    element("rect", { class: "ground", x: 0, y: 0, width, height }),
    lanes.map((lane) => textOf("word title middle", middleOf(lane), margin + 16, lane)),
    textOf("word title", notes, margin + 16, aside),
    ways,
    boxes,
  );
  return `${picture.markup}\n`;
}

import { element, type Markup } from "../../report/markup";

/** A line of text. */
export function textOf(name: string, x: number, y: number, text: string): Markup {
  return element("text", { class: name, x, y }, text);
}

/** A way from one point to another, the last part of it straight on, with a tip. */
export function wayOf(
  path: string,
  [x, y]: readonly [number, number],
  towards: "down" | "right",
  name = "way",
): Markup[] {
  const tip =
    towards === "down"
      ? `M${x - 5} ${y - 8} L${x + 5} ${y - 8} L${x} ${y} Z`
      : `M${x - 8} ${y - 5} L${x - 8} ${y + 5} L${x} ${y} Z`;
  return [
    element("path", { class: name, d: `${path} L${x} ${y}` }),
    element("path", { class: "tip", d: tip }),
  ];
}

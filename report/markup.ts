import { printable } from "./printable";

/** Markup that is finished: texts in it are escaped. */
export interface Markup {
  readonly markup: string;
}

/** What can stand in an element: a text, which is escaped, or markup. */
export type Content = string | Markup | readonly Content[];

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as SVG and HTML have it, in attributes too. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => references[character] ?? character);
}

function written(content: Content): string {
  if (typeof content === "string") return escaped(content);
  return "markup" in content ? content.markup : content.map(written).join("");
}

/** A number of which so much is left that it is the same wherever it is computed. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}

function attribute(value: string | number): string {
  return typeof value === "number" ? String(rounded(value)) : escaped(value);
}

/** The elements of HTML that have no end. */
const voids: ReadonlySet<string> = new Set(["img", "meta", "source", "wbr"]);

/** An element; attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly Content[]
): Markup {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(value)}"`],
  );
  const start = `<${name}${given.join("")}>`;
  return { markup: voids.has(name) ? start : `${start}${written(content)}</${name}>` };
}

/** Markup of the package's own, such as a style sheet: nothing in it is escaped. */
export function raw(markup: string): Markup {
  return { markup };
}

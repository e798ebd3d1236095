import { type Content, element, type Markup, raw } from "../markup";
import type { Report, Row } from "../Report";
import type { ReportWithPictures } from "../reportOf";
import { drawConnections } from "./drawConnections";
import { costSummary, summaryOf } from "./summaryOf";
import { type Cell, type Table, tablesOf } from "./tables";

const style = `
:root { color-scheme: light dark; --ground: #ffffff; --word: #1f2328; --soft: #59636e; --line: #d1d9e0; --shade: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --word: #e6edf3; --soft: #9198a1; --line: #3d444d; --shade: #151b23; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif;
  background: var(--ground); color: var(--word); overflow-wrap: break-word; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.lead { font-weight: 600; } .soft, th { color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); }
th { white-space: nowrap; } h1, h2, td.text, code { overflow-wrap: anywhere; }
code { background: var(--shade); padding: 0.1em 0.3em; border-radius: 4px; font-size: 0.9em; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; border: 1px solid var(--line); }
summary { cursor: pointer; font-size: 1.2rem; font-weight: 600; margin-top: 1.5rem; }
summary h2 { display: inline; margin: 0; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  td { display: block; border: 0; padding: 0.1rem 0; }
  td[data-head]:not([data-head=""])::before { content: attr(data-head) ": "; color: var(--soft); }
}
`;

function cellOf(cell: Cell): Content {
  if (typeof cell === "string") return cell;
  if ("text" in cell) return cell.text;
  // Paths of inputs are better broken after a dot than anywhere.
  const [first = "", ...rest] = cell.code.split(/(?<=\.)(?=\S)/);
  return element(
    "code",
    {},
    first,
    rest.map((part) => [element("wbr", {}), part]),
  );
}

function rowOf({ head }: Table, cells: readonly Cell[]): Markup {
  return element(
    "tr",
    {},
    cells.map((cell, index) =>
      element(
        "td",
        { "data-head": head[index] ?? "", class: typeof cell === "string" ? undefined : "text" },
        cellOf(cell),
      ),
    ),
  );
}

function sectionOf(table: Table): Markup[] {
  const { id, title, head, rows, empty, folded } = table;
  if (rows.length === 0)
    return empty === ""
      ? []
      : [element("section", {}, element("h2", { id }, title), element("p", {}, empty))];
  const heading = element("h2", { id }, `${title} (${rows.length})`);
  const content = element(
    "table",
    { "aria-labelledby": id },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        head.map((text) => element("th", { scope: "col" }, text)),
      ),
    ),
    element(
      "tbody",
      {},
      rows.map((cells) => rowOf(table, cells)),
    ),
  );
  return [
    folded
      ? element("details", {}, element("summary", {}, heading), content)
      : element("section", {}, heading, content),
  ];
}

/** An SVG as an image: nothing in it can act, and its names are its own. */
function sourceOf(svg: string) {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  return { address: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`, width, height };
}

/** A picture as a part of the page, and what a telephone shows in its place: letters do not become too small there. */
function imageOf(svg: string, narrow: string, alt: string): Markup {
  const { address: src, ...size } = sourceOf(svg);
  const { address: srcset, ...narrowSize } = sourceOf(narrow);
  return element(
    "picture",
    {},
    element("source", { media: "(max-width: 40rem)", srcset, ...narrowSize }),
    element("img", { src, alt, ...size, loading: "lazy" }),
  );
}

function layoutOf(
  { name, file, description, problems }: Row<"layouts">,
  { pictures, narrowPictures }: ReportWithPictures,
): Markup {
  return element(
    "figure",
    {},
    imageOf(pictures.get(file) ?? "", narrowPictures.get(file) ?? "", description),
    element(
      "figcaption",
      {},
      element("code", {}, name),
      problems.length === 0 ? "" : ` ${problems.join(" ")}`,
    ),
  );
}

/** A report as one page: it loads nothing, and follows the reader's choice of light or dark. */
export function htmlReport(made: ReportWithPictures): string {
  const { report } = made;
  const tables = tablesOf(report);
  const part = (...ids: readonly string[]) => tables.filter(({ id }) => ids.includes(id)).flatMap(sectionOf);
  const { layouts, connections } = report;
  const title = `Media tasks of ${report.project}/${report.stack}`;
  const page = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("meta", {
        "http-equiv": "Content-Security-Policy",
        content: "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
      }),
      element("title", {}, title),
      element("style", {}, raw(style)),
    ),
    element(
      "body",
      {},
      element(
        "main",
        {},
        element("h1", {}, title),
        element("p", { class: "lead" }, [summaryOf(report), costSummary(report) ?? []].flat().join(" · ")),
        part("messages", "interruptions", "changes", "kept", "policies", "events", "costs"),
        connections.length === 0
          ? []
          : [
              part("connections"),
              element(
                "figure",
                {},
                imageOf(drawConnections(report), drawConnections(report, "narrow"), connectionsText(report)),
                element("figcaption", {}, "Rooms and sources, tasks, and where they send to"),
              ),
            ],
        layouts.length === 0 ? [] : element("h2", { id: "layouts" }, `Layouts (${layouts.length})`),
        layouts.map((layout) => layoutOf(layout, made)),
        layouts.length === 0
          ? []
          : element(
              "p",
              { class: "soft" },
              "Streams are taken to be 16:9. Dashed sides are cut off, dark bars are empty, dotted frames overlap, and red lies outside the canvas.",
            ),
        part("notes"),
      ),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}

function connectionsText({ connections }: Report): string {
  return connections
    .map(({ from, to, kind }) => `${from} ${kind === "takes" ? "is taken by" : kind} ${to}.`)
    .join(" ");
}

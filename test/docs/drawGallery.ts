import { element, raw } from "../../report/markup";

/** Pictures of one size as one, two in a row. */
export function drawGallery(title: string, pictures: readonly string[]): string {
  const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(pictures[0] ?? "")?.map(Number) ?? [];
  const whole = { width: 2 * width, height: Math.ceil(pictures.length / 2) * height };
  const viewBox = `0 0 ${whole.width} ${whole.height}`;
  const gallery = element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox, ...whole, role: "img" },
    element("title", {}, title),
    pictures.map((svg, index) =>
      raw(
        svg.trim().replace("<svg ", `<svg x="${(index % 2) * width}" y="${Math.floor(index / 2) * height}" `),
      ),
    ),
  );
  return `${gallery.markup}\n`;
}
